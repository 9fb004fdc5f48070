// Claims about what running a piece of code does: exceptions, code out of sight, output, writes.

import { effectsOf, type Effects } from '../../../analysis/effects.js';
import type { Variable } from '../../../analysis/variables.js';
import type { Node } from '../../../core/source-code.js';
import type { Claim, ClaimKind, Claims } from '../claims.js';
import { isObject } from '../outsider.js';
import { hasValue, isSpan, nodesOf, sampled } from '../places.js';
import { contentOf, isSame, isVisible, variablesOf } from './mutation.js';

export const effects: ClaimKind = {
  name: 'effects',
  make(code, nodes, claims) {
    const variables = variablesOf(code).filter(({ defs }) =>
      defs.every(({ type }) => type === 'Variable' || type === 'Parameter'),
    );
    const places = nodes.filter(
      (node) => isSpan(node) || (node.type === 'CallExpression' && hasValue(node) && !suspends(code, node)),
    );
    for (const node of sampled(places, MOST_PLACES)) {
      const found = effectsOf(code, node);
      if (!found.throws) watchExceptions(claims, node);
      if (!found.suspends) watchSuspension(claims, node);
      if (found.unknownCode || found.suspends) continue;
      watchStrangers(claims, node);
      if (!found.observable) watchOutput(claims, node);
      const visible = variables.filter((variable) => isVisible(variable, node)).slice(-MOST_VARIABLES);
      if (visible.length > 0) watchWrites(claims, node, found, visible);
    }
  },
};

/** Watching takes longer than asking. */
const MOST_PLACES = 8;
const MOST_VARIABLES = 3;

function suspends(code: Parameters<typeof nodesOf>[0], root: Node): boolean {
  return nodesOf(code, root).some(({ type }) => type === 'AwaitExpression' || type === 'YieldExpression');
}

/** Values of another type than code takes are another matter: docs/assumptions.md. */
function watchExceptions(claims: Claims, node: Node): void {
  const claim = claims.add(node, 'throws nothing', 'no exception');
  claims.watch.span(node, {
    variables: [],
    begin: () => null,
    end(_begun, _values, thrown) {
      claim.observe(!thrown || thrown.value instanceof TypeError, () => `threw ${String(thrown?.value)}`);
    },
  });
}

/** Whatever waits for its turn gets none meanwhile. */
function watchSuspension(claims: Claims, node: Node): void {
  const claim = claims.add(node, 'does not suspend', 'no suspension');
  claims.watch.span(node, {
    variables: [],
    begin() {
      const turn = { hasCome: false };
      void Promise.resolve().then(() => (turn.hasCome = true));
      return turn;
    },
    end: (turn) => claim.observe(!(turn as { readonly hasCome: boolean }).hasCome, () => 'others had their turn'),
  });
}

function watchStrangers(claims: Claims, node: Node): void {
  watchCount(
    claims,
    node,
    claims.add(node, 'runs nothing out of sight', 'no unknown code'),
    () => claims.recorder?.outsider.calls ?? 0,
  );
}

function watchOutput(claims: Claims, node: Node): void {
  watchCount(
    claims,
    node,
    claims.add(node, 'puts nothing out', 'nothing observable'),
    () => claims.recorder?.logs ?? 0,
  );
}

function watchCount(claims: Claims, node: Node, claim: Claim, count: () => number): void {
  claims.watch.span(node, {
    variables: [],
    begin: count,
    end: (begun) => claim.observe(begun === count(), () => `${count() - (begun as number)} times`),
  });
}

interface State {
  readonly value: unknown;
  readonly content: readonly unknown[];
}

/** What changes, of names and of the objects that they stand for, is listed. */
function watchWrites(claims: Claims, node: Node, { writes }: Effects, variables: readonly Variable[]): void {
  const written = new Set(writes.filter(({ object }) => object === null).map(({ variable }) => variable));
  const changesObjects = writes.some(({ object }) => object !== null);
  const claim = claims.add(
    node,
    writes.length === 0 ? 'writes nothing' : 'writes only what is listed',
    writes.length === 0 ? 'no writes' : 'writes',
  );
  claims.watch.span(node, {
    variables,
    begin: (values) => values.map((value): State => ({ value, content: isObject(value) ? contentOf(value) : [] })),
    end(begun, values) {
      variables.forEach((variable, index) => {
        const { value, content } = (begun as readonly State[])[index] ?? { value: undefined, content: [] };
        const isKept = Object.is(value, values[index]) || written.has(variable);
        claim.observe(isKept, () => `${variable.name} was written`);
        if (isObject(value)) {
          claim.observe(
            changesObjects || isSame(content, contentOf(value)),
            () => `${variable.name}'s object was changed`,
          );
        }
      });
    },
  });
}
