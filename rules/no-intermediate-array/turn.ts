// What each turn of the walk does once the stages of a chain run within it.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../core/source-code.js';

export interface Fusion {
  /** What each turn of the walk over the source is given: the consumer's own element where `null`. */
  readonly element: { readonly name: string | Node; readonly type: TSESTree.TSTypeAnnotation | null } | null;
  readonly steps: readonly Step[];
  /** What the consumer is given. */
  readonly last: string | Node;
  /** What each turn puts in, where the consumer is filled. */
  readonly pair: { readonly key: Moved; readonly value: Moved } | null;
  /** The one place where the element is read, which takes what was computed for it. */
  readonly substitution: { readonly place: Node; readonly value: Code } | null;
}

export type Step =
  /** The turn goes on only where the test holds. */
  | { readonly kind: 'guard'; readonly test: Code; readonly isOpposite: boolean }
  /** All that follows is done for each element of an array. */
  | { readonly kind: 'each'; readonly keyword: 'const' | 'let'; readonly target: string | Node; readonly value: Code }
  | {
      readonly kind: 'declare';
      readonly keyword: 'const' | 'let';
      readonly target: string | Node;
      readonly type: TSESTree.TSTypeAnnotation | null;
      readonly value: Code;
    }
  | { readonly kind: 'declaration'; readonly declaration: Moved };

export type Code = Moved | { readonly kind: 'call'; readonly callee: Node; readonly argument: string } | Name;

/** Source text in another place, where some names are others. */
export interface Moved {
  readonly kind: 'moved';
  readonly node: Node;
  readonly names: ReadonlyMap<Node, string>;
}

interface Name {
  readonly kind: 'name';
  readonly name: string;
}

export function nameOf(name: string): Name {
  return { kind: 'name', name };
}
