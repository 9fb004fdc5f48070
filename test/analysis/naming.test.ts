import { describe, expect, it } from 'vitest';
import { namingOf, wayTo } from '../../analysis/naming.js';
import { nodeOf, parse } from './parse.js';

/** What runs between the name and the statement that reads it, and that statement. */
function answer(body: string): readonly string[] | null {
  const code = parse(`function f() { ${body} }`);
  const naming = namingOf(code, nodeOf(code, 'make()'));
  return naming && [...naming.between, naming.statement].map((statement) => code.getText(statement));
}

describe('a value that is named and read once', () => {
  it('lists what runs before the statement that reads it', () => {
    expect(answer('const x = make(); a(); if (b) c(); return x.y;')).toEqual(['a();', 'if (b) c();', 'return x.y;']);
    expect(answer('let x: string[] = make(); use(x);')).toEqual(['use(x);']);
    expect(answer('if (a) { var x = make(); use(x); }')).toEqual(['use(x);']);
    expect(answer('switch (a) { case 1: const x = make(); b(); use(x); }')).toEqual(['b();', 'use(x);']);
  });

  it('gives the statement of the same list, however deep the name is read in it', () => {
    expect(answer('const x = make(); if (a) { b(); use(x); }')).toEqual(['if (a) { b(); use(x); }']);
  });
});

describe('what is not named, or seen by others', () => {
  it.each([
    ['not named', 'use(make());'],
    ['read twice', 'const x = make(); use(x); use(x);'],
    ['never read', 'const x = make();'],
    ['written again', 'let x = make(); x = 1; use(x);'],
    ['read once in each turn', 'const x = make(); for (const y of z) use(x);'],
    ['read in a closure, which may run later or often', 'const x = make(); return () => x;'],
    ['declared with another', 'const y = 1, x = make(); use(x);'],
    ['assigned', 'let x; x = make(); use(x);'],
    ['one of several values', 'const x = a ? make() : b; use(x);'],
    ['what stands in for another value', 'const x = a ?? make(); use(x);'],
    ['taken apart', 'const { x } = make(); use(x);'],
    ['in the head of a loop', 'for (let x = make(); a; ) use(x);'],
  ])('%s', (_, body) => {
    expect(answer(body)).toBe(null);
  });

  it('knows no way to what stands elsewhere, or before', () => {
    const code = parse('{ before(); const x = make(); inside(); } after();');
    const { parent } = nodeOf(code, 'make()');
    if (parent?.type !== 'VariableDeclarator') throw new Error('no declarator');
    expect(wayTo(parent, nodeOf(code, 'inside()'))?.between).toEqual([]);
    expect(wayTo(parent, nodeOf(code, 'before()'))).toBe(null);
    expect(wayTo(parent, nodeOf(code, 'after()'))).toBe(null);
  });
});
