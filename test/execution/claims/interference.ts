// Claims that what a function reads is not changed by what runs meanwhile: called again, it gives the same.

import { callsOf } from '../../../analysis/call-sites.js';
import { effectsOf } from '../../../analysis/effects.js';
import { contains, functionAround, isFunction, type FunctionNode } from '../../../analysis/enclosing.js';
import { readsTheSame } from '../../../analysis/interference.js';
import { readsOf } from '../../../analysis/reads.js';
import type { Node, SourceCode } from '../../../core/source-code.js';
import { shown, type ClaimKind } from '../claims.js';
import { isObject, partsOf } from '../outsider.js';
import { hasValue, isSpan, sampled } from '../places.js';
import type { Outcome } from '../run.js';

/** `readsTheSame`: the function gives the same before and after, with the arguments of the call. */
export const interference: ClaimKind = {
  name: 'reads the same',
  make(code, nodes, claims) {
    const questions = nodes.filter(isFunction).flatMap((callee) => questionsOf(code, nodes, callee));
    for (const { callee, call, meanwhile } of sampled(questions, MOST_QUESTIONS)) {
      if (readsTheSame(code, readsOf(code, callee), { callee, call, meanwhile: [meanwhile] }) !== 'yes') continue;
      const claim = claims.add(meanwhile, () => code.getText(call));
      let run: ((...given: readonly unknown[]) => unknown) | null = null;
      let given: unknown[] = [];
      let isCalled = false;
      claims.watch.value(call.callee, (value) => {
        run = value as typeof run;
        given = [];
        isCalled = false;
      });
      for (const argument of call.arguments) claims.watch.value(argument, (value) => given.push(value));
      claims.watch.value(call, () => (isCalled = true));
      const again = (): Outcome | null => claims.recorder?.replayed(() => run?.(...given)) ?? null;
      claims.watch.span(meanwhile, {
        variables: [],
        begin: () => (isCalled ? again() : null),
        end(before) {
          if (before === null) return;
          const after = again();
          claim.observe(after !== null && isAlike(before, after), () => `${shown(before)} became ${shown(after)}`);
        },
      });
    }
  },
};

const MOST_QUESTIONS = 12;

/** The same values, in objects that are the same or were made anew. */
function isAlike(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (typeof before === 'function' || before instanceof Error) return typeof before === typeof after;
  if (!isObject(before) || !isObject(after)) return false;
  const [parts, others] = [partsOf(before), partsOf(after)];
  const hasSameKeys = Object.keys(before).join() === Object.keys(after).join();
  return hasSameKeys && parts.length === others.length && parts.every((part, index) => isAlike(part, others[index]));
}

interface Question {
  readonly callee: FunctionNode;
  readonly call: NonNullable<ReturnType<typeof callsOf>>[number];
  readonly meanwhile: Node;
}

/** Calls of a function that does nothing but compute, and statements behind them. */
function questionsOf(code: SourceCode, nodes: readonly Node[], callee: FunctionNode): readonly Question[] {
  if (callee.async || callee.generator || !callee.params.every(({ type }) => type === 'Identifier')) return [];
  const { unknownCode, suspends, observable, writes } = effectsOf(code, callee.body);
  const isOwn = (variable: (typeof writes)[number]['variable']): boolean =>
    variable?.identifiers.some((name) => contains(callee.body, name)) ?? false;
  if (unknownCode || suspends || observable || !writes.every(({ variable }) => isOwn(variable))) return [];
  return (callsOf(code, callee) ?? []).flatMap((call) => {
    if (!hasValue(call) || !hasValue(call.callee) || !call.arguments.every(hasValue)) return [];
    return nodes
      .filter((node) => isSpan(node) && node.range[0] >= call.range[1])
      .filter((node) => functionAround(node) === functionAround(call))
      .map((meanwhile) => ({ callee, call, meanwhile }));
  });
}
