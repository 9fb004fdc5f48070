// What the list of chunks is called, and whether what makes the copies has one name everywhere.

import { contains } from '../../analysis/enclosing.js';
import { perFile } from '../../analysis/per-file.js';
import { mentionsNames, variableNamedBy, type Reference, type Variable } from '../../analysis/variables.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Accumulation } from './accumulation.js';
import { growthOf } from './growth.js';

export interface Names {
  readonly list: string;
  readonly offset: string;
  readonly chunk: string;
}

/** Where others grow in reach, each gets names of its own: they may be rewritten at once. */
export function namesFor(code: SourceCode, variable: Variable): Names {
  const { name, scope } = variable;
  const isInReach = ({ scope: other }: Variable): boolean =>
    contains(scope.block, other.block) || contains(other.block, scope.block);
  const isOnly = growingVariables(code).every((other) => other === variable || !isInReach(other));
  const free = (short: string, long: string): string => {
    for (let count = isOnly ? 0 : 1; ; count += 1) {
      const candidate = count === 0 ? short : count === 1 ? name + long : `${name}${long}${count}`;
      if (!mentionsNames(code, scope.block, new Set([candidate]))) return candidate;
    }
  };
  return {
    list: free('chunks', 'Chunks'),
    offset: free('offset', 'Offset'),
    chunk: name === 'chunk' ? 'part' : 'chunk',
  };
}

const growingVariables = perFile((code) => {
  const variables = (code.scopeManager?.scopes ?? []).flatMap((scope) => scope.variables);
  const grows = ({ identifier }: Reference): boolean => {
    const { parent } = identifier;
    return parent.type === 'AssignmentExpression' && parent.left === identifier && growthOf(code, parent) !== null;
  };
  return variables.filter(({ references }) => references.some(grows));
});

/** Whether what makes the copies is called the same everywhere. */
export function isNamedEverywhere(code: SourceCode, { steps }: Accumulation): boolean {
  let root: Node = steps[0].growth.maker;
  while (root.type === 'MemberExpression') root = root.object;
  if (root.type !== 'Identifier') return false;
  const { name } = root;
  const variable = variableNamedBy(code, root);
  const named = (code.scopeManager?.scopes ?? []).flatMap(({ set }) => set.get(name) ?? []);
  return named.every((other) => other === variable || other.defs.length === 0);
}
