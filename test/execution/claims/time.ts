// Claims about when code runs: what is never reached, what is over, which values are no longer needed, which calls run a
// closure.

import { canCompleteNormally } from '../../../analysis/completion.js';
import { leaves } from '../../../analysis/conditions.js';
import { usesInTime } from '../../../analysis/contexts.js';
import { ancestorsOf, contains, functionAround, isFunction } from '../../../analysis/enclosing.js';
import { isDeadAfter } from '../../../analysis/liveness.js';
import { isOverBefore } from '../../../analysis/order.js';
import { isFewTimes, repetitionsOf } from '../../../analysis/repetition.js';
import { SMALL } from '../../../analysis/size.js';
import type { Node, SourceCode } from '../../../core/source-code.js';
import type { Variable } from '../../../analysis/variables.js';
import type { Claim, ClaimKind, Claims } from '../claims.js';
import { isBound, type Binding } from '../instrument.js';
import { hasValue, isSpan, nodesOf, sampled } from '../places.js';
import { isVisible, variablesOf } from './mutation.js';

/** `canCompleteNormally`, `leaves`: nobody gets past the statement. */
export const completion: ClaimKind = {
  name: 'never completes',
  make(_, nodes, claims) {
    for (const node of nodes) {
      const isListed = node.parent?.type === 'BlockStatement' || node.parent?.type === 'Program';
      if (!isListed || !isSpan(node) || (canCompleteNormally(node) && !leaves(node))) continue;
      const claim = claims.add(node, 'never comes to its end');
      claims.watch.span(node, { variables: [], begin: () => claim.observe(true, String), end: () => undefined });
      claims.watch.end(node, () => claim.observe(false, () => 'it did'));
    }
  },
};

const MOST_PAIRS = 10;

/** `isOverBefore`: within one binding's life, the one never begins once the other has. */
export const order: ClaimKind = {
  name: 'over before',
  make(code, nodes, claims) {
    const questions = watchedOf(code).flatMap((variable) => {
      const [birth] = variable.identifiers;
      const home = birth && functionAround(birth);
      const spans = nodes.filter((node) => isSpan(node) && isVisible(variable, node) && functionAround(node) === home);
      return spans.flatMap((first) =>
        spans
          .filter((second) => first.range[1] <= second.range[0])
          .flatMap((second) => (birth ? [{ variable, birth, first, second }] : [])),
      );
    });
    for (const { variable, birth, first, second } of sampled(questions, MOST_PAIRS)) {
      if (isOverBefore(first, second, birth)) watchOrder(code, claims, variable, first, second);
    }
  },
};

function watchOrder(code: SourceCode, claims: Claims, variable: Variable, first: Node, second: Node): void {
  const claim = claims.add(first, () => `over before ${code.getText(second)}`);
  const begin = (look: (binding: Binding) => void): Parameters<Claims['watch']['span']>[1] => ({
    variables: [],
    bindingOf: variable,
    begin: ([binding]) => {
      if (binding instanceof Map) look(binding as Binding);
    },
    end: () => undefined,
  });
  claims.watch.span(
    first,
    begin((binding) => claim.observe(!binding.has(claim), () => 'it came later')),
  );
  claims.watch.span(
    second,
    begin((binding) => binding.set(claim, true)),
  );
}

function watchedOf(code: SourceCode): Variable[] {
  return variablesOf(code).filter(isBound);
}

/** `isDeadAfter`: the value that is there when the place is over is not read again. */
export const liveness: ClaimKind = {
  name: 'dead after',
  make(code, nodes, claims) {
    const questions = watchedOf(code).flatMap((variable) =>
      nodes.filter((node) => isSpan(node) && isVisible(variable, node)).map((node) => ({ variable, node })),
    );
    const dead = new Map<Variable, Claim[]>();
    for (const { variable, node } of sampled(questions, MOST_QUESTIONS)) {
      if (isDeadAfter(code, variable, node) !== 'yes') continue;
      const claim = claims.add(node, variable.name);
      dead.set(variable, [...(dead.get(variable) ?? []), claim]);
      claims.watch.span(node, {
        variables: [],
        bindingOf: variable,
        begin: () => null,
        end(_, [binding]) {
          if (!(binding instanceof Map)) return;
          claim.observe(true, String);
          (binding as Binding).set(claim, true);
        },
      });
    }
    for (const [variable, ones] of dead) watchReads(claims, variable, ones);
  },
};

const MOST_QUESTIONS = 16;

function watchReads(claims: Claims, variable: Variable, dead: readonly Claim[]): void {
  for (const reference of variable.references) {
    const { identifier } = reference;
    const { parent } = identifier;
    const isWrite = reference.isWrite() && !reference.init;
    if (!isWrite && hasValue(identifier)) {
      claims.watch.binding(identifier, variable, (_, binding) => {
        for (const claim of dead) claim.observe(!binding.has(claim), () => `read at ${identifier.range[0]}`);
      });
    } else if (
      isWrite &&
      (parent.type === 'AssignmentExpression' || parent.type === 'UpdateExpression') &&
      hasValue(parent)
    ) {
      claims.watch.binding(parent, variable, (_, binding) => {
        for (const claim of dead) {
          if (reference.isRead()) claim.observe(!binding.has(claim), () => `read at ${identifier.range[0]}`);
          binding.delete(claim);
        }
      });
    }
  }
}

/** `repetitionsOf`, `isFewTimes`: how often an expression is evaluated within one binding's life. */
export const repetition: ClaimKind = {
  name: 'runs at most',
  make(code, nodes, claims) {
    const questions = watchedOf(code).flatMap((variable) => {
      const [birth] = variable.identifiers;
      const places = nodes.filter((node) => isSpan(node) && isVisible(variable, node));
      return birth ? places.map((node) => ({ variable, birth, node })) : [];
    });
    for (const { variable, birth, node } of sampled(questions, MOST_QUESTIONS)) {
      const repetitions = repetitionsOf(code, node, birth);
      if (!repetitions?.every(({ runsOnTheSpot }) => runsOnTheSpot === 'yes')) continue;
      if (!isFewTimes(code, repetitions)) continue;
      const most = SMALL ** repetitions.length;
      const claim = claims.add(node, `${most} times`, most === 1 ? 'once' : 'few times');
      claims.watch.span(node, {
        variables: [],
        bindingOf: variable,
        begin([binding]) {
          if (!(binding instanceof Map)) return;
          const times = ((binding as Binding).get(claim) as number | undefined) ?? 0;
          (binding as Binding).set(claim, times + 1);
          claim.observe(times < most, () => `${times + 1} times`);
        },
        end: () => undefined,
      });
    }
  },
};

/** `usesInTime`: a closure reads the variable only while one of the places runs. */
export const timedUses: ClaimKind = {
  name: 'used in time',
  make(code, _, claims) {
    for (const variable of variablesOf(code)) {
      const { block } = variable.scope;
      const uses = isFunction(block) || block.type === 'Program' ? usesInTime(code, variable, block) : null;
      if (!uses || uses.some(({ mayComeLater }) => mayComeLater)) continue;
      const calls = [...new Set(uses.filter(({ closure }) => closure !== null).map(({ node }) => node))];
      const isClear = calls.every(
        (node) => hasValue(node) && !nodesOf(code, node).some(({ type }) => /^(?:Await|Yield)Expression$/.test(type)),
      );
      if (calls.length === 0 || !isClear) continue;
      watchUses(claims, variable, block, calls);
    }
  },
};

function watchUses(claims: Claims, variable: Variable, home: Node, calls: readonly Node[]): void {
  let active = 0;
  const [declared] = variable.identifiers;
  const claim = claims.add(declared ?? home, `only while ${calls.length} places run`);
  for (const call of calls) {
    claims.watch.span(call, {
      variables: [],
      begin: () => (active += 1),
      end: () => (active -= 1),
    });
  }
  for (const { identifier } of variable.references) {
    const isInClosure = [...ancestorsOf(identifier)].find((around) => isFunction(around) || around === home) !== home;
    if (!isInClosure || !hasValue(identifier)) continue;
    claims.watch.value(identifier, () => {
      const isPlace = active > 0 || calls.some((call) => contains(call, identifier));
      claim.observe(isPlace, () => 'used at another time');
    });
  }
}
