// Runs the stages of a chain within the turns of what walks its last array.

import type { Edit } from '../core/edit.js';
import { joinedCall } from '../core/joined-call.js';
import { moved, type Moved } from '../core/moved.js';
import { definePattern } from '../core/pattern.js';
import type { Node, Range } from '../core/source-code.js';
import type { NewCode } from '../core/new-code.js';
import { removeArguments } from '../core/removal.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule, type IntermediateArray } from '../rules/no-intermediate-array.js';
import { codeOf, conditionOf, statementsAround, statementsOf, turnAfter } from './no-intermediate-array/steps.js';

type Rewriting = NonNullable<IntermediateArray['rewriting']>;
type Fusion = Rewriting['fusion'];
type Consumer = Rewriting['consumer'];
type Filling = Extract<Consumer, { kind: 'filling' }>;
type Walking = Exclude<Consumer, Filling>;

export const pattern = definePattern(rule, ({ rewriting }, writer) => {
  if (!rewriting) return [];
  const { chain, consumer, naming, fusion } = rewriting;
  const kept = [chain.source.range, ...movedRanges(fusion)];
  if (consumer.kind === 'filling') return fillingEdits(consumer, chain, fusion, writer);
  const turn = turnOf(consumer, fusion, writer);
  if (naming) {
    return [{ ...writer.remove(naming.declaration), kept }, writer.replace(naming.read, chain.source), ...turn];
  }
  const walk = writer.replace(chain.node, chain.source);
  const call = 'call' in consumer ? consumer.call : null;
  const joined = call && joinedCall(writer.code, chain.source, chain.node, call, turn);
  return [{ ...walk, kept, ...(joined ? { range: [walk.range[0], joined.start] } : {}) }, ...(joined?.edits ?? turn)];
});

/** `const byId = new Map();` and the loop that fills it. */
function fillingEdits(
  { makes, node, declaration, target }: Filling,
  { source }: Rewriting['chain'],
  fusion: Fusion,
  writer: SourceWriter,
): Edit[] {
  const { element, steps, pair } = fusion;
  if (!element || !pair) return [];
  const [key, value] = [codeOf(pair.key, writer), codeOf(pair.value, writer)];
  const turn =
    makes === 'map'
      ? writer.expression`${target.name}.set(${key}, ${value})`
      : writer.expression`${target.name}[${key}] = ${value}`;
  const body = turnAfter(steps, turn, writer.statements`continue;`, writer);
  const kept = [source.range, pair.key.node.range, pair.value.node.range, ...movedRanges(fusion)];
  const empty = makes === 'map' ? removeArguments(writer.code, node) : writer.replace(node, writer.expression`{}`);
  return [
    { ...empty, kept },
    writer.insertAfter(declaration, writer.statements`for (const ${element.name} of ${source}) { ${body} }`),
  ];
}

/** The edits within the consumer. */
function turnOf(consumer: Walking, fusion: Fusion, writer: SourceWriter): Edit[] {
  switch (consumer.kind) {
    case 'forOf': {
      const skip = writer.statements`continue;`;
      return [...elementEdits(consumer.element, fusion, writer), ...bodyEdits(consumer.node, fusion, skip, writer)];
    }
    case 'forEach': {
      const skip = writer.statements`return;`;
      return [...elementEdits(consumer.element, fusion, writer), ...bodyEdits(consumer.callback, fusion, skip, writer)];
    }
    case 'reduce': {
      const skip = writer.statements`return ${consumer.accumulator.name};`;
      const { callback, element } = consumer;
      const body =
        callback.body.type === 'BlockStatement'
          ? bodyEdits(callback, fusion, skip, writer)
          : foldEdits(consumer, fusion, writer);
      return [...elementEdits(element, fusion, writer), ...body];
    }
    case 'forEachNamed':
      return [writer.replace(consumer.callback.node, arrowAround(consumer, fusion, writer))];
  }
}

/** The name or pattern that takes the elements of the source. */
function elementEdits(element: Node, { element: changed }: Fusion, writer: SourceWriter): Edit[] {
  if (!changed) return [];
  const { code } = writer;
  const { name, type } = changed;
  const text = typeof name === 'string' ? name : code.getText(name);
  const isFunction = element.parent?.type !== 'VariableDeclarator';
  // `let` was meant for what the `map` gives.
  const declaration = element.parent;
  if (declaration?.type === 'VariableDeclarator') {
    return [writer.replaceText(declaration.parent.range, `const ${text}`)];
  }
  const annotated = typeof name === 'string' && type && isFunction ? text + code.getText(type) : text;
  const isBare = isFunction && code.getTokenAfter(element)?.value === '=>';
  const isName = /^[\w$]+$/.test(annotated);
  return [writer.replaceText(element.range, isBare && !isName ? `(${annotated})` : annotated)];
}

type Turning = Exclude<Walking, { kind: 'forEachNamed' }>;

/** The steps before what each turn does. */
function bodyEdits(
  owner: Extract<Turning, { kind: 'forOf' }>['node'] | Extract<Turning, { kind: 'forEach' }>['callback'],
  { steps, substitution }: Fusion,
  skip: NewCode,
  writer: SourceWriter,
): Edit[] {
  const { body } = owner;
  if (body.type === 'BlockStatement') {
    if (steps.some(({ kind }) => kind === 'each')) {
      return [writer.enclose(body, writer.block`${statementsAround(steps, body, skip, writer)}`)];
    }
    const [first] = body.body;
    return first && steps.length > 0
      ? [writer.insertBefore(first, writer.statements`${statementsOf(steps, skip, writer)}`)]
      : [];
  }
  if (substitution && steps.length === 0) {
    return [writer.replace(substitution.place, codeOf(substitution.value, writer))];
  }
  if (owner.type === 'ForOfStatement') {
    const expression = body.type === 'ExpressionStatement' ? body.expression : body;
    return [
      writer.replaceBranch(
        body,
        writer.block`${turnAfter(steps, withSubstitution(expression, substitution, writer), skip, writer)}`,
      ),
    ];
  }
  if (owner.type !== 'ArrowFunctionExpression') return [];
  return [
    writer.replaceArrowBody(
      owner,
      writer.block`${turnAfter(steps, withSubstitution(body, substitution, writer), skip, writer)}`,
    ),
  ];
}

function foldEdits(consumer: Extract<Consumer, { kind: 'reduce' }>, fusion: Fusion, writer: SourceWriter): Edit[] {
  const { callback, accumulator } = consumer;
  const { steps, substitution } = fusion;
  if (callback.type !== 'ArrowFunctionExpression') return [];
  if (steps.length === 0) {
    return substitution ? [writer.replace(substitution.place, codeOf(substitution.value, writer))] : [];
  }
  const result = withSubstitution(callback.body, substitution, writer);
  const condition = conditionOf(steps, writer);
  if (condition) {
    return [writer.replaceArrowBody(callback, writer.expression`${condition} ? ${result} : ${accumulator.name}`)];
  }
  const skip = writer.statements`return ${accumulator.name};`;
  const block = writer.block`${[...statementsOf(steps, skip, writer), writer.statements`return ${result};`]}`;
  return [writer.replaceArrowBody(callback, block)];
}

/** `print` becomes `(user) => { if (user.active) print(user); }`. */
function arrowAround(
  { callback }: Extract<Consumer, { kind: 'forEachNamed' }>,
  { element, steps, last }: Fusion,
  writer: SourceWriter,
): NewCode {
  const name = element?.name ?? last;
  const type = element?.type && typeof name === 'string' ? writer.code.getText(element.type) : '';
  const parameter = typeof name === 'string' ? name + type : name;
  const final = steps.at(-1);
  const isGiven = final?.kind === 'declare' && final.target === last;
  const argument = isGiven ? codeOf(final.value, writer) : last;
  const turn = writer.expression`${callback.node}(${argument})`;
  const others = isGiven ? steps.slice(0, -1) : steps;
  if (others.length === 0) return writer.expression`(${parameter}) => ${turn}`;
  return writer.expression`(${parameter}) => { ${turnAfter(others, turn, writer.statements`return;`, writer)} }`;
}

function withSubstitution(body: Node, substitution: Fusion['substitution'], writer: SourceWriter): Moved {
  if (!substitution) return moved(body);
  const { place, value } = substitution;
  const text =
    value.kind === 'moved'
      ? moved(value.node, value.names)
      : value.kind === 'name'
        ? value.name
        : `${writer.code.getText(value.callee)}(${value.argument})`;
  return moved(body, new Map([[place, text]]));
}

/** What is moved takes its comments along. */
function movedRanges({ steps, substitution }: Fusion): Range[] {
  const codes = steps.flatMap((step) => {
    if (step.kind === 'declaration') return [step.declaration];
    return [step.kind === 'guard' ? step.test : step.value];
  });
  if (substitution) codes.push(substitution.value);
  return codes.flatMap((code) => (code.kind === 'moved' ? [code.node.range] : []));
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
