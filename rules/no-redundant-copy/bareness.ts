// Has the source anything that its copy would lack: properties beside the elements, a prototype, accessors, being
// frozen?

import { canBeKey } from '../../analysis/property-keys.js';
import { every, not, type Answer } from '../../analysis/answer.js';
import { globalName } from '../../analysis/callees.js';
import type { Container } from '../../analysis/copies.js';
import { flowOf, type Access } from '../../analysis/flow.js';
import type { History } from '../../analysis/ownership.js';
import { propertyName } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';
import type { Clone } from './clone.js';
import { isElement } from './indexes.js';

/** Whether the copy is all that the source is. Holes of arrays are another question. */
export function isBare(code: SourceCode, { container, setsProperties }: Clone, history: History): Answer {
  const { makers, holders } = history;
  const accesses = new Set(holders.flatMap((holder) => flowOf(code, holder).accesses));
  return every([
    ...makers.map((maker) => isMadeBare(code, maker, container, setsProperties)),
    ...[...accesses].map((access) => isLeftBare(code, access, container)),
  ]);
}

function isMadeBare(code: SourceCode, maker: Node, container: Container, setsProperties: boolean): Answer {
  if (maker.type === 'CallExpression' && globalName(code, maker.callee) === 'structuredClone') {
    // It clones the properties of an array too.
    return 'unknown';
  }
  if (container !== 'object') return 'yes';
  if (maker.type === 'ObjectExpression') {
    return every(
      maker.properties.map((property): Answer => {
        if (property.type === 'SpreadElement') return setsProperties ? 'unknown' : 'yes';
        if (property.kind !== 'init') return 'no';
        if (propertyName(property) === '__proto__') return 'no';
        return property.computed && setsProperties
          ? not(canBeKey(code, property.key, '__proto__', property.computed))
          : 'yes';
      }),
    );
  }
  const isFromEntries = maker.type === 'CallExpression' && globalName(code, maker.callee) === 'Object.fromEntries';
  return isFromEntries && !setsProperties ? 'yes' : 'unknown';
}

function isLeftBare(code: SourceCode, { use, mutates }: Access, container: Container): Answer {
  // `Object.freeze(xs)`, `Object.assign(xs, …)`
  if (use.kind === 'argument' && mutates) {
    return use.node.callee.type === 'MemberExpression' && globalName(code, use.node.callee) !== null ? 'no' : 'yes';
  }
  if (use.kind !== 'set') return 'yes';
  if (container === 'map' || container === 'set') return 'no';
  const { property, computed } = use.node;
  return container === 'object' ? not(canBeKey(code, property, '__proto__', computed)) : isElement(code, use.node);
}
