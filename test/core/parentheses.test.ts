// Every kind of expression in every kind of place: spliced code must parse to the tree that it would have in
// parentheses. So missing ones are found without a list of rules to compare with.

import { parse as parseTree } from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '../../core/edit.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { NewCode } from '../../core/new-code.js';
import { SourceWriter } from '../../core/source-writer.js';
import { nodeOf, parse } from '../analysis/parse.js';

const EXPRESSIONS = listed(`
  a ¦ 1 ¦ 1.5 ¦ 0x1 ¦ 10n ¦ 'use strict' ¦ \`t\` ¦ \`\${a}\` ¦ /r/g ¦ [1] ¦ { a: 1 } ¦ { a: 1 }.a ¦ this ¦ new.target
  function () {} ¦ async function () {} ¦ function () {}() ¦ class {} ¦ class {}.a ¦ () => 1 ¦ async () => 1 ¦ () => ({})
  a + b ¦ a - b ¦ a * b ¦ a / b ¦ a ** b ¦ -a ¦ -1 ¦ +a ¦ !a ¦ typeof a ¦ void 0 ¦ await a ¦ yield ¦ yield a ¦ a++ ¦ ++a ¦ --a ¦ a = b ¦ a += b
  a ? b : c ¦ a, b ¦ a || b ¦ a ?? b ¦ a && b ¦ a in b ¦ a instanceof b ¦ a < b ¦ a === b
  a.b ¦ a[b] ¦ a?.b ¦ a?.() ¦ a?.b.c ¦ a() ¦ a().b ¦ new A ¦ new A() ¦ new A().b ¦ new A.B() ¦ a\`x\`
  import('x') ¦ import('x').then ¦ a as T ¦ a! ¦ a?.b! ¦ a satisfies T ¦ a as const ¦ a<T>() ¦ a<T>
`);

const PLACES = listed(`
  x = @ ¦ @ ¦ @ + 1 ¦ 1 + @ ¦ @ - 1 ¦ 1 - @ ¦ @ * 2 ¦ 2 / @ ¦ 2 ** @ ¦ @ ** 2 ¦ -@ ¦ - -@ ¦ +@ ¦ !@ ¦ typeof @ ¦ void @ ¦ delete @.p ¦ await @ ¦ yield @
  yield* @ ¦ @ ? 1 : 2 ¦ c ? @ : 2 ¦ c ? 1 : @ ¦ @ || b ¦ b || @ ¦ b ?? @ ¦ @ ?? b ¦ b && @ ¦ @ in o ¦ 1 in @
  @ instanceof X ¦ 1 < @ ¦ @ < 1 ¦ @ === 1 ¦ @.p ¦ @?.p ¦ @[0] ¦ @?.[0] ¦ o[@] ¦ o?.[@] ¦ @() ¦ @?.() ¦ @.p() ¦ @().p
  @.a?.b ¦ f(@) ¦ f(1, @) ¦ f(...@) ¦ new @() ¦ new @ ¦ new C(@) ¦ new (@.p)() ¦ new @.p() ¦ new (@.p.q)() ¦ [@] ¦ [1, ...@]
  x = { a: @ } ¦ x = { [@]: 1 } ¦ x = { ...@ } ¦ \`\${@}\` ¦ @\`x\` ¦ () => @ ¦ () => @.p ¦ () => @ + 1 ¦ f(() => @)
  async () => @ ¦ import(@) ¦ 1, @ ¦ @, 1 ¦ (@.p, 1) ¦ @ as T ¦ @! ¦ @!.p ¦ @ satisfies T
`);

/** Places that are no expressions themselves. */
const STATEMENTS = listed(`
  return @ ¦ throw @ ¦ if (@) {} ¦ for (; @;) {} ¦ for (@;;) {} ¦ for (;; @) {} ¦ for (let x = @;;) {} ¦ for (const x of @) {}
  for (const x in @) {} ¦ for await (const x of @) {} ¦ switch (@) {} ¦ switch (1) { case @: } ¦ while (@) {} ¦ do {} while (@)
  let x = @ ¦ let x = 1, y = @ ¦ let x: number = @ ¦ let { x = @ } = {} ¦ let { [@]: x } = {} ¦ function f(x = @) {}
  class X extends @ {} ¦ class X { x = @ } ¦ class X { [@] = 1 } ¦ class X { [@]() {} } ¦ f(@); g() ¦ x += @
`);

function listed(text: string): string[] {
  return text.split(/¦|\n/).flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
}

const inside = (statement: string): string => `async function* w() { ${statement} }`;

/** The trees of pieces of code, without places, parents and notations; `null` when one of them has none. */
function shapesOf(pieces: readonly string[]): string[] | null {
  const left = new Set(['range', 'loc', 'parent', 'raw', 'comments', 'tokens']);
  try {
    const lengths = pieces.map((piece) => piece.length + 1);
    const { body } = parseTree(pieces.join('\n'));
    const starts = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0));
    return starts.map((start, index) => {
      const end = start + (lengths[index] ?? 0);
      return JSON.stringify(
        body.filter(({ range }) => range[0] >= start && range[0] < end),
        (key, value: unknown) => (left.has(key) ? undefined : typeof value === 'bigint' ? `${value}n` : value),
      );
    });
  } catch {
    return null;
  }
}

const known = new Map<string, readonly number[]>();

/** Which expressions can stand in the place at all. */
function fittingIn(place: string): readonly number[] {
  const indices = [...EXPRESSIONS.keys()];
  const fitting =
    known.get(place) ??
    (shapesOf(indices.map((index) => placed(place, index)))
      ? indices
      : indices.filter((index) => shapesOf([placed(place, index)]) !== null));
  known.set(place, fitting);
  return fitting;
}

function placed(place: string, index: number): string {
  return place.replace('@', () => `(${EXPRESSIONS[index] ?? ''})`);
}

/** Compares each result with what it must parse as. */
function compare(place: string, resultOf: (expression: string, index: number) => string, plain = place): void {
  const fitting = fittingIn(plain);
  expect(fitting.length).toBeGreaterThan(EXPRESSIONS.length / 2);
  const results = fitting.map((index) => resultOf(EXPRESSIONS[index] ?? '', index));
  const expected = shapesOf(fitting.map((index) => placed(place, index)));
  const shapes = shapesOf(results) ?? results.map((result) => shapesOf([result])?.[0]);
  expect(expected).not.toBeNull();
  expect(results.filter((_, index) => shapes[index] !== expected?.[index])).toEqual([]);
}

/** A template without parts, or with one. */
function templateOf(...strings: string[]): TemplateStringsArray {
  return Object.assign(strings, { raw: strings });
}

function newCode(writer: SourceWriter, text: string): NewCode {
  return writer.expression(templateOf(`(${text})`));
}

const KEEPER = '\nasync function* k() { ';

/** A file with `text` and, apart from it, all expressions as `kept`. */
function parseWithKept(text: string): { code: SourceCode; kept: readonly Node[] } {
  const keeper = `KEEP(${EXPRESSIONS.map((expression) => `\n(${expression})`).join()})`;
  const code = parse(`${text}${KEEPER}${keeper}; }`);
  const call = nodeOf(code, keeper);
  return { code, kept: call.type === 'CallExpression' ? call.arguments : [] };
}

/** `text` again, when it was edited. */
function editedIn(code: SourceCode, edit: Edit): string {
  return applyEdits(code.text, [edit]).split(KEEPER)[0] ?? '';
}

describe('new code in place of a node', () => {
  it.each([...PLACES.map((place) => inside(`${place};`)), ...STATEMENTS.map(inside), 'export default @;'])(
    '%s',
    (place) => {
      const code = parse(place.replace('@', 'TARGET'));
      const writer = new SourceWriter(code);
      const target = nodeOf(code, 'TARGET');
      compare(place, (expression) => applyEdits(code.text, [writer.replace(target, newCode(writer, expression))]));
    },
  );

  it.each(['x = (@);', 'f((@));', 'new (@)();', '((@)).p;', 'for (const x of (@));', 'export default (@);'])(
    'in parentheses of its own: %s',
    (place) => {
      const code = parse(place.replace('@', 'TARGET'));
      const writer = new SourceWriter(code);
      const target = nodeOf(code, 'TARGET');
      compare(place, (expression) => applyEdits(code.text, [writer.replace(target, newCode(writer, expression))]));
    },
  );
});

describe('kept code in place of a node', () => {
  it.each([...PLACES.map((place) => `${place};`), ...STATEMENTS])('%s', (place) => {
    const { code, kept } = parseWithKept(inside(place.replace('@', 'TARGET')));
    const target = nodeOf(code, 'TARGET');
    compare(inside(place), (_, index) => editedIn(code, new SourceWriter(code).replace(target, kept[index] ?? target)));
  });
});

describe('kept code in new code', () => {
  it.each(PLACES)('%s', (place) => {
    const [before = '', after = ''] = place.split('@');
    const { code, kept } = parseWithKept(inside('HERE(TARGET);'));
    const writer = new SourceWriter(code);
    const target = nodeOf(code, 'TARGET');
    compare(
      inside(`HERE((${place}));`),
      (_, index) => {
        const added = writer.expression(templateOf(`(${before}`, `${after})`), kept[index] ?? target);
        return editedIn(code, writer.replace(target, added));
      },
      inside(`${place};`),
    );
  });

  it.each([...PLACES.map((place) => `${place};`), ...STATEMENTS])('as a statement: %s', (place) => {
    const [before = '', after = ''] = place.split('@');
    const { code, kept } = parseWithKept(inside('HERE;'));
    const writer = new SourceWriter(code);
    const here = nodeOf(code, 'HERE;');
    compare(
      inside(`HERE; ${place}`),
      (_, index) => {
        const added = writer.statements(templateOf(before, after), kept[index] ?? here);
        return editedIn(code, writer.insertAfter(here, added));
      },
      inside(place),
    );
  });
});
