// Makes a counter-example small: leaves out statements and puts parts of expressions in their place, as long as a claim
// of the same kind is still refuted.

import type { Node } from '../../core/source-code.js';
import type { ClaimKind } from './claims.js';
import { confront, exampleOf, type CounterExample } from './fuzz.js';
import { hasValue, nodesOf } from './places.js';
import { read } from './read.js';

export async function reduced(example: CounterExample, kinds: readonly ClaimKind[]): Promise<CounterExample> {
  const concerned = kinds.filter(({ name }) => example.kind.startsWith(name));
  let best = example;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const program of smaller(best.program)) {
      const still = await refuted({ ...example, program }, concerned);
      if (!still) continue;
      best = still;
      isSmaller = true;
      break;
    }
  }
  return { ...best, program: best.program.replaceAll(/^\s*\n/gm, '') };
}

async function refuted(
  { program, kind, reader }: CounterExample,
  kinds: readonly ClaimKind[],
): Promise<CounterExample | null> {
  try {
    const claims = await confront(program, kinds, reader);
    const claim = claims.find((one) => one.kind === kind && one.refutation !== null);
    return claim ? exampleOf(program, reader, claim) : null;
  } catch {
    // What is left is no program.
    return null;
  }
}

/** Programs with one thing less, those with the largest cut first. */
function* smaller(program: string): Generator<string> {
  const nodes = nodesOf(read(program, 'espree'));
  const cuts = nodes.flatMap((node) => cutsAt(program, node));
  cuts.sort((a, b) => a.length - b.length);
  for (const cut of cuts) if (cut.length < program.length) yield cut;
}

function cutsAt(program: string, node: Node): string[] {
  const [start, end] = node.range;
  const replacedBy = (text: string): string => program.slice(0, start) + text + program.slice(end);
  if (/Statement$|Declaration$/.test(node.type)) {
    const body = 'body' in node && node.body !== null ? node.body : null;
    const inner = body && !Array.isArray(body) && body.type === 'BlockStatement' ? [body] : [];
    return [replacedBy(''), ...inner.map(({ range }) => replacedBy(program.slice(range[0], range[1])))];
  }
  if (!hasValue(node)) return [];
  const parts = nodesOfExpression(node).map(({ range }) => replacedBy(program.slice(range[0], range[1])));
  return [...parts, replacedBy('0')];
}

/** Expressions right below an expression. */
function nodesOfExpression(node: Node): Node[] {
  switch (node.type) {
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' ? [node.callee.object, ...node.arguments] : [...node.arguments];
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return [node.left, node.right];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate];
    case 'MemberExpression':
      return [node.object];
    case 'SequenceExpression':
      return node.expressions;
    default:
      return [];
  }
}
