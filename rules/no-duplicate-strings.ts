// Fields with few different values, cut from the lines of a large text: each record keeps a string of its own.

import type { TSESTree } from '@typescript-eslint/utils';
import { declaredTypeOf, propertyType, unaliased } from '../analysis/declared-types.js';
import { contains, functionAround, isInStatementList, statementAround } from '../analysis/enclosing.js';
import { perFile } from '../analysis/per-file.js';
import { isNameFree, mentionsNames } from '../analysis/variables.js';
import { propertyName, unwrapped, wrapped } from '../analysis/wrappers.js';
import type { Match, Rule } from '../core/rule.js';
import type { Node, SourceCode } from '../core/source-code.js';
import { judge, type Condition } from '../core/verdict.js';
import { isKept } from './no-duplicate-strings/keeping.js';
import { turnOfText } from './no-duplicate-strings/turns.js';

const reasons = {
  mayNotRepeat:
    'where most values are different ones, or of one or two characters, the table costs memory and wins none',
  cutInPlace: 'the value is computed where it is stored: give it a name first',
  noStatement: 'no statement before which the table could stand is run once for all the lines',
} as const;

type Reason = keyof typeof reasons;

export interface DuplicateString extends Match<'duplicateField', Reason> {
  readonly property: TSESTree.Property;
  /** Without the casts around it. */
  readonly value: TSESTree.Expression;
  /** Before which the table stands; `null` where nothing is rewritten. */
  readonly statement: Node | null;
  readonly table: string;
  /** Of the values in the table, in TypeScript. */
  readonly type: TSESTree.TypeNode | null;
  readonly typescript: boolean;
}

export const rule: Rule<DuplicateString> = {
  id: 'no-duplicate-strings',
  family: 'share',
  gain: 'bytes',
  description: 'records of a large text that each keep a string of their own for one of few values',
  preset: 'all',
  messages: {
    duplicateField:
      'Each record keeps a string of its own for `{{name}}`: about 24 to 32 bytes, and from 13 characters on the whole text that it was cut from. Share one string for each value; finding it makes loading slower.',
  },
  reasons,
  options: {},
  defaults: {},
  tokens: ['split', 'match', 'exec', 'createInterface', 'readLines'],
  detect: (code, _options, { typescript }) => ({
    *ObjectExpression(record) {
      for (const property of record.properties) {
        if (property.type !== 'Property' || property.kind !== 'init' || property.method || property.computed) continue;
        const match = matchOf(code, record, property, typescript);
        if (match) yield match;
      }
    },
  }),
};

function matchOf(
  code: SourceCode,
  record: TSESTree.ObjectExpression,
  property: TSESTree.Property,
  typescript: boolean,
): DuplicateString | null {
  const name = propertyName(property);
  if (name === null || !hasFewValues(code, record, property, name)) return null;
  const value = unwrapped(property.value) as TSESTree.Expression;
  const turn = turnOfText(code, value);
  if (!turn || !contains(turn.body, record) || !isKept(code, record, turn)) return null;
  const statement = placeBefore(turn.node);
  const type = declaredTypeOf(code, value);
  const areNamesFree = isNameFree(code, turn.node, 'Object') && isNameFree(code, turn.node, 'Record');
  if (!areNamesFree || (type && !isVisible(code, type, statement))) return null;
  const verdict = judge(conditionsOf(value, statement));
  if (!verdict) return null;
  return {
    node: property,
    messageId: 'duplicateField',
    data: { name },
    verdict,
    property,
    value,
    statement,
    table: tableFor(code, name, property),
    type,
    typescript,
  };
}

function* conditionsOf(value: Node, statement: Node | null): Generator<Condition<Reason>> {
  if (!isNamed(value)) yield { holds: 'unknown', reason: 'cutInPlace', otherwise: 'report' };
  if (!statement) yield { holds: 'unknown', reason: 'noStatement', otherwise: 'report' };
  yield { holds: 'unknown', reason: 'mayNotRepeat' };
}

/** `status`, `parts[2]`, `match.groups.level`: it can be written three times, and TypeScript knows it again. */
function isNamed(value: Node): boolean {
  if (value.type !== 'MemberExpression') return value.type === 'Identifier';
  return !value.optional && isNamed(unwrapped(value.object));
}

/** The last word of the names of fields that have few values, whatever the data. */
const ENUM_LIKE =
  /(?:^|_)(?:category|continent|country|currency|gender|kind|language|level|locale|priority|region|role|severity|state|status|type|unit)(?:_?code)?$/;

function hasFewValues(
  code: SourceCode,
  record: TSESTree.ObjectExpression,
  { value }: TSESTree.Property,
  name: string,
): boolean {
  const whole = declaredTypeOf(code, wrapped(record));
  const types = [declaredTypeOf(code, value), whole && propertyType(code, whole, name)];
  const texts = types.flatMap((type) => textsOf(code, type) ?? []);
  // V8 shares what has one or two characters by itself.
  if (texts.length > 0) return texts.some((text) => text.length > 2);
  const words = name.replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  return ENUM_LIKE.test(words);
}

/** `'open' | 'closed'` */
function textsOf(code: SourceCode, type: TSESTree.TypeNode | null): string[] | null {
  const union = type && unaliased(code, type);
  if (union?.type !== 'TSUnionType') return null;
  const texts = union.types.map((part) => (part.type === 'TSLiteralType' ? part.literal : null));
  const values = texts.map((text) => (text?.type === 'Literal' ? text.value : null));
  return values.every((value) => typeof value === 'string') ? values : null;
}

/** The statement that runs all turns, where another one can be put before it. */
function placeBefore(turn: Node): Node | null {
  let statement = statementAround(turn);
  while (statement.parent && /^(?:LabeledStatement|Export\w*Declaration)$/.test(statement.parent.type)) {
    statement = statement.parent;
  }
  const isList = isInStatementList(statement) && statement.parent?.type !== 'SwitchCase';
  return isList && functionAround(statement) === functionAround(turn) ? statement : null;
}

/** Whether all that the type names can be named at the statement. */
function isVisible(code: SourceCode, type: TSESTree.TypeNode, statement: Node | null): boolean {
  return (code.scopeManager?.scopes ?? []).every(({ references }) =>
    references.every(
      ({ identifier, resolved }) =>
        !contains(type, identifier) || !resolved || !statement || contains(resolved.scope.block, statement),
    ),
  );
}

/** By field: the properties that get a table, several of which may stand in one scope and be rewritten at once. */
const propertiesByField = perFile(() => new Map<string, Node[]>());

function tableFor(code: SourceCode, name: string, property: Node): string {
  const properties = propertiesByField(code).get(name) ?? [];
  if (!properties.includes(property)) properties.push(property);
  propertiesByField(code).set(name, properties);
  const word = name.replaceAll(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  const base = `shared${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  const isFree = (candidate: string): boolean => !mentionsNames(code, code.ast, new Set([candidate]));
  // Each gets another one of the free names.
  const free: string[] = [];
  for (let count = 1; free.length <= properties.indexOf(property); count += 1) {
    const candidate = count === 1 ? base : `${base}${count}`;
    if (isFree(candidate)) free.push(candidate);
  }
  return free.at(-1) ?? base;
}
