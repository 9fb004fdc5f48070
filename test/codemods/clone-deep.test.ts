import { describe, expect, it } from 'vitest';
import { fixText } from '../../core/fix.js';
import { pattern } from '../../codemods/no-redundant-copy.js';

function rewritten(text: string, filePath: string): string {
  const patterns = [{ pattern, severity: 'warn' as const }];
  return fixText({ filePath, root: '/', text, patterns }, new Set(['safe', 'review'])).text;
}

const BODY = 'export const size = (rows) => {\n  const copy = CLONE(rows);\n  return copy.length * 2;\n};\n';

describe('cloneDeep of lodash', () => {
  it.each([
    ["import { cloneDeep } from 'lodash';\n", 'cloneDeep', ''],
    ["import { cloneDeep as copyOf } from 'lodash-es';\n", 'copyOf', ''],
    ["import cloneDeep from 'lodash/cloneDeep.js';\n", 'cloneDeep', ''],
    [
      "import { cloneDeep, merge } from 'lodash';\nmerge();\n",
      'cloneDeep',
      "import { merge } from 'lodash';\nmerge();\n",
    ],
    ["import _ from 'lodash';\n_.noop();\n", '_.cloneDeep', "import _ from 'lodash';\n_.noop();\n"],
    ["const copyOf = require('lodash.clonedeep');\n", 'copyOf', ''],
    ["const { cloneDeep: copyOf } = require('lodash');\n", 'copyOf', ''],
  ])('%s', (head, clone, left) => {
    const text = head + BODY.replace('CLONE', clone);
    expect(rewritten(text, '/a.js')).toBe(left + BODY.replace('CLONE(rows)', 'rows'));
  });

  it.each([
    ["import { cloneDeep } from './tree.js';\n", 'cloneDeep'],
    ["import { clone } from 'lodash';\n", 'clone'],
    ['let _ = lodash;\n', '_.cloneDeep'],
    ["import fp from 'lodash/fp';\n", 'fp.cloneDeep'],
  ])('not %s', (head, clone) => {
    const text = head + BODY.replace('CLONE', clone);
    expect(rewritten(text, '/a.js')).toBe(text);
  });
});
