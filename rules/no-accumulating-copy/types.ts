// The type that TypeScript gives the accumulator, as far as it is written down.

import type { TSESTree } from '@typescript-eslint/utils';
import { castOf, propertyName } from '../../analysis/wrappers.js';
import type { Node } from '../../core/source-code.js';
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
  const { parameter, call, seed } = place;
  return parameter.typeAnnotation?.typeAnnotation ?? call.typeArguments?.params[0] ?? (seed && castOf(seed));
}

/** Whether the seed is a literal with a property of that name, so that the accumulator's type has it. */
export function hasProperty(seed: Node | null, name: string): boolean {
  return (
    seed?.type === 'ObjectExpression' &&
    seed.properties.some((property) => property.type === 'Property' && propertyName(property) === name)
  );
}
