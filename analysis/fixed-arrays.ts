// Local arrays that keep their length, with everything that is done with their elements.
//
// Guarantee: nobody but the code listed here ever holds the array (or, for a grid, its rows), and no listed use makes it
// longer or shorter, a write beyond its end aside. Every name in `names` always stands for such an array.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { allocationOf, type Allocation } from './allocations.js';
import { callsOf } from './call-sites.js';
import { targetOf } from './calls.js';
import { isFunction } from './enclosing.js';
import { flowOf } from './flow.js';
import { holdsOnlyFresh } from './origin.js';
import { perFile } from './per-file.js';
import { useOfValue, type Use } from './uses.js';
import { declaratorOf, isWrittenOnce, variableOf, type Variable } from './variables.js';
import { unwrapped } from './wrappers.js';

export interface ElementRead {
  readonly node: TSESTree.MemberExpression;
  /** The name that stands for the array here; `null` for a row, `grid[i]`. */
  readonly owner: Variable | null;
}

export interface ElementWrite extends ElementRead {
  /** The assignment, update or pattern. */
  readonly by: Node;
  /** `=`, `+=`, `||=`, `++`; `null` for what a pattern takes apart. */
  readonly operator: string | null;
  /** The right side; `null` for `++` and `--`, and where it is not known. */
  readonly value: Node | null;
}

export interface MethodCall {
  readonly node: TSESTree.CallExpression;
  readonly name: string;
}

export interface FixedArray {
  readonly allocation: Allocation;
  /** The array's variable, or that of the grid whose rows are spoken of. */
  readonly variable: Variable;
  /** The grid, where the array spoken of is each of its rows. */
  readonly grid: Allocation | null;
  readonly names: ReadonlySet<Variable>;
  readonly reads: readonly ElementRead[];
  readonly writes: readonly ElementWrite[];
  readonly calls: readonly MethodCall[];
  /** `for…of`, spread, `new Set(a)`. */
  readonly walks: readonly Node[];
  /** Its `length` is read. */
  readonly lengths: readonly Node[];
}

export interface FixedArrays {
  /** In source order. */
  readonly all: readonly FixedArray[];
  /** By the element that is read. */
  readonly byRead: ReadonlyMap<Node, FixedArray>;
  readonly byVariable: ReadonlyMap<Variable, FixedArray>;
}

export const fixedArraysOf = perFile((code): FixedArrays => {
  const all: FixedArray[] = [];
  for (const scope of code.scopeManager?.scopes ?? []) {
    for (const variable of scope.variables) {
      const found = fixedArrayOf(code, variable);
      if (found) all.push(found);
    }
  }
  all.sort((a, b) => a.allocation.node.range[0] - b.allocation.node.range[0]);
  return {
    all,
    byRead: new Map(all.flatMap((one) => [...one.reads, ...one.writes].map(({ node }) => [node, one]))),
    byVariable: new Map(all.flatMap((one) => (one.grid ? [] : [[one.variable, one]]))),
  };
});

function fixedArrayOf(code: SourceCode, variable: Variable): FixedArray | null {
  const init = declaratorOf(variable)?.init;
  const outer = init ? allocationOf(code, init) : null;
  if (!outer || !isWrittenOnce(variable) || !holdsOnlyFresh(code, variable)) return null;
  const row = rowOf(code, outer);
  const collector = new Collector(code, variable);
  const isUnderstood = row ? collector.addGrid(variable) : collector.addNamed(variable);
  if (!isUnderstood || !collector.ownsNames()) return null;
  const { names, reads, writes, calls, walks, lengths } = collector;
  return { allocation: row ?? outer, variable, grid: row && outer, names, reads, writes, calls, walks, lengths };
}

/** The row that each element of a grid is. */
function rowOf(code: SourceCode, { initial }: Allocation): Allocation | null {
  if (initial.kind !== 'callback') return null;
  const [result, ...others] = initial.results;
  return result && others.length === 0 ? allocationOf(code, result) : null;
}

/** Methods that neither change the length nor hand the array to anyone. */
const METHODS = new Set(
  (
    'at entries every fill find findIndex findLast findLastIndex forEach includes indexOf join keys lastIndexOf reduce ' +
    'reduceRight reverse some sort toString values'
  ).split(' '),
);

class Collector {
  readonly names = new Set<Variable>();
  readonly reads: ElementRead[] = [];
  readonly writes: ElementWrite[] = [];
  readonly calls: MethodCall[] = [];
  readonly walks: Node[] = [];
  readonly lengths: Node[] = [];

  /** @param first the name that the array, or the grid, is made for */
  constructor(
    readonly code: SourceCode,
    readonly first: Variable,
  ) {}

  /** Everything that is done under a name of the array. */
  addNamed(variable: Variable): boolean {
    if (this.names.has(variable)) return true;
    const flow = flowOf(this.code, variable);
    if (flow.escapes.length > 0) return false;
    for (const name of flow.variables) this.names.add(name);
    return flow.accesses.every((access) => this.#add(access.use, access.variable));
  }

  addGrid(variable: Variable): boolean {
    const flow = flowOf(this.code, variable);
    // A row that is reached by way of a parameter would need all callers.
    if (flow.escapes.length > 0 || flow.variables.size > 1) return false;
    return flow.accesses.every(({ use }) => this.#addOuter(use));
  }

  /** Whether the names stand for nothing else: parameters, too, are given nothing else. */
  ownsNames(): boolean {
    return [...this.names].every((name) => {
      const [definition, ...others] = name.defs;
      if (!definition || others.length > 0) return false;
      if (definition.type === 'Variable') return isWrittenOnce(name) && this.#isGivenArray(definition.node);
      if (definition.type !== 'Parameter' || !isFunction(definition.node)) return false;
      const index = definition.node.params.indexOf(definition.name);
      const calls = index < 0 ? null : callsOf(this.code, definition.node);
      const isUnwritten = name.references.every((reference) => !reference.isWrite());
      return isUnwritten && calls?.every((call) => this.#isNamed(call.arguments[index])) === true;
    });
  }

  /** `const row = b ? grid[0] : other` may stand for something else as well. */
  #isGivenArray({ id, init }: TSESTree.VariableDeclarator): boolean {
    const value = init && unwrapped(init);
    // The array's own name, or the head of a loop over a grid.
    if (!value || variableOf(this.code, id) === this.first) return true;
    return value.type === 'MemberExpression' || this.#isNamed(value);
  }

  #isNamed(argument: Node | undefined): boolean {
    const variable = argument && variableOf(this.code, unwrapped(argument));
    return variable ? this.names.has(variable) : false;
  }

  #addOuter(use: Use): boolean {
    switch (use.kind) {
      case 'get':
        return use.name === 'length' || (use.name === null && this.#addRow(use.node));
      case 'forOf': {
        const { left } = use.node;
        const [declarator] = left.type === 'VariableDeclaration' ? left.declarations : [];
        return declarator?.id.type === 'Identifier' && this.#addAlias(declarator.id);
      }
      case 'test':
      case 'drop':
        return true;
      default:
        return false;
    }
  }

  /** `grid[i]` */
  #addRow(row: Node): boolean {
    const use = useOfValue(row);
    if (use.kind === 'alias') return this.#addAlias(use.target);
    return use.kind !== 'argument' && this.#add(use, null);
  }

  #addAlias(name: TSESTree.Identifier): boolean {
    const variable = variableOf(this.code, name);
    return variable !== null && this.addNamed(variable);
  }

  #add(use: Use, owner: Variable | null): boolean {
    switch (use.kind) {
      case 'get':
        if (use.name === 'length') this.lengths.push(use.node);
        else if (use.name === null) this.reads.push({ node: use.node, owner });
        return use.name === 'length' || use.name === null;
      case 'set':
        return use.name === null && this.#addWrite(use.node, use.by, owner);
      case 'method':
        return use.name !== null && this.#addCall(use.node, use.name);
      case 'forOf':
      case 'iterate':
        this.walks.push(use.node);
        return true;
      case 'argument':
        return this.#addArgument(use);
      case 'test':
      case 'drop':
        return true;
      case 'compare':
        return /^[!=]==$/.test(use.node.operator);
      case 'alias':
        return use.node.type === 'VariableDeclarator';
      default:
        return false;
    }
  }

  #addWrite(node: TSESTree.MemberExpression, by: Node, owner: Variable | null): boolean {
    if (by.type === 'AssignmentExpression') {
      this.writes.push({ node, owner, by, operator: by.operator, value: by.right });
    } else if (by.type === 'UpdateExpression') {
      this.writes.push({ node, owner, by, operator: by.operator, value: null });
    } else if (by.type === 'ArrayPattern') {
      this.writes.push({ node, owner, by, operator: null, value: takenFrom(by, node) });
    } else return false;
    return true;
  }

  #addCall(node: TSESTree.CallExpression, name: string): boolean {
    if (!METHODS.has(name) || node.arguments.some((argument) => argument.type === 'SpreadElement')) return false;
    this.calls.push({ node, name });
    return true;
  }

  #addArgument(use: Extract<Use, { kind: 'argument' }>): boolean {
    const target = targetOf(this.code, use.node);
    if (target.kind === 'local') return true;
    const walks =
      (target.kind === 'constructor' && (target.makes === 'set' || target.makes === 'typedArray')) ||
      (target.kind === 'function' && target.name === 'Array.from');
    if (!walks || use.index !== 0) return false;
    this.walks.push(use.node);
    return true;
  }
}

/** `[a[i], a[j]] = [x, y]`: what the element at its place in the pattern gets. */
function takenFrom(pattern: TSESTree.ArrayPattern, target: Node): Node | null {
  const { parent } = pattern;
  if (parent.type !== 'AssignmentExpression' || parent.right.type !== 'ArrayExpression') return null;
  const { elements } = parent.right;
  const index = pattern.elements.findIndex((element) => element !== null && unwrapped(element) === target);
  const isPlain = elements.every((element) => element !== null && element.type !== 'SpreadElement');
  return isPlain ? (elements[index] ?? null) : null;
}
