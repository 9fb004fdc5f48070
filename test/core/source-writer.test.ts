import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { losesComment } from '../../core/comments.js';
import { applyEdits, type Edit } from '../../core/edit.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { removeItem, removeWithMember } from '../../core/removal.js';
import { SourceWriter } from '../../core/source-writer.js';
import { nodeOf, parse } from '../analysis/parse.js';

/** The text after the edit that `write` builds; `at` finds a node by its text. */
function edited(
  text: string,
  write: (writer: SourceWriter, at: (text: string) => Node, code: SourceCode) => Edit | Edit[],
): string {
  const code = parse(text);
  return applyEdits(code.text, [write(new SourceWriter(code), (part) => nodeOf(code, part), code)].flat());
}

describe('kept code', () => {
  const literal = '`first\n  second\n\tthird ${a}`';

  it('is copied verbatim, with its template literals, wherever it is put', () => {
    const text = `function f() {\n    if (a) {\n        old(${literal}, /* kept */ b);\n    }\n}\n`;
    const result = edited(text, (writer, at) => {
      const call = at(`old(${literal}, /* kept */ b)`);
      if (call.type !== 'CallExpression') throw new Error('no call');
      return writer.replace(
        call.parent,
        writer.statements`for (const x of y) { add(${call.arguments}); } last(${call});`,
      );
    });
    expect(result).toBe(
      `function f() {\n    if (a) {\n        for (const x of y) {\n            add(${literal}, b);\n        }\n        last(old(${literal}, /* kept */ b));\n    }\n}\n`,
    );
  });

  it('moves with the line that it is put on, but for what is text', () => {
    const kept = 'load({\n    a: `\n    b`,\n  })';
    const result = edited(`{\n  push(\n  ${kept},\n);\n}`, (writer, at) =>
      writer.replace(
        at(`push(\n  ${kept},\n);`),
        writer.statements`for (const x of ${at(kept)}) { push(x, ${at(kept)}); }`,
      ),
    );
    expect(result).toBe(
      '{\n  for (const x of load({\n    a: `\n    b`,\n  })) {\n    push(x, load({\n      a: `\n    b`,\n    }));\n  }\n}',
    );
  });

  it('keeps the lines of JSX text, comments and continued strings', () => {
    for (const kept of ['<a>\n  text\n</a>', '(/* one\n  two */ b)', "'a\\\n  b'"]) {
      const code = parse(`if (c) {\n\told(${kept});\n}\n`, 'a.tsx');
      const call = nodeOf(code, `old(${kept})`);
      const writer = new SourceWriter(code);
      const edit = writer.replace(call.parent ?? call, writer.block`if (d) ${call};`);
      expect(applyEdits(code.text, [edit])).toContain(`old(${kept})`);
    }
  });

  it('takes numbers, names, lists and nested new code', () => {
    expect(
      edited('old(a, b);', (writer, at) => {
        const sum = writer.expression`${at('a')} + ${1}`;
        return writer.replace(at('old(a, b)'), writer.expression`${'now'}(${sum} * 2, ${[at('a'), sum, 'c']}, ${[]})`);
      }),
    ).toBe('now((a + 1) * 2, a, a + 1, c);');
    expect(
      edited('old(a);', (writer, at) =>
        writer.replace(at('old(a);'), writer.block`${[writer.statements`f(${at('a')});`, writer.statements`g();`]}`),
      ),
    ).toBe('{\n  f(a);\n  g();\n}');
  });

  it('is not read as a replacement pattern', () => {
    expect(
      edited("old('$&$1$$');", (writer, at) =>
        writer.replace(at("old('$&$1$$')"), writer.expression`f(${at("'$&$1$$'")})`),
      ),
    ).toBe("f('$&$1$$');");
  });
});

describe('layout', () => {
  it('keeps a small object on its line', () => {
    expect(
      edited('  old(a, b);', (writer, at) =>
        writer.replace(at('old(a, b)'), writer.expression`f({ length: ${at('a')} }, { x: ${at('a')}, y: ${at('b')} })`),
      ),
    ).toBe('  f({ length: a }, { x: a, y: b });');
    expect(
      edited('  old(a);', (writer, at) =>
        writer.replace(at('old(a)'), writer.expression`f({ x: ${at('a')}, y: 1, z: 2 })`),
      ),
    ).toBe('  f({\n    x: a,\n    y: 1,\n    z: 2\n  });');
  });

  const body = (text: string): string =>
    edited(text, (writer, at) => {
      const statement = at(/old\(\);?/.exec(text)?.[0] ?? '');
      return writer.replace(statement, writer.statements`if (${'a'}) { b("x"); }`);
    });

  it.each([
    ['two spaces', 'f(() => {\n  old();\n});\n', "f(() => {\n  if (a) {\n    b('x');\n  }\n});\n"],
    ['four spaces', 'f(() => {\n    old();\n});\n', "f(() => {\n    if (a) {\n        b('x');\n    }\n});\n"],
    ['tabs', 'f(() => {\n\told();\n});\n', "f(() => {\n\tif (a) {\n\t\tb('x');\n\t}\n});\n"],
    ['CRLF', 'f(() => {\r\n  old();\r\n});\r\n', "f(() => {\r\n  if (a) {\r\n    b('x');\r\n  }\r\n});\r\n"],
    ['double quotes', 'f("a");\nold();\n', 'f("a");\nif (a) {\n  b("x");\n}\n'],
    ['no semicolons', 'f()\nold()\n', "f()\nif (a) {\n  b('x')\n}\n"],
    ['a hashbang', '#!/usr/bin/env node\nold();\n', "#!/usr/bin/env node\nif (a) {\n  b('x');\n}\n"],
    ['a BOM, which offsets do not count', '\uFEFFold();', "if (a) {\n  b('x');\n}"],
  ])('follows %s', (_, text, expected) => {
    expect(body(text)).toBe(expected);
  });

  it.each([
    ['a name', 'x', 'f(a => a);\nnow(x => [x]);\n'],
    ['a pattern', '{ y }', 'f(a => a);\nnow(({ y }) => [x]);\n'],
  ])('follows parameters without parentheses: %s', (_, parameter, expected) => {
    const text = `f(a => a);\nold(({ y }, x) => x);\n`;
    expect(
      edited(text, (writer, at) =>
        writer.replace(at('old(({ y }, x) => x)'), writer.expression`now((${at(parameter)}) => [${'x'}])`),
      ),
    ).toBe(expected);
  });

  it('refuses a template literal of new code that spans lines: it would be indented', () => {
    expect(() => edited('old();', (writer, at) => writer.replace(at('old()'), writer.expression`f(\`a\nb\`)`))).toThrow(
      'spans lines',
    );
  });

  it('keeps empty statements of new code where semicolons are left out', () => {
    expect(
      edited('f()\nold()\ng()\n', (writer, at) => writer.replace(at('old()'), writer.statements`while (next());`)),
    ).toBe('f()\nwhile (next())\n  {}\ng()\n');
  });
});

describe('insertion', () => {
  const added = (text: string, where: 'insertAfter' | 'insertBefore', target: string, addition = 'now'): string =>
    edited(text, (writer, at) => writer[where](at(target), writer.statements`${addition}();`));

  it.each([
    ['on a line of its own', '  a();\n  b();\n', 'a();', '  a();\n  now();\n  b();\n'],
    ['behind a comment that ends the line', 'a(); // why\nb();\n', 'a();', 'a(); // why\nnow();\nb();\n'],
    ['behind two comments', 'a(); /* 1 */ // 2\nb();\n', 'a();', 'a(); /* 1 */ // 2\nnow();\nb();\n'],
    ['before a comment of the next statement on the line', 'a(); /* b */ b();\n', 'a();', 'a(); now(); /* b */ b();\n'],
    ['at the end without newline', 'b();\na();', 'a();', 'b();\na();\nnow();'],
    ['before a brace on the line', 'function f() { a(); }\n', 'a();', 'function f() { a(); now(); }\n'],
    ['the same without semicolons', 'x()\nfunction f() { a() }\n', 'a()', 'x()\nfunction f() { a(); now() }\n'],
    [
      'in a case',
      'switch (x) {\n  case 1:\n    a();\n    break;\n}\n',
      'a();',
      'switch (x) {\n  case 1:\n    a();\n    now();\n    break;\n}\n',
    ],
    ['without semicolons', 'a()\nb()\n', 'a()', 'a()\nnow()\nb()\n'],
    ['without semicolons, before code on the line', 'a(); b()\nc()\n', 'a();', 'a(); now(); b()\nc()\n'],
    ['before a protective semicolon', 'a()\n;[1].b()\nc()\n', 'a()\n;', 'a()\nnow()\n;[1].b()\nc()\n'],
  ])('after a statement: %s', (_, text, target, expected) => {
    expect(added(text, 'insertAfter', target)).toBe(expected);
  });

  it.each([
    ['an expression', 'a()\nb()\n', 'a()', 'a();\n[x].y()\nb()\n'],
    ['an object', 'a = {}\nb()\n', 'a = {}', 'a = {};\n[x].y()\nb()\n'],
    ['a function expression', 'const a = () => {}\nb()\n', 'const a = () => {}', 'const a = () => {};\n[x].y()\nb()\n'],
    ['a branch without braces', 'if (a) a()\nb()\n', 'if (a) a()', 'if (a) a();\n[x].y()\nb()\n'],
    ['a block', 'if (a) { a() }\nb()\n', 'if (a) { a() }', 'if (a) { a() }\n[x].y()\nb()\n'],
    ['a declared function', 'function a() {}\nb()\n', 'function a() {}', 'function a() {}\n[x].y()\nb()\n'],
  ])('of a bracket closes %s before it', (_, text, target, expected) => {
    expect(edited(text, (writer, at) => writer.insertAfter(at(target), writer.statements`[x].y();`))).toBe(expected);
  });

  it.each([
    ['on a line of its own', '  a();\n  b();\n', 'b();', '  a();\n  now();\n  b();\n'],
    [
      'above the comments that belong to it',
      'a();\n/** b */\n// @ts-expect-error\nb();\n',
      'b();',
      'a();\nnow();\n/** b */\n// @ts-expect-error\nb();\n',
    ],
    ['below comments apart from it', '// head\n\n// b\nb();\n', 'b();', '// head\n\nnow();\n// b\nb();\n'],
    ['below a comment that ends the line before', 'a(); // a\nb();\n', 'b();', 'a(); // a\nnow();\nb();\n'],
    ['below a hashbang', '#!/usr/bin/env node\nb();\n', 'b();', '#!/usr/bin/env node\nnow();\nb();\n'],
    ['after a protective semicolon', 'a()\n;[1].b()\n', '[1].b()', 'a()\n;now();\n[1].b()\n'],
  ])('before a statement: %s', (_, text, target, expected) => {
    expect(
      edited(text, (writer, at) => {
        const node = at(target);
        return writer.insertBefore(
          node.type === 'ExpressionStatement' ? node : (node.parent ?? node),
          writer.statements`now();`,
        );
      }),
    ).toBe(expected);
  });

  it.each(['if (a) b();', 'for (;;) b();', 'x: b();'])('fails where there is no list of statements: %s', (text) => {
    expect(() => added(text, 'insertAfter', 'b();')).toThrow('no statement list');
    expect(() => added(text, 'insertBefore', 'b();')).toThrow('no statement list');
    expect(() => edited(text, (writer, at) => writer.remove(at('b();')))).toThrow('no statement list');
  });
});

describe('removal', () => {
  it.each([
    ['with its line', 'a();\n  b();\nc();\n', 'b();', 'a();\nc();\n'],
    ['with CRLF', 'a();\r\nb();\r\nc();\r\n', 'b();', 'a();\r\nc();\r\n'],
    ['alone among others on the line', 'a(); b(); c();\n', 'b();', 'a(); c();\n'],
    ['but not a comment beside it', 'b(); // why\nc();\n', 'b();', '// why\nc();\n'],
    ['and its comment takes its place', '  b(); // why\n', 'b();', '  // why\n'],
    ['at the end of a line of several', '{ a(); b(); }\n', 'b();', '{ a(); }\n'],
    ['at the head of a block, with the empty line', '{\n  a();\n\n  b();\n}\n', 'a();', '{\n  b();\n}\n'],
    ['at the foot of a block, with the empty line', '{\n  a();\n\n  b();\n}\n', 'b();', '{\n  a();\n}\n'],
    ['at the head of a file, with the empty line', 'a();\r\n\r\nb();\r\n', 'a();', 'b();\r\n'],
    ['below a hashbang, but not the empty line', '#!/bin/x\na();\n\nb();\n', 'a();', '#!/bin/x\n\nb();\n'],
    ['at the foot of a file, with the empty line', 'a();\n\nb();\n', 'b();', 'a();\n'],
    ['with one of the empty lines around it', 'a();\n\nb();\n\nc();\n', 'b();', 'a();\n\nc();\n'],
    ['at the end without newline', 'a();\nb();', 'b();', 'a();\n'],
    ['but not a protective semicolon', 'a()\nlet b = 1\n;[1].c()\n', 'let b = 1\n;', 'a()\n;[1].c()\n'],
    ['that would join its neighbours', 'a()\nif (b) {}\n(c)()\n', 'if (b) {}', 'a()\n;(c)()\n'],
  ])('of a statement %s', (_, text, target, expected) => {
    expect(edited(text, (writer, at) => writer.remove(at(target)))).toBe(expected);
  });
});

describe('removal of the last statement of a method', () => {
  const rest = 'a() {}\n}\n';

  it.each([
    [
      'takes the method and an empty line along',
      `class A {\n  b() {\n    c();\n  }\n\n  ${rest}`,
      `class A {\n  ${rest}`,
    ],
    [
      'leaves one that a comment explains',
      `class A {\n  // d\n  b() { c(); }\n  ${rest}`,
      `class A {\n  // d\n  b() { }\n  ${rest}`,
    ],
    [
      'leaves one with a comment inside',
      `class A {\n  b() { c(); /* d */ }\n  ${rest}`,
      `class A {\n  b() { /* d */ }\n  ${rest}`,
    ],
    ['leaves one that shares its line', `class A { b() { c(); } ${rest}`, `class A { b() { } ${rest}`],
  ])('%s', (_, text, expected) => {
    expect(
      edited(text, (writer, at) => {
        const statement = at('c();');
        const member = statement.parent?.parent?.parent;
        if (member?.type !== 'MethodDefinition') throw new Error('no method');
        return removeWithMember(writer, statement, member);
      }),
    ).toBe(expected);
  });
});

describe('a field that becomes a method', () => {
  it.each([
    ['#f = () => 1;', '#f() {\n    return 1;\n  }'],
    ['f = async => async', 'f(async) {\n    return async;\n  }'],
    ['f = async x => x;', 'async f(x) {\n    return x;\n  }'],
    ['f = async(x) => { return x; };', 'async f(x) { return x; }'],
    ['f = () => ({ a: 1 });', 'f() {\n    return { a: 1 };\n  }'],
    ['f = () => (1, 2);', 'f() {\n    return 1, 2;\n  }'],
    ["'a b' = (x = () => 1) => x();", "'a b'(x = () => 1) {\n    return x();\n  }"],
    [
      'private readonly f = <T,>(x: T): (() => T) => () => x;',
      'private f<T,>(x: T): (() => T) {\n    return () => x;\n  }',
    ],
    ['override f = () => `\na`;', 'override f() {\n    return `\na`;\n  }'],
  ])('%s', (field, expected) => {
    const text = `class A {\n  ${field}\n}\n`;
    const result = edited(text, (writer, _at, code) => {
      const [declared] = code.ast.body;
      const member = declared?.type === 'ClassDeclaration' ? declared.body.body[0] : undefined;
      if (member?.type !== 'PropertyDefinition' || member.value?.type !== 'ArrowFunctionExpression')
        throw new Error('no field');
      return writer.replaceFieldByMethod(member, member.value);
    });
    expect(result).toBe(`class A {\n  ${expected}\n}\n`);
  });
});

describe('removal of an item', () => {
  it.each([
    ['the first', 'let a = 1, b = 2, c;', 'a = 1', 'let b = 2, c;'],
    ['one in the middle', 'let a = 1, b = 2, c;', 'b = 2', 'let a = 1, c;'],
    ['the last', 'let a = 1, b = 2, c;', 'c', 'let a = 1, b = 2;'],
  ])('of a list: %s', (_, text, target, expected) => {
    const code = parse(text);
    const [declaration] = code.ast.body;
    if (declaration?.type !== 'VariableDeclaration') throw new Error('no declaration');
    const item = declaration.declarations.find((declarator) => code.getText(declarator) === target);
    if (!item) throw new Error('no item');
    const edit = removeItem(code, declaration.declarations, item);
    expect(applyEdits(text, [edit])).toBe(expected);
  });

  it.each([
    ['f(a, (b), c)', 0, 'f((b), c)'],
    ['f((a), (b as C))', 0, 'f((b as C))'],
    ['f(((a)), b)', 0, 'f(b)'],
    ['f((a), ((b)))', 1, 'f((a))'],
    ['f((a), (b), (c))', 1, 'f((a), (c))'],
    ['f(a, /* the second */ (b))', 0, 'f(/* the second */ (b))'],
    ['f(a, b,)', 1, 'f(a,)'],
  ])('of the arguments: %s without number %i', (text, index, expected) => {
    const code = parse(text);
    const { arguments: items } = nodeOf(code, text, AST_NODE_TYPES.CallExpression);
    const item = items[index];
    if (!item) throw new Error('no item');
    expect(applyEdits(text, [removeItem(code, items, item)])).toBe(expected);
  });
});

describe('replacement of a branch', () => {
  it.each([
    ['if (a)\n  b();\nelse\n  c();\n', 'b();', 'if (a) {\n  now();\n}\nelse\n  c();\n'],
    ['if (a) d();\nelse\n  b();\n', 'b();', 'if (a) d();\nelse {\n  now();\n}\n'],
    ['  for (;;) b();\n', 'b();', '  for (;;) {\n    now();\n  }\n'],
    ['do b(); while (a)\n', 'b();', 'do {\n  now();\n} while (a)\n'],
    ['if (a) { b(); }\n', '{ b(); }', 'if (a) {\n  now();\n}\n'],
  ])('%s', (text, target, expected) => {
    expect(edited(text, (writer, at) => writer.replaceBranch(at(target), writer.block`now();`))).toBe(expected);
  });
});

describe('replacement', () => {
  it.each([
    ['an expression that begins a line with a bracket', 'a()\nb()\n', 'b()', '[1].c()', 'a()\n;[1].c()\n'],
    ['the same after a semicolon', 'a();\nb()\n', 'b()', '[1].c()', 'a();\n[1].c()\n'],
    ['the same after a block', 'if (a) {}\nb()\n', 'b()', '[1].c()', 'if (a) {}\n[1].c()\n'],
    ['the same in a branch', 'x()\nif (a)\n  b()\n', 'b()', '[1].c()', 'x()\nif (a)\n  [1].c()\n'],
    ['the same within a line', 'a()\nx = b()\n', 'b()', '[1].c()', 'a()\nx = [1].c()\n'],
  ])('of %s does not go on with the statement before', (_, text, target, replacement, expected) => {
    const result = edited(text, (writer, at) => {
      const node = at(target);
      const call = node.type === 'ExpressionStatement' ? node.expression : node;
      return writer.replace(call, writer.expression(Object.assign([replacement], { raw: [replacement] })));
    });
    expect(result).toBe(expected);
  });

  it.each([
    ['function f() { return[a]\n}', '[a]', 'b', 'function f() { return b\n}'],
    ['for (x of[a])x', '[a]', 'b', 'for (x of b)x'],
    ['[a]in b', '[a]', 'c', 'c in b'],
    ['x = typeof[a]', '[a]', '[b]', 'x = typeof[b]'],
  ])('in %s does not run into the word beside it', (text, target, replacement, expected) => {
    const result = edited(text, (writer, at) =>
      writer.replace(at(target), writer.expression(Object.assign([replacement], { raw: [replacement] }))),
    );
    expect(result).toBe(expected);
  });

  it('of a statement keeps a protective semicolon, or adds one', () => {
    const replaced = (text: string, target: string): string =>
      edited(text, (writer, at) => writer.replace(at(target), writer.statements`x = 1;`));
    expect(replaced('a()\nlet b = 1\n;[1].c()\n', 'let b = 1\n;')).toBe('a()\nx = 1\n;[1].c()\n');
    expect(replaced('a()\nif (b) {}\n[1].c()\n', 'if (b) {}')).toBe('a()\nx = 1;\n[1].c()\n');
  });

  it('of a statement keeps the semicolon before the next one on its line, where the file leaves semicolons out', () => {
    const text = edited('a()\nlet b = 1;c()\nd()\n', (writer, at) =>
      writer.replace(at('let b = 1;'), writer.statements`x();`),
    );
    expect(text).toBe('a()\nx();c()\nd()\n');
  });

  it('of the body of an arrow function takes its parentheses along', () => {
    const replaced = (text: string): string =>
      edited(text, (writer, _, code) => {
        const arrow = nodeOf(code, /\((?:\(\) =>|async) .*(?=\);)/.exec(text)?.[0].slice(1) ?? '');
        if (arrow.type !== 'ArrowFunctionExpression') throw new Error('no arrow');
        return writer.replaceArrowBody(arrow, writer.block`return 1;`);
      });
    expect(replaced('f(() => ({ a: 1 }));')).toBe('f(() => {\n  return 1;\n});');
    expect(replaced('f(async () => x);')).toBe('f(async () => {\n  return 1;\n});');
    expect(replaced('f(() => ((x)));')).toBe('f(() => {\n  return 1;\n});');
    const onItsOwnLine = 'f(() => x);'.replace('=> ', '=>\n    ');
    expect(
      edited(onItsOwnLine, (writer, _at, code) => {
        const arrow = nodeOf(code, onItsOwnLine.slice(2, -2));
        if (arrow.type !== 'ArrowFunctionExpression') throw new Error('no arrow');
        return writer.replaceArrowBody(arrow, writer.block`return 1;`);
      }),
    ).toBe('f(() => {\n    return 1;\n});');
  });

  it('of a range from one node to another', () => {
    expect(
      edited('a();\nb();\nc();\n', (writer, at) =>
        writer.replace([at('a();').range[0], at('b();').range[1]], writer.statements`x();`),
      ),
    ).toBe('x();\nc();\n');
  });
});

describe('a comment', () => {
  const loses = (text: string, build: (writer: SourceWriter, call: Node, argument: Node) => Edit): boolean => {
    const code = parse(text);
    const call = nodeOf(code, text.slice(0, text.indexOf(';')));
    if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error('no call');
    return losesComment(code, [build(new SourceWriter(code), call, call.arguments[0])]);
  };
  const wrap = (writer: SourceWriter, call: Node, argument: Node): Edit =>
    writer.replace(call, writer.expression`f(${argument})`);

  it('is lost in what is replaced, and not in what is kept or beside it', () => {
    expect(loses('old(/* x */ a);', wrap)).toBe(true);
    expect(loses('old(a /* x */);', wrap)).toBe(true);
    expect(loses('old([/* x */]);', wrap)).toBe(false);
    expect(loses('old(a); // x', wrap)).toBe(false);
    expect(loses('old(/* x */ a);', (writer, call) => writer.replace(call, call))).toBe(false);
  });

  it('is lost with a statement that is removed', () => {
    const code = parse('if (a) { /* x */ }\n// y\nb();');
    const writer = new SourceWriter(code);
    expect(losesComment(code, [writer.remove(nodeOf(code, 'if (a) { /* x */ }'))])).toBe(true);
    expect(losesComment(code, [writer.remove(nodeOf(code, 'b();'))])).toBe(false);
  });

  it('is lost with a statement whose type it is: the next one has another', () => {
    const code = parse('a();\n/** @type {number[]} */\nb();\nc();');
    expect(losesComment(code, [new SourceWriter(code).remove(nodeOf(code, 'b();'))])).toBe(true);
  });
});

describe('a statement that is moved', () => {
  const moved = (text: string): string =>
    edited(text, (writer, at) => {
      const statement = at('const a = [\n    1, `\n    x`,\n  ];');
      const init = at('[\n    1, `\n    x`,\n  ]');
      return [
        writer.moveBefore(
          at(/function f[^]*\}/.exec(text)?.[0] ?? ''),
          writer.statements`const b = ${init};`,
          statement,
        ),
        writer.removeMoved(statement, [init]),
      ];
    });

  it('takes its comments along, and its lines to the new indentation, but for those of a template', () => {
    expect(moved('x();\n\nfunction f() {\n  // why\n  const a = [\n    1, `\n    x`,\n  ];\n  return a;\n}')).toBe(
      'x();\n\n// why\nconst b = [\n  1, `\n    x`,\n];\n\nfunction f() {\n  return a;\n}',
    );
  });

  it('leaves no line behind for a comment that ended it', () => {
    expect(moved('x();\nfunction f() {\n  const a = [\n    1, `\n    x`,\n  ]; // lost\n  return a;\n}')).toBe(
      'x();\nconst b = [\n  1, `\n    x`,\n];\nfunction f() {\n  return a;\n}',
    );
  });
});
