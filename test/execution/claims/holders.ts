// Claims about who holds an object: all names it goes by, what nobody else can have, what is walked and dropped.

import { consumptionOf, onlyReadOf, walksOf } from '../../../analysis/consumption.js';
import { contains } from '../../../analysis/enclosing.js';
import { flowOf, staysInSight } from '../../../analysis/flow.js';
import { originOf } from '../../../analysis/origin.js';
import { holdsOnlyNew, isGivenAway } from '../../../analysis/ownership.js';
import type { Node } from '../../../core/source-code.js';
import { isBound } from '../instrument.js';
import type { Claim, ClaimKind, Claims } from '../claims.js';
import { isObject } from '../outsider.js';
import { hasValue, sampled } from '../places.js';
import { variablesOf } from './mutation.js';

/** An expression that gives an object that was there before: others pass on what stands in them. */
const GIVES = /^(?:Identifier|(?:Member|Call|New|Await|Yield|Array|Object|Chain)Expression)$/;

/** Tells `see` of each object that turns up anywhere. */
function onSight(nodes: readonly Node[], claims: Claims, see: (object: object, node: Node) => void): void {
  for (const node of nodes) {
    if (!hasValue(node) || !GIVES.test(node.type)) continue;
    claims.watch.value(node, (value) => {
      if (isObject(value)) see(value, node);
    });
  }
}

/** `flowOf`: where an object escapes nowhere, it turns up only where the flow says so. */
export const flows: ClaimKind = {
  name: 'stays in sight',
  make(code, nodes, claims) {
    const owned = new Map<object, Set<Holding>>();
    let isEmpty = true;
    for (const variable of variablesOf(code)) {
      if (!staysInSight(code, variable)) continue;
      const [declared] = variable.identifiers;
      if (!declared) continue;
      isEmpty = false;
      const claim = claims.add(declared, `only by ${variable.name}`);
      const places = new Set(flowOf(code, variable).accesses.map(({ expression }) => expression));
      const holding: Holding = { claim, places };
      for (const { identifier, writeExpr } of variable.references) {
        if (!writeExpr || !hasValue(writeExpr)) continue;
        places.add(writeExpr);
        if (identifier.parent.type === 'AssignmentExpression') places.add(identifier.parent);
        claims.watch.value(writeExpr, (value) => {
          if (!isObject(value)) return;
          const holdings = owned.get(value) ?? new Set();
          owned.set(value, holdings.add(holding));
          claim.observe(true, String);
        });
      }
    }
    if (isEmpty) return;
    onSight(nodes, claims, (object, node) => {
      for (const { claim, places } of owned.get(object) ?? []) {
        const isKnown = places.has(node) || [...places].some((place) => isWithin(place, node));
        claim.observe(isKnown, () => `turned up at ${code.getText(node)}`);
      }
    });
    claims.atEnd(() => {
      for (const [object, holdings] of owned) {
        const isKnown = claims.recorder?.outsider.knows(object) ?? false;
        for (const { claim } of holdings) claim.observe(!isKnown, () => 'strangers got hold of it');
      }
    });
  },
};

interface Holding {
  readonly claim: Claim;
  readonly places: Set<Node>;
}

/** `(xs)?.length` reads `xs`, also where the chain is the node. */
function isWithin(place: Node, node: Node): boolean {
  return node.type === 'ChainExpression' && contains(node, place);
}

/** `originOf(…).fresh`: the object has not been seen before, but where it is made. */
export const freshness: ClaimKind = {
  name: 'fresh',
  make(code, nodes, claims) {
    const seen = new WeakMap<object, Set<Node>>();
    const fresh = new Map<Node, Claim>();
    for (const node of nodes) {
      if (hasValue(node) && GIVES.test(node.type) && originOf(code, node)?.fresh)
        fresh.set(node, claims.add(node, 'fresh'));
    }
    onSight(nodes, claims, (object, node) => {
      const before = seen.get(object) ?? new Set();
      const isNew = [...before].every((one) => contains(node, one));
      fresh
        .get(node)
        ?.observe(isNew, () => `was seen before at ${[...before].map((one) => code.getText(one)).join(', ')}`);
      seen.set(object, before.add(node));
    });
  },
};

const MOST_GIVEN = 12;

/** `isGivenAway`: nobody could tell if a copy stood in the object's place, as nobody else holds it. */
export const givenAway: ClaimKind = {
  name: 'given away',
  make(code, nodes, claims) {
    const expressions = nodes.filter((node) => hasValue(node) && GIVES.test(node.type));
    for (const node of sampled(expressions, MOST_GIVEN)) {
      if (isGivenAway(code, node, node) === 'yes') claims.ofReplacement(node, 'held by nobody else', copied);
    }
  },
};

/** `holdsOnlyNew`: nobody could tell if the variable got a copy. */
export const heldAnew: ClaimKind = {
  name: 'holds only new',
  make(code, _, claims) {
    for (const variable of variablesOf(code)) {
      if (!holdsOnlyNew(code, variable)) continue;
      for (const { writeExpr } of variable.references) {
        if (writeExpr && hasValue(writeExpr)) claims.ofReplacement(writeExpr, `made for ${variable.name}`, copied);
      }
    }
  },
};

/** Equal in all but identity; what cannot be copied is handed through. */
function copied(value: unknown): unknown {
  if (!isObject(value) || !Object.isExtensible(value)) return value;
  const prototype = Object.getPrototypeOf(value) as object | null;
  const properties = Object.getOwnPropertyDescriptors(value);
  if (prototype === Map.prototype) return Object.defineProperties(new Map(value as Map<unknown, unknown>), properties);
  if (prototype === Set.prototype) return Object.defineProperties(new Set(value as Set<unknown>), properties);
  if (prototype === Array.prototype) return Object.defineProperties([], properties);
  return prototype === Object.prototype ? Object.defineProperties({}, properties) : value;
}

/** `consumptionOf`: what is made for it and walked by it is gone then. */
export const consumption: ClaimKind = {
  name: 'consumed',
  make(code, nodes, claims) {
    const gone = new Map<object, Claim>();
    const places = new Map<Node, Claim>();
    for (const node of nodes) {
      if (!hasValue(node) || !originOf(code, node)?.fresh) continue;
      const by = consumptionOf(code, node);
      if (by) places.set(node, claims.add(node, by.kind));
    }
    onSight(nodes, claims, (object, node) => {
      gone.get(object)?.observe(false, () => `turned up at ${code.getText(node)}`);
      const claim = places.get(node);
      if (!claim) return;
      claim.observe(true, String);
      gone.set(object, claim);
    });
  },
};

/** `walksOf`: what is made for it turns up where it is said to come by, once in each place, and nowhere else. */
export const walks: ClaimKind = {
  name: 'walked',
  make(code, nodes, claims) {
    const followed = new Map<Node, Followed>();
    for (const node of nodes) {
      if (!hasValue(node) || !originOf(code, node)?.fresh) continue;
      const found = walksOf(code, node);
      if (!found || found.places.size < 2) continue;
      followed.set(node, { claim: claims.add(node, `${found.walks.length} walks`), places: found.places });
    }
    const known = new Map<object, Followed & { readonly seen: Set<Node> }>();
    onSight(nodes, claims, (object, node) => {
      const one = known.get(object);
      if (one) {
        const isRight = [...one.places].some((place) => contains(node, place)) && !one.seen.has(node);
        one.claim.observe(isRight, () => `turned up at ${code.getText(node)}`);
        one.seen.add(node);
      }
      const begun = followed.get(node);
      if (!begun || one) return;
      begun.claim.observe(true, String);
      known.set(object, { ...begun, seen: new Set([node]) });
    });
  },
};

interface Followed {
  readonly claim: Claim;
  readonly places: ReadonlySet<Node>;
}

/** `onlyReadOf`: one read for each binding. */
export const readOnce: ClaimKind = {
  name: 'read once',
  make(code, _, claims) {
    for (const variable of variablesOf(code)) {
      const read = isBound(variable) ? onlyReadOf(code, variable) : null;
      if (!read || !hasValue(read)) continue;
      const claim = claims.add(read, 'once');
      claims.watch.binding(read, variable, (_value, binding) => {
        claim.observe(!binding.has(claim), () => 'a second time');
        binding.set(claim, true);
      });
    }
  },
};
