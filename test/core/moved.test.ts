import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../core/edit.js';
import { moved } from '../../core/moved.js';
import { negated } from '../../core/negation.js';
import type { Node } from '../../core/source-code.js';
import { SourceWriter } from '../../core/source-writer.js';
import { nodeOf, parse } from '../analysis/parse.js';

/** The references of the variable that is declared first. */
function referencesIn(code: ReturnType<typeof parse>, name: string): Node[] {
  return (code.scopeManager?.scopes ?? []).flatMap(({ references }) =>
    references.flatMap(({ identifier }) => (identifier.name === name ? [identifier] : [])),
  );
}

function rewritten(text: string, expression: string, name: string, by: string): string {
  const code = parse(text);
  const writer = new SourceWriter(code);
  const names = new Map(referencesIn(code, name).map((one) => [one, by]));
  const statement = code.ast.body.at(-1);
  if (!statement) throw new Error('no statement');
  const part = moved(nodeOf(code, expression), names);
  return applyEdits(text, [writer.replace(statement, writer.statements`if (now) { use(${part}); }`)]);
}

describe('moved code', () => {
  it('has other names, in shorthand properties too', () => {
    const text = 'const f = (u) => [u, { u }, { u: u.u }, (x) => u + x];\nold();\n';
    expect(rewritten(text, '[u, { u }, { u: u.u }, (x) => u + x]', 'u', 'user')).toBe(
      'const f = (u) => [u, { u }, { u: u.u }, (x) => u + x];\nif (now) {\n  use([user, { u: user }, { u: user.u }, (x) => user + x]);\n}\n',
    );
  });

  it('is indented as its new place is, but for what is text', () => {
    const literal = 'g({\n      a: u,\n      b: `x\n      y`,\n    })';
    const text = `class A {\n  m(u) {\n    return ${literal};\n  }\n}\nold();\n`;
    expect(rewritten(text, literal, 'u', 'v').slice(text.indexOf('old'))).toBe(
      'if (now) {\n  use(g({\n    a: v,\n    b: `x\n      y`,\n  }));\n}\n',
    );
  });

  it('takes other code in the place of a name, in parentheses where it needs them', () => {
    const text = 'const f = (n) => n * 2;\nconst g = (a, b) => a + b;\nold();\n';
    const code = parse(text);
    const writer = new SourceWriter(code);
    const statement = code.ast.body.at(-1);
    const place = referencesIn(code, 'n')[0];
    if (!statement || !place) throw new Error('no place');
    const part = moved(nodeOf(code, 'n * 2'), new Map([[place, moved(nodeOf(code, 'a + b'))]]));
    expect(applyEdits(text, [writer.replace(statement, writer.statements`${part};`)])).toContain('\n(a + b) * 2;\n');
  });
});

describe('negation', () => {
  it('is as short as it can be, and true to NaN', () => {
    const opposite = (test: string): string => {
      const code = parse(`if (${test}) a();`);
      const writer = new SourceWriter(code);
      const node = nodeOf(code, test);
      return applyEdits(code.text, [writer.replace(node, writer.expression`${negated(node, writer)}`)]);
    };
    expect(opposite('!a')).toBe('if (a) a();');
    expect(opposite('a === b')).toBe('if (a !== b) a();');
    expect(opposite('a != b')).toBe('if (a == b) a();');
    expect(opposite('a < b')).toBe('if (!(a < b)) a();');
    expect(opposite('a && b')).toBe('if (!(a && b)) a();');
  });
});
