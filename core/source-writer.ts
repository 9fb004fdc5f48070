// Builds edits. New code is written as a template, printed by recast, and then gets the kept code spliced in, whose
// lines only move with the one that they are put on: printed by recast, a kept template literal would be re-indented too,
// which changes its value. This is the one place that knows about parentheses, indentation, semicolons and line endings
// of spliced text.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.js';
import { indentationAt, layoutOf, type Layout } from './layout.js';
import { isMoved, textOfMoved, type Moved } from './moved.js';
import { fitted, type Slot } from './parentheses.js';
import { assemble, type NewCode, type Part } from './new-code.js';
import { placeholder, printTemplate } from './print-template.js';
import { reindented } from './reindent.js';
import { endOf, goesOn, isOpen, neighboursOf } from './semicolons.js';
import { endOfLineComments, startWithComments, TYPE_IN_COMMENT } from './statement-comments.js';
import { statementListOf } from './statement-list.js';
import { slotOf } from './slot.js';
import type { Node, Range, SourceCode } from './source-code.js';

export class SourceWriter {
  readonly layout: Layout;

  constructor(readonly code: SourceCode) {
    this.layout = layoutOf(code);
  }

  /** ``writer.expression`${set}.has(${value})` `` */
  expression(strings: TemplateStringsArray, ...parts: readonly Part[]): NewCode {
    return assemble('expression', strings, parts);
  }

  /** ``writer.statements`${array}.push(${value}); return ${array};` `` */
  statements(strings: TemplateStringsArray, ...parts: readonly Part[]): NewCode {
    return assemble('statements', strings, parts);
  }

  /** As `statements`, within braces: the new body of a function or loop. */
  block(strings: TemplateStringsArray, ...parts: readonly Part[]): NewCode {
    return assemble('block', strings, parts);
  }

  /** Replaces a node, or the range from one node's start to another's end, by kept or new code. */
  replace(target: Node | Range, replacement: Node | Moved | NewCode): Edit {
    if ('type' in target && this.#isExpressionSlot(target)) {
      return this.#separated(this.#edit(target.range, replacement, slotOf(this.code, target)));
    }
    const [start, end] = 'type' in target ? target.range : target;
    const last = this.code.getNodeByRangeIndex(end - 1);
    return this.#separated(
      this.#edit([start, last?.range[1] === end ? endOf(this.code, last) : end], replacement, null),
    );
  }

  /** Replaces the body of an arrow function, with the parentheses around it; the new one begins on the arrow's line. */
  replaceArrowBody(arrow: TSESTree.ArrowFunctionExpression, replacement: NewCode): Edit {
    const arrowToken = this.code.getTokenBefore(arrow.body, { filter: (token) => token.value === '=>' });
    const start = arrowToken?.range[1] ?? arrow.body.range[0];
    const edit = this.#edit([start, arrow.range[1]], replacement, null);
    return { ...edit, text: ` ${edit.text}` };
  }

  /** Makes a method of a field whose value is an arrow function: its parameters, types and body stay as they are. */
  replaceFieldByMethod(field: TSESTree.PropertyDefinition, arrow: TSESTree.ArrowFunctionExpression): Edit {
    const { code } = this;
    const arrowToken = code.getTokenBefore(arrow.body, { filter: ({ value }) => value === '=>' });
    const signature: Range = [arrow.range[0], arrowToken?.range[0] ?? arrow.body.range[0]];
    const text = code.text.slice(...signature).trim();
    // `async => 1` has a parameter of that name.
    const parameters = arrow.async ? text.replace(/^async\s*/, '') : text;
    const modifiers = [field.accessibility, field.override ? 'override' : '', arrow.async ? 'async' : ''];
    const head = [...modifiers, code.getText(field.key)].filter((word) => word).join(' ');
    const list = /^[(<]/.test(parameters) ? parameters : `(${parameters})`;
    const indentation = indentationAt(code, field.range[0]);
    const body = arrow.body.type === 'BlockStatement' ? arrow.body : this.block`return ${arrow.body};`;
    const printed = this.#print(body, indentation, null);
    return { range: field.range, text: `${head}${list} ${printed.text}`, kept: [signature, arrow.body.range] };
  }

  /**
   * Replaces what stands around `kept` within `target`: `code` is the whole as it shall be, and has `kept` in the place
   * of a statement at its end. What is kept stays untouched, so its lines stay where they are.
   */
  surround(target: Node, kept: Node, code: NewCode): [Edit, Edit] {
    const body = this.code.getText(kept);
    const { text } = this.#print(code, indentationAt(this.code, target.range[0]), null, kept);
    const start = text.lastIndexOf(body);
    if (code.parts.at(-1) !== kept || start < 0) throw new Error('the kept statement must end the new code');
    const [from, to] = target.range;
    return [
      {
        range: [from, kept.range[0]],
        text: this.#apart([from, kept.range[0]], `${text.slice(0, start).trimEnd()} `),
        kept: code.parts.slice(0, -1).map(({ range }) => range),
      },
      { range: [kept.range[1], to], text: '', kept: [] },
    ];
  }

  /** Puts what stands in a block into `code`, which is the new block and has the old one as the innermost of its statements. */
  enclose(block: TSESTree.BlockStatement, code: NewCode): Edit {
    const body = this.code.getText(block);
    const { text, kept } = this.#print(code, indentationAt(this.code, block.range[0]), null, block);
    const place = text.lastIndexOf(body);
    if (place < 0) throw new Error('the new code must hold the block');
    const [start, end] = block.range;
    const opening = /^\{\s*/.exec(body)?.[0].length ?? 0;
    const closing = /\s*\}$/.exec(body)?.[0].length ?? 0;
    const content: Range = [start + opening, end - closing];
    const inner = reindented(this.code, content, indentationOf(text, place) ?? '');
    const others = kept.filter((range) => range !== block.range);
    const tail = text.slice(place + body.length).replace(/^;/, '');
    return { range: block.range, text: text.slice(0, place) + inner + tail, kept: [...others, content] };
  }

  /** Replaces the branch of an `if` or the body of a loop by a block, which begins on the line of its head. */
  replaceBranch(branch: Node, block: NewCode): Edit {
    const head = this.code.getTokenBefore(branch);
    if (!head || branch.type === 'BlockStatement') return this.replace(branch, block);
    const { range, text, kept } = this.#edit([head.range[1], branch.range[1]], block, null);
    return { range, text: ` ${text}`, kept };
  }

  /** Replaces a range by literal text, such as a keyword. */
  replaceText(range: Range, text: string): Edit {
    return { range, text, kept: [] };
  }

  insertText(offset: number, text: string): Edit {
    return { range: [offset, offset], text, kept: [] };
  }

  /**
   * Inserts statements on lines of their own after `statement`, behind a comment that ends its line.
   *
   * @throws Error when `statement` is not an item of a statement list (`if (x) f();`): a rule must not ask for that.
   */
  insertAfter(statement: Node, addition: NewCode): Edit {
    requireStatementList(statement);
    const indentation = indentationAt(this.code, statement.range[0]);
    const { text, kept } = this.#print(addition, indentation, null);
    const end = endOf(this.code, statement);
    const position = endOfLineComments(this.code, end);
    const next = end === statement.range[1] ? this.code.getTokenAfter(statement) : null;
    // `a(); b();`: what stands on one line stays there.
    const sharesLine = /^[\t ]*\S/.test(this.code.text.slice(position));
    const opening = isOpen(this.code, statement) && (sharesLine || goesOn(text)) ? ';' : '';
    const isBeforeCode = next !== null && sharesLine && next.value !== '}';
    const ending = next && (goesOn(next.value) || isBeforeCode) && !/[;}]$/.test(text) ? ';' : '';
    return {
      range: [position, position],
      text: opening + (sharesLine ? ' ' : this.layout.lineEnding + indentation) + text + ending,
      kept,
    };
  }

  /** Inserts statements on lines of their own before `statement` and the comments that belong to it. @throws as above. */
  insertBefore(statement: Node, addition: NewCode): Edit {
    requireStatementList(statement);
    const { text, kept } = this.#print(addition, indentationAt(this.code, statement.range[0]), null);
    const line = this.code.text.slice(0, statement.range[0]).split('\n').at(-1) ?? '';
    // `{ a(); }`: what stands on one line stays there.
    const isFlat = addition.parts.every((part) => !this.#textOf(part, '').includes('\n'));
    const joined = /\{\s*$/.test(line) && isFlat && this.layout.semicolons ? text.replaceAll(/\r?\n\s*/g, ' ') : text;
    return this.#insertBefore(statement, { text: joined, kept });
  }

  /**
   * As `insertBefore`, for code that is kept but stood elsewhere: its lines move with it to the new indentation.
   *
   * @param from the statement that it was, whose comments come along; see `removeMoved`.
   */
  moveBefore(statement: Node, addition: NewCode, from: Node | null = null): Edit {
    requireStatementList(statement);
    const indentation = indentationAt(this.code, statement.range[0]);
    const { text, kept } = this.#print(addition, indentation, null);
    const comments: Range | null = from && [startWithComments(this.code, from), from.range[0]];
    const comment = comments ? reindented(this.code, comments, indentation) : '';
    // What an empty line sets apart stays so.
    const above = this.code.text.slice(0, startWithComments(this.code, statement));
    const isApart = /(?:^|\n[\t ]*\r?\n)[\t ]*$/.test(above);
    return this.#insertBefore(statement, { text: comment + text, kept }, isApart ? 2 : 1);
  }

  /** As `remove`, with the comments that `moveBefore` took along; one that is not in `kept`, or holds a type, counts as lost. */
  removeMoved(statement: Node, kept: readonly Node[]): Edit {
    const { range, text } = this.remove(statement);
    const source = this.code.text;
    const start = startWithComments(this.code, statement);
    const end = endOf(this.code, statement);
    const after = endOfLineComments(this.code, end);
    const lineStart = start - (/[\t ]*$/.exec(source.slice(0, start))?.[0].length ?? 0);
    const isAlone = after > end && /(?:^|\n)$/.test(source.slice(0, lineStart));
    const lineEnd = isAlone ? (/^[\t ]*(?:\r?\n)?/.exec(source.slice(after))?.[0].length ?? 0) : 0;
    const from = isAlone || start < statement.range[0] ? Math.min(range[0], lineStart) : range[0];
    const moved: Range = [start, statement.range[0]];
    // A type that is written in a comment may name what is only in scope here: `@type {Record<typeof primary, string>}`.
    const isType = TYPE_IN_COMMENT.test(source.slice(...moved));
    const to = Math.max(range[1], after + lineEnd);
    // Of two empty lines, the one before and the one after, one is left.
    const isBetweenGaps = /(?:^|\n)[\t ]*\r?\n$/.test(source.slice(0, from));
    const gap = isBetweenGaps ? (/^[\t ]*\r?\n/.exec(source.slice(to))?.[0].length ?? 0) : 0;
    return {
      range: [from, to + gap],
      text,
      kept: [...(isType ? [] : [moved]), ...kept.map((node) => node.range)],
    };
  }

  #insertBefore(
    statement: Node,
    { text, kept }: { readonly text: string; readonly kept: readonly Range[] },
    lines = 1,
  ): Edit {
    const start = startWithComments(this.code, statement);
    const before = neighboursOf(this.code, statement.range)?.before;
    const opening = before && isOpen(this.code, before) && goesOn(text) ? ';' : '';
    const isClosed = /[;}]$/.test(text);
    const line = this.code.text.slice(0, start).split('\n').at(-1) ?? '';
    if (/\{\s*$/.test(line) && !text.includes('\n')) {
      return { range: [start, start], text: `${opening}${text}${isClosed ? '' : ';'} `, kept };
    }
    const ending = goesOn(this.code.getText(statement)) && !isClosed ? ';' : '';
    const { lineEnding } = this.layout;
    const indentation = indentationAt(this.code, statement.range[0]);
    return { range: [start, start], text: opening + text + ending + lineEnding.repeat(lines) + indentation, kept };
  }

  /**
   * Removes a statement, with its lines when it stands alone on them. The comments beside it stay, but for one that holds
   * a type: it would be the type of what follows.
   */
  remove(statement: Node): Edit {
    requireStatementList(statement);
    const { text } = this.code;
    const comments: Range = [startWithComments(this.code, statement), statement.range[0]];
    const first = TYPE_IN_COMMENT.test(text.slice(...comments)) ? comments[0] : statement.range[0];
    const whole: Range = [first, endOf(this.code, statement)];
    let [start, end] = whole;
    const before = /[\t ]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
    const after = /^[\t ]*(?:\r?\n|$)/.exec(text.slice(end))?.[0].length;
    const lineStart = start - before;
    if (after !== undefined && (lineStart === 0 || text[lineStart - 1] === '\n')) {
      start = lineStart;
      end += after;
      const above = text.slice(0, start);
      const below = text.slice(end);
      // A block or a file does not begin or end with an empty line, and of two, before and after, one is left.
      if (/(?:^|\{[\t ]*\r?\n|\n[\t ]*\r?\n)$/.test(above)) end += /^[\t ]*\r?\n/.exec(below)?.[0].length ?? 0;
      if (/^[\t ]*(?:\}|$)/.test(text.slice(end))) start -= /(?<=\n)[\t ]*\r?\n$/.exec(above)?.[0].length ?? 0;
    } else end += /^[\t ]*(?=[^\s])/.exec(text.slice(end))?.[0].length ?? 0;
    return { range: [start, end], text: this.#separated({ range: whole, text: '', kept: [] }).text, kept: [] };
  }

  #isExpressionSlot(node: Node): boolean {
    return /Expression$|^Identifier$|^Literal$|Literal$/.test(node.type);
  }

  #edit(range: Range, replacement: Node | Moved | NewCode, slot: Slot | null): Edit {
    const indentation = indentationAt(this.code, range[0]);
    const { text, kept } = this.#print(replacement, indentation, slot);
    return { range, text: this.#apart(range, text), kept };
  }

  /** `return[...set].length` must not become `returnset.size`. */
  #apart([start, end]: Range, text: string): string {
    const source = this.code.text;
    const before = isOneWord(source.charAt(start - 1), text.charAt(0)) ? ' ' : '';
    return before + text + (isOneWord(text.charAt(text.length - 1), source.charAt(end)) ? ' ' : '');
  }

  /** @param fixed a part whose lines stay where they are. */
  #print(
    replacement: Node | Moved | NewCode,
    indentation: string,
    slot: Slot | null,
    fixed?: Node,
  ): { text: string; kept: Range[] } {
    if ('type' in replacement) {
      const text = this.#textOf(replacement, indentation);
      return { text: fitted(replacement, text, slot), kept: [replacement.range] };
    }
    const printed = printTemplate(replacement.template, replacement.kind, this.layout);
    const text = (this.layout.semicolons ? printed.text : this.#withoutSemicolons(printed.text, replacement))
      .split('\n')
      .map((line, index) => (index === 0 || line === '' ? line : indentation + line))
      .join(this.layout.lineEnding)
      .replaceAll(placeholder.pattern, (found, index: string, offset: number, whole: string) => {
        const indented = indentationOf(whole, offset) ?? indentation;
        const part = this.#splice(replacement, printed.slots, Number(index), indented, fixed);
        // `({ id }) => …`
        const isParameter = whole.startsWith(' =>', offset + found.length) && !/^[\w$\u0080-\uffff]+$/.test(part);
        return isParameter ? `(${part})` : part;
      });
    const kept = replacement.parts.map((part) => part.range);
    return { text: fitted(printed, text, slot), kept };
  }

  #splice(
    { parts }: NewCode,
    slots: ReadonlyMap<number, Slot>,
    index: number,
    indentation: string,
    fixed: Node | undefined,
  ): string {
    const part = parts[index];
    if (!part) throw new Error(`placeholder ${index} has no part`);
    const text = part === fixed ? this.code.getText(fixed) : this.#textOf(part, indentation);
    return fitted(part, text, slots.get(index) ?? null);
  }

  #textOf(part: Node | Moved, indentation: string): string {
    return isMoved(part) ? textOfMoved(this.code, part, indentation) : reindented(this.code, part.range, indentation);
  }

  /** Drops the semicolons at line ends, but where the next line would then go on with the statement. */
  #withoutSemicolons(text: string, { parts }: NewCode): string {
    return text.replaceAll(/;(?=\n\s*(?:\$memfix(\d+)\$|(.))|$)/g, (_, index?: string, next?: string) => {
      const part = index === undefined ? undefined : parts[Number(index)];
      const first = part ? this.#textOf(part, '').charAt(0) : (next ?? '');
      return /[([`+\-/*.,{]/.test(first) ? ';' : '';
    });
  }

  /** Adds the semicolons without which an edit of whole statements would join them to their neighbours. */
  #separated(edit: Edit): Edit {
    const neighbours = neighboursOf(this.code, edit.range);
    if (!neighbours) return edit;
    const { before, after } = neighbours;
    const afterText = after ? this.code.getText(after) : '';
    const { text } = edit;
    const opening = before && isOpen(this.code, before) && goesOn(text || afterText) ? ';' : '';
    const isClosed = text === '' || (this.layout.semicolons ? /[;}]$/ : /;$/).test(text);
    const isSameLine = after && !this.code.text.slice(edit.range[1], after.range[0]).includes('\n');
    return { ...edit, text: opening + text + ((isSameLine || goesOn(afterText)) && !isClosed ? ';' : '') };
  }
}

/** The white space of the line of `offset`; the first line stands behind what is not replaced. */
function indentationOf(text: string, offset: number): string | null {
  const line = text.lastIndexOf('\n', offset) + 1;
  return line === 0 ? null : (/^[\t ]*/.exec(text.slice(line))?.[0] ?? '');
}

function isOneWord(left: string, right: string): boolean {
  const word = /[\w$\u0080-\uffff]/;
  return word.test(left) && word.test(right);
}

function requireStatementList(statement: Node): void {
  if (statementListOf(statement)) return;
  throw new Error(`a ${statement.type} below a ${statement.parent?.type ?? 'nothing'} has no statement list`);
}
