// Claims that a collection is left as it is while a piece of code runs.

import { isUnmodifiedDuring } from '../../../analysis/mutation.js';
import { contains, isFunction, isLoop } from '../../../analysis/enclosing.js';
import { isKind } from '../../../analysis/origin.js';
import type { Variable } from '../../../analysis/variables.js';
import type { Node, SourceCode } from '../../../core/source-code.js';
import { shown, type ClaimKind } from '../claims.js';
import { isObject } from '../outsider.js';
import { isSpan, sampled } from '../places.js';

export const mutation: ClaimKind = {
  name: 'unmodified',
  make(code, nodes, claims) {
    const spans = nodes.filter((node) => isSpan(node) && !isExit(node));
    const questions = variablesOf(code).flatMap((variable) =>
      spans.filter((span) => isVisible(variable, span)).map((span) => ({ variable, span })),
    );
    for (const { variable, span } of sampled(questions, MOST_QUESTIONS)) {
      const read = variable.references.find((reference) => reference.isRead())?.identifier;
      if (!read || isUnmodifiedDuring(code, read, [span]) !== 'yes') continue;
      const isKnown = isKind(code, read, 'object');
      const claim = claims.add(span, variable.name);
      claims.watch.span(span, {
        variables: [variable],
        begin: ([value]) => (isCollection(value, isKnown) ? { value, before: contentOf(value) } : null),
        end(begun) {
          if (begun === null) return;
          const { value, before } = begun as { value: object; before: readonly unknown[] };
          const after = contentOf(value);
          claim.observe(isSame(before, after), () => `${shown(before)} became ${shown(after)}`);
        },
      });
    }
  },
};

/** Each question reads a whole span. */
const MOST_QUESTIONS = 12;

function isExit({ type }: Node): boolean {
  return type === 'ReturnStatement' || type === 'ThrowStatement';
}

/** All variables that the program declares. */
export function variablesOf(code: SourceCode): Variable[] {
  return (code.scopeManager?.scopes ?? []).flatMap(({ variables }) => variables.filter(({ defs }) => defs.length > 0));
}

/** Whether the name can be read at the beginning of `span` and after it, though it may not be initialised yet. */
export function isVisible({ scope, identifiers }: Variable, span: Node): boolean {
  const { block } = scope;
  if (identifiers.some((identifier) => contains(span, identifier))) return false;
  if (isFunction(block) || scope.type === 'module') return contains(block, span) && span !== block;
  if (isLoop(block)) return contains(block.body, span);
  return contains(block, span) && block !== span;
}

/** What is of no known kind is taken for a collection: what then turns out to be none, nothing was said of. */
function isCollection(value: unknown, isObjectKnown: boolean): value is object {
  if (!isObject(value) || typeof value === 'function') return false;
  const isWalked = Array.isArray(value) || value instanceof Map || value instanceof Set || ArrayBuffer.isView(value);
  return isWalked || isObjectKnown;
}

/** Keys and values of elements and properties, or entries, in order. */
export function contentOf(value: object): readonly unknown[] {
  if (value instanceof Map) return [...value].flat();
  if (value instanceof Set) return [...value];
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)];
  const content: unknown[] = Array.isArray(value) ? [value.length] : [];
  for (const key of Object.keys(value)) {
    // `xs.name = v` adds no element.
    if (Array.isArray(value) && !/^\d+$/.test(key)) continue;
    // What a getter gives is no content.
    if (Object.getOwnPropertyDescriptor(value, key)?.get) continue;
    content.push(key, (value as Record<string, unknown>)[key]);
  }
  return content;
}

export function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((value, index) => Object.is(value, after[index]));
}
