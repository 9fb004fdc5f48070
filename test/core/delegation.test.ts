import { describe, expect, it } from 'vitest';
import { delegated, intoBlock, type Delegation } from '../../core/delegation.js';
import { applyEdits } from '../../core/edit.js';
import { isFunction, type FunctionNode } from '../../analysis/enclosing.js';
import { wholeSubtreeOf } from '../../analysis/children.js';
import { parse } from '../analysis/parse.js';

function functionIn(code: ReturnType<typeof parse>): FunctionNode {
  const functions = [...wholeSubtreeOf(code, code.ast)].filter(isFunction);
  const [first] = functions.sort((a, b) => a.range[0] - b.range[0]);
  if (!first) throw new Error('no function');
  return first;
}

function handedOn(text: string, delegation: Partial<Delegation>): string {
  const code = parse(text);
  const node = functionIn(code);
  const [parameter] = node.params;
  if (!parameter) throw new Error('no parameter');
  const parameters = [{ range: parameter.range, text: 'xs, index' }];
  const whole = { name: 'sumFrom', call: 'sumFrom(xs, 0)', parameters, before: [], ...delegation };
  return applyEdits(text, delegated(code, node, whole));
}

describe('a function that hands on', () => {
  it('keeps what is written around it, and its body stays where it is', () => {
    const text =
      '/** Sums. */\nexport function sum<T>(xs: T[]): number {\n  // Of all.\n  return xs.length;\n}\nnext();\n';
    expect(handedOn(text, {})).toBe(
      '/** Sums. */\nexport function sum<T>(xs: T[]): number {\n  return sumFrom(xs, 0);\n}\n\nfunction sumFrom<T>(xs, index): number {\n  // Of all.\n  return xs.length;\n}\nnext();\n',
    );
  });

  it('takes the indentation, the line endings and the missing semicolons of the file', () => {
    const text = 'if (a) {\r\n\tconst f = function (xs) {\r\n\t\treturn xs\r\n\t}\r\n\tf()\r\n}\r\n';
    expect(handedOn(text, {})).toBe(
      'if (a) {\r\n\tconst f = function (xs) {\r\n\t\treturn sumFrom(xs, 0)\r\n\t}\r\n\r\n\tconst sumFrom = function (xs, index) {\r\n\t\treturn xs\r\n\t}\r\n\tf()\r\n}\r\n',
    );
  });

  it('may be an arrow function, with or without parentheses', () => {
    expect(handedOn('const f = xs => xs.length;\n', {})).toBe(
      'const f = xs => sumFrom(xs, 0);\n\nconst sumFrom = (xs, index) => xs.length;\n',
    );
    expect(handedOn('const f = (xs) => ({ xs });\n', { before: ['const x = xs[index]'] })).toBe(
      'const f = (xs) => sumFrom(xs, 0);\n\nconst sumFrom = (xs, index) => {\n  const x = xs[index];\n  return { xs };\n};\n',
    );
  });
});

describe('the body of an arrow function', () => {
  it('becomes a block, whose `return` has something behind it on its line', () => {
    const text = 'const f = (x) =>\n  (x\n    ? 1 : 2);\n';
    const code = parse(text);
    const node = functionIn(code);
    if (node.type !== 'ArrowFunctionExpression') throw new Error('no arrow function');
    expect(applyEdits(text, intoBlock(code, node, ['g(x)']))).toBe(
      'const f = (x) => {\n  g(x);\n  return x\n    ? 1 : 2;\n};\n',
    );
    expect(applyEdits(text, intoBlock(code, node, []))).toBe(text);
  });
});
