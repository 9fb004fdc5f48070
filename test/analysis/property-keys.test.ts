import { describe, expect, it } from 'vitest';
import { canBeKey, keepsItsText } from '../../analysis/property-keys.js';
import { nodeOf, parse } from './parse.js';

function canBeProto(key: string, declarations = ''): string {
  const code = parse(`export {};\n${declarations}\nfunction f(x, y) { return { [${key}]: 1 }; }`);
  const property = nodeOf(code, `[${key}]: 1`);
  if (property.type !== 'Property') throw new Error('no property');
  return canBeKey(code, property.key, '__proto__', true);
}

describe('canBeKey', () => {
  it.each([
    '"name"',
    '1',
    '1n',
    'true',
    'null',
    '`row-${x}`',
    '`${x}:${y}`',
    '"a" + x',
    'x + ":"',
    'x ? "a" : "b"',
    'x.a > y',
    'typeof x',
    'String(x).toUpperCase()',
    '(1).toFixed(x)',
    '[x].length',
    'x * 2',
    'new Date(x).toISOString()',
  ])('%s: no', (key) => expect(canBeProto(key)).toBe('no'));

  it.each([
    'x',
    'x.id',
    '`${x}`',
    '`_${x}`',
    '`${x}__`',
    'x + y',
    'x + "proto__"',
    'x ? "a" : y',
    'x || "a"',
    'String(x)',
    'String(x).toLowerCase()',
    'x.toUpperCase()',
    'x + 1 + y',
  ])('%s: unknown', (key) => expect(canBeProto(key)).toBe('unknown'));

  it.each(['"__proto__"', '`__proto__`'])('%s: yes', (key) => expect(canBeProto(key)).toBe('yes'));

  it('knows annotations of literals and constants of the file', () => {
    const text =
      'export {}; type Kind = "a" | 1; const prefix = "p:"; function f(kind: Kind, other: "b" | string) { return { [kind]: 1, [other]: 2, [prefix + other]: 3 }; }';
    const code = parse(text);
    const answers = ['[kind]: 1', '[other]: 2', '[prefix + other]: 3'].map((property) => {
      const node = nodeOf(code, property);
      return node.type === 'Property' ? canBeKey(code, node.key, '__proto__', true) : '';
    });
    expect(answers).toEqual(['no', 'unknown', 'no']);
  });

  it('takes a plain name as it stands', () => {
    const code = parse('export {}; const o = { __proto__: 1, name: 2 };');
    expect(canBeKey(code, nodeOf(code, '__proto__'), '__proto__', false)).toBe('yes');
    expect(canBeKey(code, nodeOf(code, 'name'), '__proto__', false)).toBe('no');
  });
});

describe('keepsItsText', () => {
  const keeps = (key: string, meanwhile: string): boolean => {
    const code = parse(`export {};\nfunction f(x, n: number, s: 'a' | 'b') { return { [${key}]: ${meanwhile} }; }`);
    const property = nodeOf(code, `[${key}]: ${meanwhile}`);
    if (property.type !== 'Property') throw new Error('no property');
    return keepsItsText(code, property.key, [property.value]);
  };

  it.each(['1', '`${x}`', 'x + 1', 'typeof x', 'n', 's', 'String(x)', 'x ? n : "b"'])('%s is a primitive', (key) =>
    expect(keeps(key, 'unknown(x)')).toBe(true),
  );

  it.each(['x', 'x.id', 'x ?? n', 'new Date()', '[x]', '/x/'])('%s may be changed by unknown(x)', (key) => {
    expect(keeps(key, 'unknown(x)')).toBe(false);
    expect(keeps(key, 'x.push(1)')).toBe(false);
    expect(keeps(key, '[x, n * 2]')).toBe(true);
  });
});

describe('keepsItsText of the names of entries', () => {
  const keeps = (text: string): boolean => {
    const code = parse(`export {};\n${text}`);
    const property = nodeOf(code, '[k]: unknown(v)');
    if (property.type !== 'Property') throw new Error('no property');
    return keepsItsText(code, property.key, [property.value]);
  };

  it.each([
    'Object.entries(o).map(([k, v]) => ({ [k]: unknown(v) }));',
    'for (const [k, v] of Object.entries(o)) ({ [k]: unknown(v) });',
    'Object.entries(o).filter(([k]) => k).reduce((acc, [k, v]) => ({ ...acc, [k]: unknown(v) }), {});',
  ])('%s: yes', (text) => expect(keeps(text)).toBe(true));

  it.each([
    'Object.entries(o).map(([v, k]) => ({ [k]: unknown(v) }));',
    'unknown.entries(o).map(([k, v]) => ({ [k]: unknown(v) }));',
    'Object.entries(o).map(([k = [], v]) => ({ [k]: unknown(v) }));',
    'Object.entries(o).map(([k, v]) => { k = v; return { [k]: unknown(v) }; });',
    'Object.entries(o).filter((pair) => (pair[0] = [])).map(([k, v]) => ({ [k]: unknown(v) }));',
    'for (let [k, v] of Object.entries(o)) { k = v; ({ [k]: unknown(v) }); }',
  ])('%s: not known', (text) => expect(keeps(text)).toBe(false));
});
