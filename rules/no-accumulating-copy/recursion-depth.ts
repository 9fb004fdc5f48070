// Whether a recursion over rests is likely over few elements: there the rests cost nothing.

import { ancestorsOf, contains, functionAround, isFunction, loopsAround } from '../../analysis/enclosing.js';
import { variableNamedBy, variableOf } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Recursion } from './recursion.js';

/** A walk down a structure, as deep as that is, or one that branches, which cannot go deep. */
export function isLikelyShort(code: SourceCode, recursion: Recursion): boolean {
  const { calls } = recursion;
  return (
    branches(recursion) ||
    calls.some(({ call }) => isMultiplied(code, call)) ||
    isPath(recursion) ||
    isKey(code, recursion) ||
    goesDown(code, recursion)
  );
}

/** Two calls of one run double with every element. */
function branches({ calls, callee }: Recursion): boolean {
  return calls.some((one, index) =>
    calls.slice(index + 1).some((other) => !areExclusive(one.call, other.call, callee)),
  );
}

/** What the call gave is walked for each of other elements: the products outgrow the rests by far. */
function isMultiplied(code: SourceCode, call: Node): boolean {
  const { parent } = call;
  const result = parent?.type === 'VariableDeclarator' ? variableNamedBy(code, parent.id) : null;
  return (result?.references ?? []).some(({ identifier, init }) => {
    if (init === true) return false;
    return functionAround(identifier) !== functionAround(call) || !loopsAround(identifier).next().done;
  });
}

function areExclusive(one: Node, other: Node, callee: Node): boolean {
  for (const common of ancestorsOf(one)) {
    if (!contains(common, other)) continue;
    if (common.type === 'ConditionalExpression' || common.type === 'IfStatement') {
      const isInTest = contains(common.test, one) || contains(common.test, other);
      if (!isInTest) return true;
    }
    break;
  }
  const [first, second] = [one, other].map((node) => exitOf(node, callee));
  return first !== null && second !== null && first !== second;
}

/** The `return` or `throw` that the node is part of. */
function exitOf(node: Node, callee: Node): Node | null {
  for (const current of ancestorsOf(node)) {
    if (current.type === 'ReturnStatement' || current.type === 'ThrowStatement') return current;
    if (current === callee || isFunction(current)) return null;
  }
  return null;
}

const PATH = /(?:path|segment|part|crumb|key|prop|trail)s?$/i;

function isPath({ list, parameter }: Recursion): boolean {
  if (list.kind === 'name') return PATH.test(list.variable.name);
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return (
    target.type === 'ArrayPattern' &&
    target.elements.some((element) => {
      const name = element?.type === 'RestElement' ? element.argument : element;
      return name?.type === 'Identifier' && PATH.test(name.name);
    })
  );
}

/** `o[head]`: the elements are keys. */
function isKey(code: SourceCode, { list, declarations, elements }: Recursion): boolean {
  const heads = [list.kind === 'pattern' ? list.heads : [], ...declarations.map((declaration) => declaration.heads)];
  const names = heads.flat().flatMap(({ target }) => {
    const variable = target.type === 'Identifier' ? variableOf(code, target) : null;
    return variable ? [variable] : [];
  });
  const named = elements.flatMap(({ node }) => {
    const { parent } = node;
    const variable = parent.type === 'VariableDeclarator' ? variableNamedBy(code, parent.id) : null;
    return variable ? [variable] : [];
  });
  const reads: Node[] = [...names, ...named].flatMap(({ references }) =>
    references.map(({ identifier }) => identifier),
  );
  return [...reads, ...elements.map(({ node }) => node)].some(isUsedAsKey);
}

function isUsedAsKey(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'MemberExpression') return parent.computed && parent.property === node;
  return parent?.type === 'Property' && parent.computed && parent.key === node;
}

/** `f(rest, node.children)`, `f(rest, node.get(key))`: as deep as the nodes are. */
function goesDown(code: SourceCode, { calls, callee, position }: Recursion): boolean {
  return calls.some(({ call }) =>
    call.arguments.some((argument, index) => {
      const whole = index === position ? null : wholeOf(unwrapped(argument));
      const owner = whole && variableNamedBy(code, whole);
      return owner?.defs.some(({ name }) => name === callee.params[index]) ?? false;
    }),
  );
}

/** What `node` is taken out of. */
function wholeOf(node: Node): Node | null {
  const isTaken = node.type === 'CallExpression' && /^(?:get|find)/.test(propertyName(node.callee) ?? '');
  const member = isTaken ? unwrapped(node.callee) : node;
  if (member.type !== 'MemberExpression') return null;
  const object = unwrapped(member.object);
  return wholeOf(object) ?? object;
}
