// A `reduce` that only collects one property for each element says the same as `Object.fromEntries` of the mapped
// elements, which makes properties as a literal does, even of the key `__proto__`.

import type { TSESTree } from '@typescript-eslint/utils';
import { isDense } from '../../analysis/density.js';
import { originOf } from '../../analysis/origin.js';
import { isUnmodifiedDuring } from '../../analysis/mutation.js';
import { keepsItsText } from '../../analysis/property-keys.js';
import { isNameFree } from '../../analysis/variables.js';
import type { SourceCode } from '../../core/source-code.js';
import { unwrapped } from '../../analysis/wrappers.js';
import type { Condition } from '../../core/verdict.js';
import { copiesOf, type Accumulation, type Reducing } from './accumulation.js';
import type { Reason } from './conditions.js';
import { isNamedByKey, keepsKeys, plainPropertiesOf } from './properties.js';
import { typeOf } from './types.js';

export interface Entries {
  readonly place: Reducing;
  readonly property: TSESTree.Property;
  /** The type of the values, where it must be said. */
  readonly valueType: TSESTree.TypeNode | null;
}

/** @returns `null` where an assignment does as well, or the elements cannot be mapped all the same. */
export function entriesOf(code: SourceCode, accumulation: Accumulation, typescript: boolean): Entries | null {
  const { place, variable, steps, container } = accumulation;
  const [step, ...otherSteps] = steps;
  const [copy, ...otherCopies] = copiesOf(accumulation);
  if (place.kind !== 'reduce' || container !== 'object' || otherSteps.length > 0 || otherCopies.length > 0) return null;
  if (copy?.form !== 'literal' || (step.kind !== 'body' && step.kind !== 'return')) return null;
  if (step.outcome.kind !== 'copy' || variable.references.length !== 1 || keepsKeys(code, copy) !== 'unknown')
    return null;
  const [property, ...others] = plainPropertiesOf(copy) ?? [];
  if (!property?.computed || property.method || isNamedByKey(property.value) || others.length > 0) return null;
  if (!isMappable(code, place) || !isNameFree(code, place.call, 'Object')) return null;
  if (!typescript) return { place, property, valueType: null };
  const type = typeOf(accumulation);
  const valueType = type && valueTypeOf(type);
  return valueType && { place, property, valueType };
}

/** `Object.fromEntries` turns the keys into texts when all elements have been mapped. */
export function* entryConditions(
  code: SourceCode,
  { place: { callback }, property }: Entries,
): Generator<Condition<Reason>> {
  const holds = keepsItsText(code, property.key, [callback.body]) ? 'yes' : 'unknown';
  yield { holds, reason: 'objectKey' };
}

/** `map` calls back for the same elements in the same order, and leaves no hole that `fromEntries` would stumble over. */
function isMappable(code: SourceCode, { call, callee, callback, seed }: Reducing): boolean {
  const { object, property } = callee;
  const isFromTheLeft = property.type === 'Identifier' && property.name === 'reduce';
  const start = seed && unwrapped(seed);
  const isEmpty = start?.type === 'ObjectExpression' && start.properties.length === 0;
  if (!isFromTheLeft || !isEmpty || callee.optional || call.optional || call.parent.type === 'ChainExpression')
    return false;
  // The fourth parameter is the array itself, which could be cut short.
  if (callback.params.length < 2 || callback.params.length > 3) return false;
  if (originOf(code, object)?.kind !== 'array' || isDense(code, object) !== 'yes') return false;
  return isUnmodifiedDuring(code, object, [callback.body]) === 'yes';
}

/** `V` of `Record<string, V>` or `{ [name: string]: V }`: the type that `Object.fromEntries<V>` has. */
function valueTypeOf(type: TSESTree.TypeNode): TSESTree.TypeNode | null {
  if (type.type === 'TSTypeLiteral') return indexedBy(type);
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || type.typeName.name !== 'Record')
    return null;
  const [key, value] = type.typeArguments?.params ?? [];
  return key?.type === 'TSStringKeyword' ? (value ?? null) : null;
}

function indexedBy({ members: [member, ...others] }: TSESTree.TSTypeLiteral): TSESTree.TypeNode | null {
  if (member?.type !== 'TSIndexSignature' || member.readonly || others.length > 0) return null;
  const [parameter] = member.parameters;
  const key = parameter?.type === 'Identifier' ? parameter.typeAnnotation?.typeAnnotation : null;
  return key?.type === 'TSStringKeyword' ? (member.typeAnnotation?.typeAnnotation ?? null) : null;
}
