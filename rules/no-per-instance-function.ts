// A function that every instance of a class gets of its own, though one on the prototype would do.

import type { TSESTree } from '@typescript-eslint/utils';
import { areOnlyMade, asksForNames, callsOnly, mayBeUsedBefore } from './no-per-instance-function/uses.js';
import { isRepeatedHere } from '../analysis/run-count.js';
import { useOf } from '../analysis/uses.js';
import { hasDynamicNames, isSeenOutside, variableOf, type Variable } from '../analysis/variables.js';
import { propertyName, unwrapped } from '../analysis/wrappers.js';
import type { Match, Rule, Verdict } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';

type Reason = 'exported' | 'instancesOutOfSight' | 'typedByAnnotation';

type ArrowField = TSESTree.PropertyDefinition & { readonly value: TSESTree.ArrowFunctionExpression };

export interface PerInstanceFunction extends Match<'arrowField' | 'boundMethod', Reason> {
  /** `f = () => …`, which becomes a method, or `this.f = this.f.bind(this);`, which goes. */
  readonly field: ArrowField | null;
  readonly binding: TSESTree.ExpressionStatement | null;
  /** The constructor that does nothing else. */
  readonly emptied: TSESTree.MethodDefinition | null;
}

export const rule: Rule<PerInstanceFunction> = {
  id: 'no-per-instance-function',
  family: 'share',
  gain: 'bytes',
  description: 'functions that every instance of a class gets of its own',
  preset: 'recommended',
  messages: {
    arrowField:
      'Each instance of `{{class}}` gets a function of its own for `{{name}}`, about 80 bytes, and instances are made {{where}}. As a method it is there once for all: every use is a call on the instance.',
    boundMethod:
      'Each instance of `{{class}}` gets a bound copy of `{{name}}`, about 56 bytes, and instances are made {{where}}. Call the method itself: every use is a call on the instance.',
  },
  reasons: {
    exported: 'the class is exported, and other files may take the function off an instance',
    instancesOutOfSight:
      'code that cannot be seen may get hold of an instance, and take the function off it or list its properties',
    typedByAnnotation: 'the type of its parameters stands in an annotation of the field',
  },
  options: {},
  defaults: {},
  tokens: ['class'],
  detect(code) {
    function* find(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression): Generator<PerInstanceFunction> {
      if (hasDynamicNames(code) || !isMadeOften(code, node)) return;
      for (const member of node.body.body) {
        const match = isArrowField(member) ? ofField(code, node, member) : null;
        if (match) yield match;
        if (member.type === 'MethodDefinition' && member.kind === 'constructor') yield* bindings(code, node, member);
      }
    }
    return { ClassDeclaration: find, ClassExpression: find };
  },
};

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

function isArrowField(member: TSESTree.ClassElement): member is ArrowField {
  return (
    member.type === 'PropertyDefinition' &&
    !member.static &&
    !member.computed &&
    !member.optional &&
    !member.declare &&
    !isDecorated(member) &&
    // `1 = () => …`, which `this[1]` asks for
    !(member.key.type === 'Literal' && typeof member.key.value !== 'string') &&
    member.value?.type === 'ArrowFunctionExpression'
  );
}

/** espree's trees have no key for it. */
function isDecorated({ decorators }: { readonly decorators?: readonly unknown[] }): boolean {
  return decorators !== undefined && decorators.length > 0;
}

/** A class of which one instance is made is not worth a word. */
function isMadeOften(code: SourceCode, node: ClassNode): boolean {
  return variablesOf(code, node).some(({ references }) =>
    references.some(({ identifier }) => {
      const use = useOf(identifier);
      return use.kind === 'call' && use.node.type === 'NewExpression' && isRepeatedHere(use.node);
    }),
  );
}

/** Its name, as it is known outside and inside of it. */
function variablesOf(code: SourceCode, node: ClassNode): readonly Variable[] {
  const { parent } = node;
  const holder = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  const held = holder && variableOf(code, holder);
  return [...(code.getDeclaredVariables?.(node) ?? []), ...(held ? [held] : [])];
}

function ofField(code: SourceCode, node: ClassNode, field: ArrowField): PerInstanceFunction | null {
  const name = propertyName(field);
  if (name === null || node.body.body.some((other) => other !== field && isNamed(other, name))) return null;
  if (!callsOnly(code, node, name) || mayBeUsedBefore(code, node.body, field)) return null;
  const verdict = verdictOn(code, node, name, field.accessibility);
  if (!verdict) return null;
  const isTyped = field.typeAnnotation !== undefined;
  return {
    node: field.key,
    messageId: 'arrowField',
    data: wordsFor(code, node, name),
    verdict: isTyped ? { tier: 'report', reason: 'typedByAnnotation' } : verdict,
    field,
    binding: null,
    emptied: null,
  };
}

/** Of `[key]() {}` the name is not known, unless it is that of a symbol. */
function isNamed(member: TSESTree.ClassElement, name: string): boolean {
  if (member.type === 'StaticBlock') return false;
  if (!('key' in member)) return true;
  const own = propertyName(member);
  if (own !== null || !member.computed) return own === name;
  const isSymbol =
    member.key.type === 'MemberExpression' &&
    member.key.object.type === 'Identifier' &&
    member.key.object.name === 'Symbol';
  return !isSymbol && !name.startsWith('#');
}

/** `this.f = this.f.bind(this);` as a statement of the constructor's own. */
function* bindings(
  code: SourceCode,
  node: ClassNode,
  constructor: TSESTree.MethodDefinition,
): Generator<PerInstanceFunction> {
  for (const statement of constructor.value.body?.body ?? []) {
    const bound = boundBy(statement);
    if (!bound) continue;
    const { name, members } = bound;
    // A private method cannot be assigned to: that throws.
    if (name.startsWith('#')) continue;
    const methods = node.body.body.filter((member) => isNamed(member, name));
    if (methods.length !== 1 || methods[0]?.type !== 'MethodDefinition' || methods[0].kind !== 'method') continue;
    if (methods[0].static || !callsOnly(code, node, name, members)) continue;
    const verdict = verdictOn(code, node, name, methods[0].accessibility);
    const binding = statement.type === 'ExpressionStatement' ? statement : null;
    if (verdict && binding)
      yield {
        node: statement,
        messageId: 'boundMethod',
        data: wordsFor(code, node, name),
        verdict,
        field: null,
        binding,
        emptied: isEmptied(node, constructor) ? constructor : null,
      };
  }
}

/** Whether the class does as well without its constructor of one statement. */
function isEmptied(node: ClassNode, { value, accessibility, range }: TSESTree.MethodDefinition): boolean {
  const before = node.body.body.findLast((member) => member.range[0] < range[0]);
  // Behind a field that ends without a semicolon it may be what ends it.
  const isApart = before === undefined || before.type === 'MethodDefinition' || before.type === 'StaticBlock';
  const isPlain = accessibility === undefined || accessibility === 'public';
  return isApart && isPlain && value.params.length === 0 && value.body?.body.length === 1 && node.superClass === null;
}

function boundBy(statement: Node): { readonly name: string; readonly members: readonly Node[] } | null {
  const assignment = statement.type === 'ExpressionStatement' ? statement.expression : null;
  if (assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') return null;
  const call = unwrapped(assignment.right);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return null;
  const [first] = call.arguments;
  const taken = unwrapped(call.callee.object);
  const isBinding =
    propertyName(call.callee) === 'bind' && call.arguments.length === 1 && first?.type === 'ThisExpression';
  if (!isBinding || !isOwnMember(assignment.left) || !isOwnMember(taken)) return null;
  const name = propertyName(taken);
  return name !== null && name === propertyName(assignment.left) ? { name, members: [assignment.left, taken] } : null;
}

function isOwnMember(node: Node): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'ThisExpression';
}

/** What is known of the uses that are not in sight. */
function verdictOn(
  code: SourceCode,
  node: ClassNode,
  name: string,
  accessibility: TSESTree.Accessibility | undefined,
): Verdict<Reason> | null {
  // No other code can name it, and no list of properties holds it.
  if (name.startsWith('#')) return { tier: 'safe' };
  const variables = variablesOf(code, node);
  // A superclass may have one of that name, which its constructor calls.
  if (node.superClass || !areOnlyMade(variables)) return null;
  if (asksForNames(code, node, name, variables)) return null;
  if (accessibility === 'private') return { tier: 'review', reason: 'instancesOutOfSight' };
  const isSeen = variables.length === 0 || variables.some((variable) => isSeenOutside(code, variable) !== 'no');
  if (isSeen) return { tier: 'report', reason: 'exported' };
  return { tier: 'review', reason: 'instancesOutOfSight' };
}

function wordsFor(code: SourceCode, node: ClassNode, name: string): Record<string, string> {
  return { class: variablesOf(code, node)[0]?.name ?? '', name, where: 'in a loop' };
}
