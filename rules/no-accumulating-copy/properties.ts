// What a copied object is given: which properties, under which keys, and how they are best written in place.

import type { TSESTree } from '@typescript-eslint/utils';
import { every, type Answer } from '../../analysis/answer.js';
import type { Copy } from '../../analysis/copies.js';
import { originOf } from '../../analysis/origin.js';
import { canBeKey, keepsItsText } from '../../analysis/property-keys.js';
import { readsVariable } from '../../analysis/variables.js';
import { isWritable } from '../../analysis/writability.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Accumulation } from './accumulation.js';
import { hasProperty, typeOf } from './types.js';

/**
 * `assignments`: `acc.a = v; acc[k] = w;`.
 * `assign`: `Object.assign(acc, { a: v, [k]: w })`, which evaluates all values before it writes the first, names
 * functions as the literal does, and compiles where the type of `{}` knows no properties.
 */
export type ObjectWriting = 'assignments' | 'assign';

/** More assignments read worse than one literal. */
const MOST_ASSIGNMENTS = 3;

export function objectWritingOf(
  code: SourceCode,
  accumulation: Accumulation,
  copy: Copy,
  { typescript, exposed }: { readonly typescript: boolean; readonly exposed: boolean },
): ObjectWriting {
  const properties = plainPropertiesOf(copy);
  if (!properties || properties.length > MOST_ASSIGNMENTS) return 'assign';
  if (properties.some(({ method, value }) => method || isNamedByKey(value))) return 'assign';
  // An assignment turns its key into text when the value is there.
  const isLateKey = properties.some(
    ({ computed, key, value }) => computed && originOf(code, key)?.kind === 'date' && !keepsItsText(code, key, [value]),
  );
  if (isLateKey) return 'assign';
  const [, ...late] = properties;
  const isReadLater = late.some((property) => readsVariable(property, accumulation.variable));
  if (late.length > 0 && (exposed || isReadLater)) return 'assign';
  return !typescript || properties.every((property) => compiles(code, accumulation, property))
    ? 'assignments'
    : 'assign';
}

/** The properties that the copy is given, where nothing else is spread into it. */
export function plainPropertiesOf({ additions }: Copy): readonly TSESTree.Property[] | null {
  const properties: TSESTree.Property[] = [];
  for (const { kind, node } of additions) {
    const inside = kind === 'property' ? [node] : node.type === 'ObjectExpression' ? node.properties : [null];
    for (const property of inside) {
      if (property?.type !== 'Property' || property.kind !== 'init' || setsPrototype(property)) return null;
      properties.push(property);
    }
  }
  return properties;
}

/** `__proto__: x` sets the prototype of a literal that is then copied: an assignment would set the accumulator's. */
function setsPrototype(property: TSESTree.Property): boolean {
  return !property.computed && !property.shorthand && !property.method && propertyName(property) === '__proto__';
}

/** `{ [k]: () => {} }` names the function, `o[k] = () => {}` does not. */
export function isNamedByKey(expression: Node): boolean {
  const value = unwrapped(expression);
  if (value.type === 'ArrowFunctionExpression') return true;
  return (value.type === 'FunctionExpression' || value.type === 'ClassExpression') && value.id === null;
}

function compiles(code: SourceCode, accumulation: Accumulation, property: TSESTree.Property): boolean {
  const type = typeOf(accumulation);
  if (type) return isWritable(code, type, 'object') === 'yes';
  const name = propertyName(property);
  return name !== null && !property.computed && hasProperty(accumulation.place.seed, name);
}

/** Whether writing in place makes the properties that the copy has: of the key `__proto__` it would not. */
export function keepsKeys(code: SourceCode, { additions }: Copy): Answer {
  // In a literal with a spread V8 forgets a property that is named again: `{ ...acc, b: 1, [k]: 2, b: 3 }` has `k` first.
  const names = additions.flatMap(({ kind, node }) => (kind === 'property' ? (propertyName(node) ?? []) : []));
  if (new Set(names).size < names.length) return 'no';
  return every(
    additions.map(({ kind, node }) => {
      if (kind === 'property') return hasOrdinaryKey(code, node);
      return kind === 'properties' ? hasOrdinaryKeys(code, node) : 'yes';
    }),
  );
}

function hasOrdinaryKey(code: SourceCode, property: TSESTree.Property): Answer {
  const answer = canBeKey(code, property.key, '__proto__', property.computed);
  return answer === 'no' ? 'yes' : answer === 'yes' ? 'no' : 'unknown';
}

/** Of an object that is spread. */
export function hasOrdinaryKeys(code: SourceCode, source: Node): Answer {
  const node = unwrapped(source);
  switch (node.type) {
    case 'ObjectExpression':
      return every(
        node.properties.map((property) => {
          if (property.type === 'SpreadElement') return hasOrdinaryKeys(code, property.argument);
          // `__proto__: x` sets the prototype of the literal, which nobody copies.
          return property.computed || property.shorthand ? hasOrdinaryKey(code, property) : 'yes';
        }),
      );
    case 'ConditionalExpression':
      return every([hasOrdinaryKeys(code, node.consequent), hasOrdinaryKeys(code, node.alternate)]);
    case 'LogicalExpression':
      // What is falsy has no properties.
      return node.operator === '&&'
        ? hasOrdinaryKeys(code, node.right)
        : every([hasOrdinaryKeys(code, node.left), hasOrdinaryKeys(code, node.right)]);
    default: {
      const kind = originOf(code, node)?.kind;
      const isIndexed = kind === 'array' || kind === 'typedArray' || kind === 'string';
      return isIndexed || kind === 'number' || kind === 'boolean' || kind === 'undefined' || kind === 'null'
        ? 'yes'
        : 'unknown';
    }
  }
}

/** Whether the object gets ever more properties, not the same few again and again. */
export function addsKeys(code: SourceCode, { additions }: Copy): boolean {
  return additions.some(({ kind, node }) => {
    if (kind === 'property')
      return node.computed && originOf(code, node.key)?.kind !== 'boolean' && propertyName(node) === null;
    return kind === 'properties' && !hasFixedKeys(node);
  });
}

function hasFixedKeys(source: Node): boolean {
  const node = unwrapped(source);
  if (node.type === 'ConditionalExpression') return hasFixedKeys(node.consequent) && hasFixedKeys(node.alternate);
  if (node.type === 'LogicalExpression') return hasFixedKeys(node.right);
  return (
    node.type === 'ObjectExpression' &&
    node.properties.every((property) =>
      property.type === 'SpreadElement' ? hasFixedKeys(property.argument) : propertyName(property) !== null,
    )
  );
}
