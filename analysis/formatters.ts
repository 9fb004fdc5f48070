// `Intl.*` objects: with which arguments they are made.
//
// Guarantee: with `args` `constant` the arguments are the same at every evaluation, and no exception is thrown: it was
// tried out with them. Such an object cannot be changed and gives equal results as long as it lives.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { globalName } from './callees.js';
import { isTypeOnly } from './uses.js';
import { initializerOf, variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

export interface Formatter {
  /** Such as `Intl.NumberFormat`. */
  readonly name: string;
  readonly args: 'constant' | 'varying';
  /** The default language or time zone of the machine has a part in what it does. */
  readonly asksEnvironment: boolean;
  /** Bindings that the arguments are made of. */
  readonly names: readonly TSESTree.Identifier[];
}

const CONSTRUCTORS: Readonly<Record<string, new (...args: never[]) => object>> = {
  'Intl.Collator': Intl.Collator,
  'Intl.DateTimeFormat': Intl.DateTimeFormat,
  'Intl.DisplayNames': Intl.DisplayNames,
  'Intl.ListFormat': Intl.ListFormat,
  'Intl.NumberFormat': Intl.NumberFormat,
  'Intl.PluralRules': Intl.PluralRules,
  'Intl.RelativeTimeFormat': Intl.RelativeTimeFormat,
  'Intl.Segmenter': Intl.Segmenter,
};

const CALLABLE = new Set(['Intl.Collator', 'Intl.DateTimeFormat', 'Intl.NumberFormat']);

export function formatterOf(
  code: SourceCode,
  node: TSESTree.NewExpression | TSESTree.CallExpression,
): Formatter | null {
  const name = globalName(code, node.callee);
  const constructor = name !== null && Object.hasOwn(CONSTRUCTORS, name) ? CONSTRUCTORS[name] : undefined;
  if (name === null || !constructor || (node.type === 'CallExpression' && !CALLABLE.has(name))) return null;
  const reader = new Reader(code);
  const given = node.arguments.map((argument) => reader.read(argument));
  const { names } = reader;
  if (given.includes(null) || given.length > 2) return { name, args: 'varying', asksEnvironment: true, names };
  const [locale, options] = given.map((value) => value?.is);
  if (!canBeMade(constructor, locale, options)) return null;
  const hasZone = typeof options === 'object' && options !== null && 'timeZone' in options;
  const asksEnvironment = locale === undefined || (name === 'Intl.DateTimeFormat' && !hasZone);
  return { name, args: 'constant', asksEnvironment, names };
}

/** `en_US` is no language, and throws. */
function canBeMade(constructor: new (...args: never[]) => object, locale: unknown, options: unknown): boolean {
  try {
    return new constructor(locale as never, options as never) instanceof Object;
  } catch {
    return false;
  }
}

/** A value that is written out, also by way of constants. */
class Reader {
  readonly names: TSESTree.Identifier[] = [];

  constructor(readonly code: SourceCode) {}

  /** @returns `null` when the value is not known. */
  read(expression: Node, depth = 0): { readonly is: unknown } | null {
    const node = unwrapped(expression);
    const next = (inner: Node): { readonly is: unknown } | null => this.read(inner, depth + 1);
    if (depth > 5) return null;
    switch (node.type) {
      case 'Literal':
        return 'regex' in node ? null : { is: node.value };
      case 'TemplateLiteral':
        return node.expressions.length === 0 ? { is: node.quasis[0]?.value.cooked } : null;
      case 'ArrayExpression': {
        const items = node.elements.map((item) => (item ? next(item) : null));
        return items.includes(null) ? null : { is: items.map((item) => item?.is) };
      }
      case 'ObjectExpression': {
        const entries: [string, unknown][] = [];
        for (const property of node.properties) {
          const name = property.type === 'Property' && property.kind === 'init' ? propertyName(property) : null;
          const value =
            name !== null && name !== '__proto__' && property.type === 'Property' ? next(property.value) : null;
          if (name === null || !value) return null;
          entries.push([name, value.is]);
        }
        return { is: Object.fromEntries(entries) };
      }
      case 'Identifier': {
        const variable = variableOf(this.code, node);
        if (!variable) return node.name === 'undefined' ? { is: undefined } : null;
        const initializer = initializerOf(variable);
        const value = initializer && next(initializer);
        if (!value || (typeof value.is === 'object' && !isOnlyGivenToFormatters(this.code, variable))) return null;
        this.names.push(node);
        return value;
      }
      default:
        return null;
    }
  }
}

/** Options that nobody else gets hold of stay as they are written. */
function isOnlyGivenToFormatters(code: SourceCode, variable: Variable): boolean {
  return variable.references.every((reference) => {
    const { parent } = reference.identifier;
    if (reference.isWrite() || isTypeOnly(reference)) return true;
    const isCall = parent.type === 'NewExpression' || parent.type === 'CallExpression';
    const name = isCall && parent.callee !== reference.identifier ? globalName(code, parent.callee) : null;
    return name !== null && Object.hasOwn(CONSTRUCTORS, name);
  });
}
