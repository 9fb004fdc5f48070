// The type that TypeScript gives the accumulator, as far as it is written down.

import type { TSESTree } from '@typescript-eslint/utils';
import { propertyType, unaliased } from '../../analysis/declared-types.js';
import { castOf, propertyName } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Looping, Reducing } from './accumulation.js';

export function typeOf({
  place,
}: {
  readonly place: Reducing | Pick<Looping, 'kind' | 'declarator' | 'seed'>;
}): TSESTree.TypeNode | null {
  if (place.kind === 'loop') {
    const { id } = place.declarator;
    return id.typeAnnotation?.typeAnnotation ?? castOf(place.seed);
  }
  const { parameter, call, seed, partType } = place;
  if (partType) return partType;
  return parameter.typeAnnotation?.typeAnnotation ?? call.typeArguments?.params[0] ?? (seed && castOf(seed));
}

/** The type of what a reduction accumulates under `key`; `null` where its seed tells, `unknown` where it is not written here. */
export function typeOfPart(
  code: SourceCode,
  { call, callback, seed }: Pick<Reducing, 'call' | 'callback' | 'seed'>,
  key: string,
): TSESTree.TypeNode | 'unknown' | null {
  const [parameter] = callback.params;
  const isAnnotated = parameter && 'typeAnnotation' in parameter;
  const type =
    (isAnnotated ? parameter.typeAnnotation?.typeAnnotation : null) ??
    call.typeArguments?.params[0] ??
    (seed && castOf(seed));
  if (!type) return null;
  const bare = unaliased(code, type);
  if (bare?.type === 'TSAnyKeyword') return bare;
  if (bare?.type === 'TSArrayType') return bare.elementType;
  if (bare?.type !== 'TSTupleType') return propertyType(code, type, key) ?? 'unknown';
  const element = bare.elementTypes[Number(key)];
  return (element?.type === 'TSNamedTupleMember' ? element.elementType : element) ?? 'unknown';
}

/** Whether the seed is a literal with a property of that name, so that the accumulator's type has it. */
export function hasProperty(seed: Node | null, name: string): boolean {
  return (
    seed?.type === 'ObjectExpression' &&
    seed.properties.some((property) => property.type === 'Property' && propertyName(property) === name)
  );
}
