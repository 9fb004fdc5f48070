// Several parts of one accumulator: what the copies add is written into the parts, which the result then names.

import type { Edit } from '../../core/edit.js';
import type { NewCode } from '../../core/new-code.js';
import type { SourceWriter } from '../../core/source-writer.js';
import type { CopiedParts } from '../../rules/no-accumulating-copy.js';
import { literalsIn, type Item, type Literal, type Result } from '../../rules/no-accumulating-copy/part-literals.js';
import { castOf } from '../../analysis/wrappers.js';
import { choiceOf } from './choice.js';
import { additionsOf, inPlaceOf } from './step.js';

export function rewriteParts({ parted, writings }: CopiedParts, writer: SourceWriter): Edit[] {
  const rewriter = new PartsRewriter(writer, { parted, writings });
  return parted.steps.flatMap(({ step, result }) => {
    if (![...literalsIn(result)].some(({ items }) => items.some(({ copy }) => copy))) return [];
    const code = rewriter.results(result);
    if (step.kind === 'body') return [writer.replaceArrowBody(step.arrow, writer.block`${code}`)];
    return step.kind === 'return' ? [writer.replace(step.statement, inPlaceOf(step.statement, code, writer))] : [];
  });
}

class PartsRewriter {
  constructor(
    readonly writer: SourceWriter,
    readonly match: Pick<CopiedParts, 'parted' | 'writings'>,
  ) {}

  /** The statements that make the result and return it. */
  results(result: Result): NewCode[] {
    const { writer } = this;
    if (result.kind !== 'choice' || this.#isNamedAlike(result)) {
      const [given] = leavesOf(result);
      return [...this.#changes(result), ...(given ? [writer.statements`return ${this.#given(given)};`] : [])];
    }
    return [
      writer.statements`if (${result.node.test}) { ${this.results(result.consequent)} }`,
      ...this.results(result.alternate),
    ];
  }

  /** Whether all paths give the same names, so that one `return` does for them. */
  #isNamedAlike(result: Result): boolean {
    const texts = [...leavesOf(result)].map((leaf) => this.#namesOf(leaf));
    return texts.every((text) => text !== null && text === texts[0]);
  }

  #namesOf(leaf: Leaf): string | null {
    if (leaf.kind === 'whole' || leaf.isWhole) return '';
    if (leaf.spread || leaf.items.some(({ kind }) => kind === 'other')) return null;
    return leaf.items.map(({ key }) => key).join() + this.#castIn(leaf);
  }

  /** The statements that add to the parts. */
  #changes(result: Result): NewCode[] {
    if (result.kind === 'choice') {
      const [consequent, alternate] = [this.#changes(result.consequent), this.#changes(result.alternate)];
      return [choiceOf(result.node.test, consequent, alternate, this.writer)];
    }
    if (result.kind === 'whole') return [];
    return result.items.flatMap(({ key, copy }) => {
      const name = this.#nameOf(key);
      return copy && name !== null ? additionsOf(copy, { ...this.match, writer: this.writer, name }) : [];
    });
  }

  #nameOf(key: string): string | null {
    return this.match.parted.parts.find((part) => part.key === key)?.name ?? null;
  }

  #given(leaf: Leaf): NewCode {
    const { writer } = this;
    const { whole } = this.match.parted;
    if (leaf.kind === 'whole' || leaf.isWhole) return writer.expression`${whole?.name ?? ''}`;
    const shown = leaf.spread ? leaf.items.filter(({ copy }) => !copy) : leaf.items;
    const isArray = leaf.node.type === 'ArrayExpression';
    const items = shown.map(({ key, node, copy }) => {
      const name = this.#nameOf(key) ?? key;
      if (!copy) return isShort(node) ? writer.code.getText(node) : node;
      if (isArray) return name;
      const written = node.type === 'Property' && !node.shorthand ? writer.code.getText(node.key) : key;
      return written === name ? name : `${written}: ${name}`;
    });
    const all = leaf.spread ? [leaf.spread, ...items] : items;
    const cast = this.#castIn(leaf);
    return isArray ? writer.expression`[${all}]${cast}` : writer.expression`{ ${all} }${cast}`;
  }

  /** ` as T`, as it is written around the literal. */
  #castIn({ whole, node }: Literal): string {
    if (whole === node) return '';
    const type = castOf(whole);
    const word = whole.type === 'TSSatisfiesExpression' ? 'satisfies' : 'as';
    const target = type ?? (whole.type === 'TSSatisfiesExpression' ? whole.typeAnnotation : null);
    return target ? ` ${word} ${this.writer.code.getText(target)}` : '';
  }
}

/** `a`, `a: b`: no layout of its own is lost. */
function isShort(node: Item['node']): boolean {
  return node.type === 'Property' && node.value.type === 'Identifier' && node.key.type === 'Identifier';
}

type Leaf = Exclude<Result, { kind: 'choice' }>;

function* leavesOf(result: Result): Generator<Leaf> {
  if (result.kind === 'choice') {
    yield* leavesOf(result.consequent);
    yield* leavesOf(result.alternate);
  } else yield result;
}
