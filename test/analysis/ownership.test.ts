import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { historyOf, holdsOnlyNew, isGivenAway } from '../../analysis/ownership.js';
import { variableOf } from '../../analysis/variables.js';
import { nodeOf, parse } from './parse.js';

/** Whether what is copied in the body of a function is given away to the copy. */
function answerFor(expression: string, before = '', after = '', around = ''): string {
  const code = parse(`${around}
    export function home(other, x, ...rest) { ${before} take([...(${expression})])\n ${after} }`);
  const copy = nodeOf(code, `[...(${expression})]`, AST_NODE_TYPES.ArrayExpression);
  const [element] = copy.elements;
  return element?.type === AST_NODE_TYPES.SpreadElement ? isGivenAway(code, element.argument, copy) : '';
}

describe('isGivenAway', () => {
  it.each([
    ['[x]'],
    ['Object.keys(x)'],
    ['x ? [1] : Object.keys(x)'],
    ['new Map(x)'],
    ['rest'],
    ['xs', 'const xs = [x]; xs.push(other);'],
    ['xs', 'let xs = [x]; if (x) xs = Object.keys(x);'],
    ['xs', 'for (const y of x) { const xs = [y];', '}'],
    ['xs', 'const xs = [x]; const ys = xs; ys.push(x);'],
    ['xs', 'const xs = [x]; fill(xs);', '', 'function fill(list) { list.push(1); }'],
    ['make(x)', '', '', 'function make(y) { const made = [y]; made.push(y); return made; }'],
    ['make(x)', '', '', 'const make = (y) => y.length ? Object.keys(y) : [];'],
    ['make(x)', '', '', 'function make(y) { const made = []; for (const z of make(y)) made.push(z); return made; }'],
    ['xs', 'const xs = [x]; while (x) { if (other(xs.length)) return ', '; xs.push(1); }'],
    ['xs', 'const xs = [x]; if (x) return other(xs.length, ', '); return xs.length;'],
    ['make(x)', '', '', 'function make(y) { const made = [y]; return y ? made : [1]; }'],
    ['xs', 'const xs = make(x);', '', 'const make = (y) => [y];'],
    ['xs', 'const xs = [x]; if (x) return xs;'],
    ['xs', 'const xs = [x]; if (x) {', 'return 0; } return xs;'],
    ['xs', 'const xs = [x]; while (x) { xs.push(1); if (x.length) { const copy =', 'copy.pop(); return copy; } }'],
    ['xs', 'let xs = [x]; const all = [xs.length, ', ']; xs = [1]; return xs;'],
  ])('%s after %s', (expression, before = '', after = '', around = '') =>
    expect(answerFor(expression, before, after, around)).toBe('yes'),
  );

  it.each([
    ['x'],
    ['x || [1]'],
    ['x.filter(other)'],
    ['new Uint8Array(x)'],
    ['xs', 'const xs = x;'],
    ['xs', 'const [...xs] = x;', 'xs.push(1);'],
    ['xs', 'const xs = [x];', 'return xs;'],
    ['xs', 'const xs = [x]; other(xs);'],
    ['xs', 'const xs = [x]; const ys = xs;', 'ys.push(1);'],
    ['xs', 'const xs = [x]; while (x) return other(', ', xs.length);'],
    ['xs', 'const xs = [x]; try { return ', '; } finally { xs.push(1); }'],
    ['xs', 'const xs = [x]; while (x) { const f = () => { return ', '; }; f(); }'],
    ['make(x)', '', '', 'const made = [1]; function make(y) { return y ? made : [1]; }'],
    ['xs', 'const xs = [x]; other(() => xs);'],
    ['xs', 'const xs = [x]; both(xs, ', ');', 'function both(one, two) { one.push(1); return two; }'],
    ['xs', 'const xs = [x]; both((1, xs), ', ');', 'function both(one, two) { return one === two; }'],
    ['xs', 'const xs = [x]; xs.push(', ');'],
    ['xs', 'const xs = [x]; return xs.fill(', ');'],
    ['xs', 'const xs = [x]; other(xs === ', ');'],
    ['xs', 'const xs = [x]; return (xs[0] = ', ');'],
    ['xs', 'const xs = [x]; while (x) { xs.push(1); const copy =', 'x(); if (other) continue; return copy; }'],
    ['xs', 'const xs = [x]; while (x) { const { size = xs.length } =', 'return size; }'],
    ['xs', 'const xs = [x]; try { return xs; } finally {', '}'],
    ['xs', 'const xs = [x]; if (x) {', '} return xs;'],
    ['xs', 'const xs = [x]; for (const y of x) {', '}'],
    ['xs', 'const xs = [x]; try {', '} catch { return xs; }'],
    ['xs', 'const xs = [x]; keep(xs);', 'return kept;', 'let kept; function keep(list) { kept = list; }'],
    ['rest', 'rest = x;'],
    ['rest', 'const last = () => rest;', 'return last;'],
    ['make(x)', '', '', 'const cache = []; function make(y) { const made = [y]; cache.push(made); return made; }'],
    ['make(x)', '', '', 'let last; function make(y) { const made = [y]; last = made; return made; }'],
    ['make(x)', '', '', 'const made = [1]; const make = () => made;'],
    ['make(x)', '', '', 'const make = (y) => y;'],
    ['make(x)', '', '', 'async function make(y) { return [y]; }'],
    ['make(x)', '', '', 'function make(y) { const made = [y]; y(() => made); return made; }'],
    ['make(x)', '', '', 'function make(y) { if (y) return [y]; }'],
  ])('%s after %s: unknown', (expression, before = '', after = '', around = '') =>
    expect(answerFor(expression, before, after, around)).toBe('unknown'),
  );
});

describe('historyOf', () => {
  it('looks through variables, choices and functions', () => {
    const code = parse(`const make = (y) => { const made = [y]; return made; };
      export function home(x) { const xs = x ? make(x) : new Array(x); take(xs); }`);
    const [argument] = nodeOf(code, 'take(xs)', AST_NODE_TYPES.CallExpression).arguments;
    if (!argument) throw new Error('take has an argument');
    const { makers, holders } = historyOf(code, argument);
    expect(makers.map((maker) => code.getText(maker)).toSorted()).toEqual(['[y]', 'make(x)', 'new Array(x)']);
    expect(holders.map(({ name }) => name).toSorted()).toEqual(['made', 'xs']);
  });
});

describe('holdsOnlyNew', () => {
  it.each([
    ['const xs = [1];', true],
    ['const xs = make();', true],
    ['const [...xs] = [1];', false],
    ['let xs = []; xs ??= [1];', false],
    ['const xs = make; ', false],
  ])('%s', (declaration, expected) => {
    const code = parse(`export {}; function make() { return [1]; } ${declaration}`);
    const variable = variableOf(code, nodeOf(code, 'xs', AST_NODE_TYPES.Identifier));
    if (!variable) throw new Error('there is no variable xs');
    expect(holdsOnlyNew(code, variable)).toBe(expected);
  });
});
