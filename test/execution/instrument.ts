// Puts watchers into a copy of a program, by ranges. Analysis sees the program as it was.
//
// `$` is the recorder's handle inside the program: `$.v(3, x)` hands a value through, `$.b(4, …)` and `$.e(…)` stand at
// the beginning and the end of a span of statements, `$.s()` counts steps. Beside a variable `xs` that is watched stands
// `$b5`, made anew with each binding of `xs`, and seen by whoever sees `xs`.

import { isFunction, isLoop } from '../../analysis/enclosing.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Variable } from '../../analysis/variables.js';
import { propertyName } from '../../analysis/wrappers.js';
import { hasValue, isSpan, nodesOf } from './places.js';

/** Called with each value that an expression has. */
export type ValueWatcher = (value: unknown) => void;

export interface SpanWatcher {
  /** The variables whose values are wanted at its beginning and its end; not those that are declared within it. */
  readonly variables: readonly Variable[];
  /** A variable whose binding is wanted as well, behind the values. */
  readonly bindingOf?: Variable;
  /** @returns what `end` is given again. A variable that is not initialised yet gives `undefined`. */
  begin(values: readonly unknown[]): unknown;
  /** @param thrown in a box, when the span is left by an exception */
  end(begun: unknown, values: readonly unknown[], thrown: { readonly value: unknown } | null): void;
}

/** One binding of a variable: each call, each turn of a loop has its own. Claims note on it what they must remember. */
export type Binding = Map<object, unknown>;

/** Called with each value that an expression has that reads or writes a variable, and the binding. */
export type BindingWatcher = (value: unknown, binding: Binding) => void;

export type Replacement = (value: unknown) => unknown;

interface BindingWatch {
  readonly variable: Variable;
  readonly watchers: readonly BindingWatcher[];
}

/** What is watched in one program. */
export class Watch {
  readonly values: Map<Node, ValueWatcher[]> = new Map<Node, ValueWatcher[]>();
  readonly spans: Map<Node, SpanWatcher[]> = new Map<Node, SpanWatcher[]>();

  readonly bindings: Map<Node, BindingWatch> = new Map<Node, BindingWatch>();
  readonly replacements: Map<Node, Replacement> = new Map<Node, Replacement>();
  readonly ends: Map<Node, (() => void)[]> = new Map<Node, (() => void)[]>();

  value(node: Node, watcher: ValueWatcher): void {
    this.values.set(node, [...(this.values.get(node) ?? []), watcher]);
  }

  /** @param node a name, or an assignment to one, that `isBound` */
  binding(node: Node, variable: Variable, watcher: BindingWatcher): void {
    const watchers = this.bindings.get(node)?.watchers ?? [];
    this.bindings.set(node, { variable, watchers: [...watchers, watcher] });
  }

  /** Another value takes the place of the expression's. */
  replace(node: Node, replacement: Replacement): void {
    this.replacements.set(node, replacement);
  }

  /** Control gets past a statement of a list. */
  end(statement: Node, watcher: () => void): void {
    this.ends.set(statement, [...(this.ends.get(statement) ?? []), watcher]);
  }

  span(node: Node, watcher: SpanWatcher): void {
    this.spans.set(node, [...(this.spans.get(node) ?? []), watcher]);
  }
}

export interface Instrumented {
  /** The body of a function of `$`, `console` and `outside` that returns `main`. */
  readonly text: string;
  readonly values: readonly (readonly ValueWatcher[])[];
  readonly spans: readonly (readonly SpanWatcher[])[];
  readonly bindings: readonly (readonly BindingWatcher[])[];
  readonly replacements: readonly Replacement[];
  readonly ends: readonly (readonly (() => void)[])[];
}

interface Wrap {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

export function instrument(code: SourceCode, watch: Watch): Instrumented {
  const values = [...watch.values];
  const spans = [...watch.spans];
  const wraps: Wrap[] = [];
  const wrap = ({ range: [start, end] }: Node, before: string, after: string): void => {
    wraps.push({ start, end, before, after });
  };
  for (const node of nodesOf(code)) {
    if (node.type === 'ExportNamedDeclaration') {
      const end = node.declaration?.range[0] ?? node.range[1];
      wraps.push({ start: node.range[0], end, before: '', after: REMOVED });
    }
    if (isLoop(node) && node.body.type === 'BlockStatement') insertStep(node.body, wraps);
    if (node.type === 'CallExpression' && hasValue(node)) wrap(node, '$.c(', ')');
    const length = lengthIn(node);
    if (length) wrap(length, '$.l((', '))');
    if (isFunction(node)) {
      if (node.body.type === 'BlockStatement') insertStep(node.body, wraps);
      else wrap(node.body, '($.s(), ', ')');
    }
  }
  const names = new Map<Variable, string>();
  const nameOf = (variable: Variable): string => {
    const name = names.get(variable) ?? `$b${names.size}`;
    names.set(variable, name);
    return name;
  };
  const bindings = [...watch.bindings];
  bindings.forEach(([node, { variable }], id) => wrap(node, `$.n(${id}, (`, `), ${nameOf(variable)})`));
  const replacements = [...watch.replacements];
  replacements.forEach(([node], id) => wrap(node, `$.p(${id}, (`, '))'));
  const ends = [...watch.ends];
  ends.forEach(([node], id) => wrap(node, '', ` $.a(${id});`));
  values.forEach(([node], id) => wrap(node, `$.v(${id}, (`, '))'));
  spans.forEach(([node, watchers], id) => {
    const lists = watchers.map(({ variables, bindingOf }) => {
      const wanted = [...variables.map(({ name }) => name), ...(bindingOf ? [nameOf(bindingOf)] : [])];
      return `[${wanted.map((name) => `$.g(() => ${name})`).join()}]`;
    });
    const safe = `() => [${lists.join()}]`;
    const begin = `const $t${id} = $.b(${id}, ${safe});`;
    if (isSpan(node)) {
      wrap(
        node,
        `{ ${begin} try { `,
        ` } catch ($x) { $.t($t${id}, $x); throw $x; } finally { $.e($t${id}, ${safe}); } }`,
      );
    } else wrap(node, `$.x(${id}, () => (`, `), ${safe})`);
  });
  for (const [variable, name] of names) declareBinding(variable, name, wraps);
  return {
    text: `'use strict';\n${applied(code.text, wraps)}\nreturn main;`,
    values: values.map(([, watchers]) => watchers),
    spans: spans.map(([, watchers]) => watchers),
    bindings: bindings.map(([, { watchers }]) => watchers),
    replacements: replacements.map(([, replacement]) => replacement),
    ends: ends.map(([, watchers]) => watchers),
  };
}

/** Whether a variable's binding can be watched: it is declared by a statement of a list, a parameter or a loop's head. */
export function isBound(variable: Variable): boolean {
  return placeOfBinding(variable) !== null;
}

/** Where the watched binding is made: before the declaration, or where a body begins. */
function placeOfBinding({
  defs: [definition, ...others],
}: Variable): { readonly at: number; readonly kind: string } | null {
  if (!definition || others.length > 0) return null;
  const body = (block: Node): { at: number; kind: string } | null =>
    block.type === 'BlockStatement' ? { at: block.range[0] + 1, kind: 'const' } : null;
  if (definition.type === 'Parameter') return isFunction(definition.node) ? body(definition.node.body) : null;
  if (definition.type !== 'Variable') return null;
  const { parent: declaration } = definition;
  const { parent } = declaration;
  if (isLoop(parent) && parent.body !== declaration) {
    // The head of a counted loop does not see what is made in its body.
    return parent.type === 'ForStatement' ? null : body(parent.body);
  }
  const isListed = parent.type === 'BlockStatement' || parent.type === 'Program';
  return isListed ? { at: declaration.range[0], kind: declaration.kind === 'var' ? 'var' : 'const' } : null;
}

function declareBinding(variable: Variable, name: string, wraps: Wrap[]): void {
  const place = placeOfBinding(variable);
  if (place) wraps.push({ start: place.at, end: place.at, before: ` ${place.kind} ${name} = new Map(); `, after: '' });
}

/** What a huge array could come of: a length that one is made with, or an index that is written to. */
function lengthIn(node: Node): Node | null {
  if (node.type === 'MemberExpression') return node.computed && !hasValue(node) ? node.property : null;
  if (node.type === 'Property') return propertyName(node) === 'length' ? node.value : null;
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const isArray = node.callee.type === 'Identifier' && node.callee.name.endsWith('Array');
  return isArray ? (node.arguments.find(({ type }) => type !== 'SpreadElement') ?? null) : null;
}

/** Marks a range that is left out. */
const REMOVED = '\0';

function insertStep({ range: [start] }: Node, wraps: Wrap[]): void {
  wraps.push({ start: start + 1, end: start + 1, before: ' $.s();', after: '' });
}

function applied(text: string, wraps: readonly Wrap[]): string {
  const points = wraps.flatMap((wrap, index) =>
    wrap.after === REMOVED
      ? [{ at: wrap.start, isOpening: false, size: Infinity, index, text: REMOVED, skipTo: wrap.end }]
      : [
          { at: wrap.start, isOpening: true, size: wrap.end - wrap.start, index, text: wrap.before, skipTo: 0 },
          { at: wrap.end, isOpening: false, size: wrap.end - wrap.start, index, text: wrap.after, skipTo: 0 },
        ],
  );
  // Inner ranges close before outer ones, and open after them; of equal ranges the later one is the outer one.
  points.sort(
    (a, b) =>
      a.at - b.at ||
      Number(a.isOpening) - Number(b.isOpening) ||
      (a.isOpening ? b.size - a.size || b.index - a.index : a.size - b.size || a.index - b.index),
  );
  let result = '';
  let copied = 0;
  for (const point of points) {
    result += text.slice(copied, point.at);
    copied = Math.max(point.at, copied);
    if (point.text === REMOVED) copied = point.skipTo;
    else result += point.text;
  }
  return result + text.slice(copied);
}
