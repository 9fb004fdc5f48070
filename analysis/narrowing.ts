// What a condition says of the variable that it asks about.
//
// Guarantee: no value is left out that the variable can have where the condition came out so.

import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import type { Condition } from './conditions.js';
import { ANY, type Interval } from './intervals.js';
import { isNothing, NOTHING, toNumber, type Values } from './values.js';
import { variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

/** @param valuesOf the values of another expression in the condition */
export function narrowed(
  code: SourceCode,
  values: Values,
  variable: Variable,
  { test, holds }: Condition,
  valuesOf: (node: Node) => Values,
): Values {
  const isVariable = (node: Node): boolean => variableOf(code, unwrapped(node)) === variable;
  if (isVariable(test)) return holds ? truthy(values) : values;
  if (test.type === 'CallExpression') {
    const [first] = test.arguments;
    return first && isVariable(first) ? tested(values, globalName(code, test.callee), holds) : values;
  }
  if (test.type !== 'BinaryExpression' || test.left.type === 'PrivateIdentifier') return values;
  const { left, right, operator } = test;
  if (/^[!=]==?$/.test(operator)) {
    if (isTypeofNumber(left, right, isVariable))
      return holds === operator.startsWith('=') ? onlyNumber(values) : values;
    const other = isVariable(left) ? right : isVariable(right) ? left : null;
    return other ? equated(values, valuesOf(other), operator.length === 3, holds === operator.startsWith('=')) : values;
  }
  if (!/^[<>]=?$/.test(operator)) return values;
  if (isVariable(left)) return compared(values, operator, valuesOf(right), holds);
  return isVariable(right) ? compared(values, MIRRORED[operator] ?? '', valuesOf(left), holds) : values;
}

/** What is left of a value on the left of `||` that is the result. */
export function truthy(values: Values): Values {
  return {
    ...values,
    undefined: false,
    null: false,
    number: values.number && bounded({ ...values.number, nan: false, negativeZero: false }, 0, '!=='),
  };
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const REVERSED: Readonly<Record<string, '<' | '<=' | '>' | '>='>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

function compared(values: Values, operator: string, other: Values, holds: boolean): Values {
  const limit = toNumber(other);
  // What has no value (yet) is not evaluated.
  if (!limit) return NOTHING;
  if (!values.number) return holds ? { ...values, undefined: false } : values;
  // Comparisons with NaN fail whichever way they are asked.
  if (!holds && limit.nan) return values;
  const effective = holds ? operator : (REVERSED[operator] ?? '');
  const end = effective.startsWith('<') ? limit.max : limit.min;
  const number = bounded(holds ? { ...values.number, nan: false } : values.number, end, effective);
  return { ...values, number, undefined: values.undefined && !holds };
}

function equated(values: Values, other: Values, isStrict: boolean, isEqual: boolean): Values {
  if (isNothing(other)) return NOTHING;
  if (isEqual) {
    if (!isStrict) return values;
    const { number } = other;
    const range = number && values.number ? bounded(bounded(values.number, number.max, '<='), number.min, '>=') : null;
    return {
      number: range && number && { ...range, nan: false, integer: range.integer || number.integer },
      boolean: values.boolean && other.boolean,
      undefined: values.undefined && other.undefined,
      null: values.null && other.null,
      other: values.other && other.other,
    };
  }
  const isOnly = (kind: 'undefined' | 'null'): boolean => other[kind] && isNothing({ ...other, [kind]: false });
  const isNullish = isOnly('undefined') || isOnly('null');
  if (isNullish) {
    const drops = (kind: 'undefined' | 'null'): boolean => isOnly(kind) || !isStrict;
    return { ...values, undefined: values.undefined && !drops('undefined'), null: values.null && !drops('null') };
  }
  const { number } = other;
  if (!number || number.min !== number.max || !values.number) return values;
  return { ...values, number: bounded(values.number, number.min, '!==') };
}

function tested(values: Values, name: string | null, holds: boolean): Values {
  const number = values.number ?? ANY;
  switch (name) {
    case 'Number.isInteger':
      return holds ? finite(values, Number.MAX_VALUE, true) : values;
    case 'Number.isSafeInteger':
      return holds ? finite(values, Number.MAX_SAFE_INTEGER, true) : values;
    case 'Number.isFinite':
      return holds ? finite(values, Number.MAX_VALUE, number.integer) : values;
    case 'Number.isNaN':
    case 'isNaN':
      return holds || !values.number ? values : { ...values, number: { ...number, nan: false } };
    default:
      return values;
  }
}

function finite({ number }: Values, most: number, integer: boolean): Values {
  if (!number) return NOTHING;
  const range = bounded(bounded({ ...number, nan: false }, most, '<='), -most, '>=');
  return { ...NOTHING, number: range && { ...range, integer: integer || number.integer } };
}

function onlyNumber({ number }: Values): Values {
  return { ...NOTHING, number };
}

function isTypeofNumber(left: Node, right: Node, isVariable: (node: Node) => boolean): boolean {
  const asks = (node: Node): boolean =>
    node.type === 'UnaryExpression' && node.operator === 'typeof' && isVariable(node.argument);
  const names = (node: Node): boolean => node.type === 'Literal' && node.value === 'number';
  return (asks(left) && names(right)) || (asks(right) && names(left));
}

/** The part of a range on one side of `end`; `null` when nothing is left of it. */
function bounded(range: Interval | null, end: number, operator: string): Interval | null {
  if (!range) return null;
  let { min, max } = range;
  const step = range.integer && Number.isFinite(end) ? 1 : 0;
  if (operator === '<') max = Math.min(max, step ? Math.ceil(end) - 1 : end);
  else if (operator === '<=') max = Math.min(max, end);
  else if (operator === '>') min = Math.max(min, step ? Math.floor(end) + 1 : end);
  else if (operator === '>=') min = Math.max(min, end);
  else {
    if (min === end) min += step;
    if (max === end) max -= step;
  }
  if (min <= max) return { ...range, min, max, negativeZero: range.negativeZero && min <= 0 && max >= 0 };
  return range.nan ? { ...range, min: Infinity, max: -Infinity } : null;
}
