import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { isDense } from '../../analysis/density.js';
import { nodeOf, parse } from './parse.js';

function density(expression: string, before = ''): string {
  const code = parse(`export {};\nfunction ask(a) {}\nasync function f(x, ...rest) { ${before} ask(${expression}); }`);
  const [argument] = nodeOf(code, `ask(${expression})`, AST_NODE_TYPES.CallExpression).arguments;
  return argument ? isDense(code, argument) : '';
}

describe('isDense', () => {
  it.each([
    '[1, x]',
    '[...x]',
    'Object.keys(x)',
    'Object.getOwnPropertyNames(x)',
    'Reflect.ownKeys(x)',
    'Array.from(x)',
    'rest',
    '"a,b".split(x)',
    '[1, , 2].filter(x)',
    '[x].map(String)',
    '[x].map((y) => x(y))',
    'Object.keys(x).sort().slice(1)',
    '[1].concat([x], 2)',
    'new Array(3).fill(0)',
    'x ? [1] : [2]',
    'await Promise.all(x)',
    'new Uint8Array(x)',
  ])('%s: yes', (expression) => expect(density(expression)).toBe('yes'));

  it.each([
    'x',
    'x.filter(f)',
    '[x].map(x)',
    '[x].map((y, i, all) => all.pop())',
    '[1].concat(x)',
    'new Array(3)',
    'new Array(3).fill(0, 1)',
    'rest.map(f).concat([,])',
  ])('%s: not yes', (expression) => expect(density(expression)).not.toBe('yes'));

  it('knows constants, unless an element may be left out', () => {
    expect(density('xs', 'const xs = [1]; xs.push(x);')).toBe('yes');
    expect(density('xs', 'const xs = [1]; xs[x] = 1;')).toBe('unknown');
    expect(density('xs', 'const xs = [1]; x(xs);')).toBe('unknown');
    expect(density('xs', 'let xs = [1]; xs = x;')).toBe('unknown');
    expect(density('xs', 'let xs = [1]; xs = xs.concat(2);')).toBe('yes');
    expect(density('xs', 'let xs = [1]; xs = xs.concat([, 2]);')).toBe('no');
    expect(density('xs', 'const xs = [1]; x.get = () => { return xs; };')).toBe('unknown');
    expect(density('xs', 'const xs = [1]; x.get = () => xs;')).toBe('unknown');
    expect(density('xs.map(String)', 'const xs = [1];')).toBe('yes');
    expect(density('xs.map(() => xs.pop())', 'const xs = [1, 2];')).toBe('unknown');
    expect(density('xs', 'const xs = [1]; x(() => xs.length); return xs;')).toBe('unknown');
  });

  it('knows that an emptied array has no holes', () => {
    expect(density('xs', 'const xs = [1]; xs.length = 0; xs.push(x);')).toBe('yes');
    expect(density('xs', 'const xs = [1]; xs.length = 3;')).toBe('unknown');
    expect(density('xs', 'const xs = [1]; xs.length += 0;')).toBe('unknown');
    expect(density('xs', 'const xs = [1]; [xs.length] = [0];')).toBe('unknown');
    expect(density('xs', 'const xs = [1]; delete xs[0];')).toBe('unknown');
    expect(density('xs', 'const xs = [1]; cut(xs); function cut(list) { list.length = 0; }')).toBe('yes');
    expect(density('xs', 'const xs = [1]; cut(xs); function cut(list) { list.length = 5; }')).toBe('unknown');
  });

  it('follows what a function returns in several ways', () => {
    expect(density('g(x)', 'const g = (n) => (n ? [n] : Object.keys(x));')).toBe('yes');
    expect(density('g(x)', 'const g = (n) => n && [n, ,];')).toBe('no');
    expect(density('g(x)', 'function g(n) { const all = [n]; if (n) return all; all.push(1); return all; }')).toBe(
      'yes',
    );
    expect(density('g(x)', 'function g(n) { const all = [n]; n(all); return all; }')).toBe('unknown');
    expect(density('g(x)', 'function g(n) { const all = [n]; n(() => all.pop()); return all; }')).toBe('unknown');
    expect(density('g(x)', 'async function g(n) { return [n]; }')).toBe('unknown');
  });

  it('looks into functions of the file', () => {
    expect(density('g(x)', 'function g(n) { let all = [n]; all = all.concat(g(n - 1)); return all; }')).toBe('yes');
    expect(density('g(x)', 'function g(n) { const all = []; all[n] = 1; return all; }')).toBe('unknown');
    expect(density('g(x)', 'function g(n) { if (n) return []; return [,]; }')).toBe('no');
    expect(density('g(x)', 'function g(n) { if (n) return []; }')).toBe('unknown');
    expect(density('g(x)', 'const kept = []; function g(n) { return kept; }')).toBe('unknown');
  });
});
