// Where a statement stands among others.

import type { Node } from './source-code.js';

/** The statements of the list that holds a statement, or `null` when it stands alone (`if (x) f();`). */
export function statementListOf({ parent }: Node): readonly Node[] | null {
  switch (parent?.type) {
    case 'BlockStatement':
    case 'Program':
    case 'StaticBlock':
    case 'TSModuleBlock':
      return parent.body;
    case 'SwitchCase':
      return parent.consequent;
    default:
      return null;
  }
}
