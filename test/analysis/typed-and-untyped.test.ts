// What the analysis says of the analysis itself with type information never contradicts what it says without.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { childrenOf } from '../../analysis/children.js';
import { canBeNullish } from '../../analysis/nullish.js';
import { originOf } from '../../analysis/origin.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import { parse } from './parse.js';

const root = path.resolve(import.meta.dirname, '../..');
const files = readdirSync(path.join(root, 'analysis')).map((name) => path.join(root, 'analysis', name));

interface Answers {
  readonly text: string;
  readonly kind: string | null;
  readonly nullish: string;
}

/** By place and type of the expression. */
function answersIn(code: SourceCode): Map<string, Answers> {
  const answers = new Map<string, Answers>();
  const stack: Node[] = [code.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'CallExpression') {
      answers.set(`${node.type} ${node.range.join()}`, {
        text: code.getText(node),
        kind: originOf(code, node)?.kind ?? null,
        nullish: canBeNullish(code, node),
      });
    }
    stack.push(...childrenOf(code, node));
  }
  return answers;
}

describe('answers with and without types', () => {
  const more = { kinds: 0, nullish: 0 };

  it.each(files.map((file) => [path.relative(root, file), file]))('%s', (_name, file) => {
    const text = readFileSync(file, 'utf8');
    const typed = answersIn(parse(text, file, { projectService: true, tsconfigRootDir: root }));
    const untyped = answersIn(parse(text, file));
    expect(typed.size).toBe(untyped.size);
    for (const [place, plain] of untyped) {
      const rich = typed.get(place);
      if (plain.kind !== null) expect({ ...plain, kind: rich?.kind }).toEqual(plain);
      else if (rich?.kind) more.kinds += 1;
      if (plain.nullish !== 'unknown') expect({ ...plain, nullish: rich?.nullish }).toEqual(plain);
      else if (rich?.nullish !== 'unknown') more.nullish += 1;
    }
  });

  it('types tell more', () => {
    expect(more.kinds).toBeGreaterThan(200);
    expect(more.nullish).toBeGreaterThan(1000);
  });
});
