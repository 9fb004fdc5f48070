// What the constant is called where it is made once: its own name where that is free, else one that says what it is.

import { contains, functionAround } from '../../analysis/enclosing.js';
import { globalName } from '../../analysis/callees.js';
import type { Variable } from '../../analysis/variables.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Holder } from './holder.js';
import type { Place } from './place.js';

interface Naming {
  readonly expression: Node;
  readonly holder: Holder | null;
  readonly place: Place;
  /** Names that were given before, in this file: their declarations are not there yet. */
  readonly taken: Set<string>;
}

export function findName(code: SourceCode, { expression, holder, place, taken }: Naming): string {
  const wanted = holder?.variable.name ?? nameFor(code, expression);
  let name = wanted;
  for (let count = 2; taken.has(name) || !isFree(code, name, place, holder, expression); count += 1)
    name = wanted + String(count);
  taken.add(name);
  return name;
}

/** `numberFormat`, or after the function: `isKeywordSet`. */
function nameFor(code: SourceCode, expression: Node): string {
  const isCall = expression.type === 'NewExpression' || expression.type === 'CallExpression';
  const made = (isCall ? globalName(code, expression.callee) : null) ?? '';
  if (made.startsWith('Intl.')) return made.charAt(5).toLowerCase() + made.slice(6);
  const suffix = made === 'Map' || made === 'Set' ? made : 'Table';
  const owner = ownerName(expression);
  return (owner ?? 'constant') + suffix;
}

function ownerName(expression: Node): string | null {
  for (let home: Node | null = functionAround(expression); home; home = functionAround(home)) {
    if ('id' in home && home.id) return home.id.name;
    const { parent } = home;
    if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
    const isMember = parent?.type === 'MethodDefinition' || parent?.type === 'Property';
    const name = isMember ? propertyName(parent) : null;
    const words = name?.replace(/^_+/, '') ?? '';
    if (/^[A-Za-z]\w*$/.test(words) && words !== 'constructor') return words;
  }
  return null;
}

/** Whether the name can be declared there: nobody means something else by it, and nothing in between hides it. */
function isFree(code: SourceCode, name: string, { list }: Place, holder: Holder | null, expression: Node): boolean {
  const region = list.type === 'BlockStatement' && list.parent.type.includes('Function') ? list.parent : list;
  const isOther = (variable: Variable): boolean => variable !== holder?.variable && variable.defs.length > 0;
  const hides = (block: Node): boolean => contains(block, holder?.declaration ?? expression);
  return (code.scopeManager?.scopes ?? []).every(({ block, variables, references }) => {
    const declared = variables.find((variable) => variable.name === name && isOther(variable));
    // In the scope itself, around its users, or a `var` that a block within would declare anew.
    const isTaken =
      declared !== undefined &&
      ((contains(region, block) && (block === region || block === list || hides(block))) ||
        (contains(block, region) && declared.identifiers.some((one) => contains(region, one))));
    const isMeant = references.some(({ identifier, resolved }) => {
      if (identifier.name !== name || !contains(region, identifier) || resolved === holder?.variable) return false;
      return (
        !resolved ||
        resolved.defs.length === 0 ||
        !contains(region, resolved.scope.block) ||
        resolved.scope.block === region
      );
    });
    return !isTaken && !isMeant;
  });
}
