// Claims about names and texts: keys that a property never has, strings, and the function that a name
// stands for; values of which only the truth counts.

import { functionNamedBy } from '../../../analysis/callees.js';
import { isFunction, type FunctionNode } from '../../../analysis/enclosing.js';
import { canBeKey } from '../../../analysis/property-keys.js';
import { isString } from '../../../analysis/strings.js';
import { isOnlyTested } from '../../../analysis/truthiness.js';
import type { ClaimKind } from '../claims.js';
import { hasValue } from '../places.js';

/** Texts that keys of programs may well be. */
const TEXTS = ['__proto__', '0', '1', '-1', '', 'a', 'NaN', 'length', 'undefined'];

/** `canBeKey` and `isString`. */
export const keys: ClaimKind = {
  name: 'key',
  make(code, nodes, claims) {
    for (const node of nodes) {
      const isKey = node.type === 'MemberExpression' || node.type === 'Property' ? node.computed : false;
      const key = node.type === 'MemberExpression' ? node.property : node.type === 'Property' ? node.key : null;
      if (!isKey || !key || !hasValue(key)) continue;
      for (const text of TEXTS) {
        const answer = canBeKey(code, key, text, true);
        if (answer === 'unknown') continue;
        const isNever = answer === 'no';
        claims.ofValue(key, `${isNever ? 'never' : 'always'} ${text}`, (value) => (textOf(value) === text) !== isNever);
      }
    }
  },
};

function textOf(value: unknown): string | null {
  try {
    return String(value);
  } catch {
    return null;
  }
}

export const strings: ClaimKind = {
  name: 'string',
  make(code, nodes, claims) {
    for (const node of nodes) {
      if (!hasValue(node) || node.type === 'Literal' || !isString(code, node)) continue;
      claims.ofValue(node, 'a string', (value) => typeof value === 'string');
    }
  },
};

/** `functionNamedBy`: a name never stands for another function that the program makes. */
export const callees: ClaimKind = {
  name: 'function named',
  make(code, nodes, claims) {
    const made = new WeakMap<object, FunctionNode>();
    for (const node of nodes) {
      if (isFunction(node) && hasValue(node)) {
        claims.watch.value(node, (value) => made.set(value as object, node));
        continue;
      }
      const callee = node.type === 'Identifier' && hasValue(node) ? functionNamedBy(code, node) : null;
      if (!callee) continue;
      claims.ofValue(
        node,
        'that function',
        (value) => typeof value === 'function' && isMadeBy(made.get(value), callee),
      );
    }
  },
};

/** Declared functions are not seen being made. */
function isMadeBy(node: FunctionNode | undefined, callee: FunctionNode): boolean {
  return callee.type === 'FunctionDeclaration' ? node === undefined : node === callee;
}

/** `isOnlyTested`: any value of the same truth would do. */
export const truth: ClaimKind = {
  name: 'only tested',
  make(code, nodes, claims) {
    // A program that looks at an exception reads the watchers in its message.
    if (nodes.some(({ type }) => type === 'CatchClause')) return;
    for (const node of nodes) {
      if (!hasValue(node) || node.type === 'Literal' || !isOnlyTested(code, node, () => false)) continue;
      claims.ofReplacement(node, 'only its truth counts', (value) => (value ? 'truth' : NaN));
    }
  },
};
