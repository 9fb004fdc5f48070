// Can what a function reads change while other code runs in between?
//
// Guarantee: `yes` from `readsTheSame` means that the function, called by `call`, reads the same whether it runs to its
// end before `meanwhile` or step by step in between. `no` means that code in sight changes what it reads.

import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from '../core/source-code.js';
import { every, type Answer } from './answer.js';
import { isSpreadBefore, parameterAt, targetOf } from './calls.js';
import { effectsOf, type Effects, type Write } from './effects.js';
import { contains, isFunction, type FunctionNode } from './enclosing.js';
import { flowOf, staysInSight } from './flow.js';
import { mayChangeMeanwhile } from './meanwhile.js';
import { isOverBefore } from './order.js';
import { holdsOnlyFresh, originOf } from './origin.js';
import type { ObjectRead, Reads } from './reads.js';
import { isWrittenOnce, variableOf, type Variable } from './variables.js';
import { propertyName, unwrapped } from './wrappers.js';

export interface Interlude {
  readonly callee: FunctionNode;
  readonly call: TSESTree.CallExpression;
  /** The code that runs between the steps. */
  readonly meanwhile: readonly Node[];
}

export function readsTheSame(code: SourceCode, reads: Reads, interlude: Interlude): Answer {
  return every(interlude.meanwhile.map((node) => new Judge(code, reads, interlude, node).answer()));
}

class Judge {
  readonly #effects: Effects;
  readonly #writes: readonly Write[];
  /** Code out of sight runs: it may change whatever it can reach. */
  readonly #isOpen: boolean;

  constructor(
    readonly code: SourceCode,
    readonly reads: Reads,
    readonly interlude: Interlude,
    readonly node: Node,
  ) {
    const effects = effectsOf(code, node);
    this.#effects = effects;
    this.#writes = effects.writes;
    this.#isOpen = effects.unknownCode !== null || effects.suspends !== null;
  }

  answer(): Answer {
    const { variables, globals, objects } = this.reads;
    return every([
      ...[...variables].map((variable) => this.#keeps(variable)),
      ...[...globals].map((name) => this.#keepsGlobal(name)),
      ...objects.map((read) => this.#leaves(read)),
    ]);
  }

  #keeps(variable: Variable): Answer {
    if (this.#writes.some((write) => write.object === null && write.variable === variable)) return 'no';
    const isImported = variable.defs.some(({ type }) => type === 'ImportBinding');
    return this.#isOpen && (isImported || !isWrittenOnce(variable)) ? 'unknown' : 'yes';
  }

  #keepsGlobal(name: string): Answer {
    if (this.#isOpen) return 'unknown';
    return this.#writes.some(({ node }) => node.type === 'Identifier' && node.name === name) ? 'no' : 'yes';
  }

  #leaves(read: ObjectRead): Answer {
    const sight = this.#sightOf(read);
    if (this.#isOpen && (!sight.isWhole || sight.mayChangeLater)) return 'unknown';
    return every(this.#writes.map((write) => this.#spares(write, read, sight)));
  }

  #spares(write: Write, read: ObjectRead, sight: Sight): Answer {
    const { object, variable } = write;
    if (object === null || !this.#concerns(write, read)) return 'yes';
    if (variable && sight.names.has(variable)) return 'no';
    const kind = originOf(this.code, object)?.kind ?? null;
    if (kind !== null && read.kind !== null && kind !== read.kind) return 'yes';
    if (sight.isWhole || (variable && this.#isApart(variable))) return 'yes';
    return 'unknown';
  }

  /** Whether the write is of the field that is read. */
  #concerns({ node, object, property }: Write, { field }: ObjectRead): boolean {
    if (field === 'anything') return true;
    if (property === null) return field === 'elements' || !isElementWrite(this.code, node, object);
    if (field === 'elements') return property === 'length' || property === 'size' || /^\d+$/.test(property);
    return field.name === property;
  }

  #sightOf({ variable }: ObjectRead): Sight {
    if (!variable) return NO_SIGHT;
    const { callee, call } = this.interlude;
    const index = callee.params.findIndex((parameter) => isBoundBy(parameter, variable));
    if (index < 0) return this.#sight(variable, staysInSight(this.code, variable));
    const argument = call.arguments[index];
    const isSpread = isSpreadBefore(call, index + 1);
    if (parameterAt(this.code, callee, index) === null || !argument || isSpread) return NO_SIGHT;
    const bare = unwrapped(argument);
    const passed = variableOf(this.code, bare);
    if (passed) return this.#sight(passed, staysInSight(this.code, passed));
    const isNew = originOf(this.code, bare)?.fresh === true && flowOf(this.code, variable).escapes.length === 0;
    return this.#sight(variable, isNew);
  }

  #sight(variable: Variable, isWhole: boolean): Sight {
    const { variables: names, accesses } = flowOf(this.code, variable);
    return { names, isWhole, mayChangeLater: mayChangeMeanwhile(variable, accesses, this.node, this.#effects) };
  }

  /** Whether the variable holds only objects that were made for it and that the function cannot have got hold of. */
  #isApart(variable: Variable): boolean {
    if (!holdsOnlyFresh(this.code, variable)) return false;
    const { variables, escapes } = flowOf(this.code, variable);
    if ([...variables].some((name) => this.#isKnownToReader(name))) return false;
    const [birth] = variable.identifiers;
    return birth !== undefined && escapes.every((escape) => isOverBefore(this.node, escape.node, birth));
  }

  #isKnownToReader(variable: Variable): boolean {
    const { functions, variables } = this.reads;
    const owners = [...functions];
    const isOwn = variable.identifiers.some((name) => owners.some((owner) => contains(owner, name)));
    return isOwn || variables.has(variable);
  }
}

interface Sight {
  /** Names that the object is known by. */
  readonly names: ReadonlySet<Variable>;
  /** Only these names lead to it. */
  readonly isWhole: boolean;
  /** Code that stands elsewhere may change the object. */
  readonly mayChangeLater: boolean;
}

const NO_SIGHT: Sight = { names: new Set(), isWhole: false, mayChangeLater: true };

function isBoundBy(parameter: Node, variable: Variable): boolean {
  return !isFunction(parameter) && variable.identifiers.some((identifier) => contains(parameter, identifier));
}

/** `xs.push(v)`, `xs[i] = v`: no named property is touched. */
function isElementWrite(code: SourceCode, node: Node, object: Node | null): boolean {
  if (node.type === 'CallExpression' && targetOf(code, node).kind === 'method') {
    const kind = object && originOf(code, object)?.kind;
    return kind === 'array' || kind === 'map' || kind === 'set' || kind === 'typedArray' || kind === 'date';
  }
  if (node.type !== 'MemberExpression' || !node.computed) return false;
  return propertyName(node) === null && originOf(code, node.property)?.kind === 'number';
}
