import { describe, expect, it } from 'vitest';
import { globalName } from '../../analysis/callees.js';
import { nodeOf, parse } from './parse.js';

/** Of what is called with `here`. */
function calleeNameIn(text: string): string | null {
  const code = parse(text);
  const call = nodeOf(code, /[\w.]+\(here\)/.exec(text)?.[0] ?? '');
  if (call.type !== 'CallExpression') throw new Error('nothing is called with `here`');
  return globalName(code, call.callee);
}

describe('names of functions from modules of Node', () => {
  it.each([
    ["import { join } from 'node:path'; join(here);", 'node:path.join'],
    ["import { join as j } from 'path'; j(here);", 'node:path.join'],
    ["import { 'join' as j } from 'node:path'; j(here);", 'node:path.join'],
    ["import path from 'path'; path.join(here);", 'node:path.join'],
    ["import * as path from 'node:path'; path.join(here);", 'node:path.join'],
    ["import { default as path } from 'node:path'; path.join(here);", 'node:path.join'],
    ["import path = require('path'); path.join(here);", 'node:path.join'],
    ["const path = require('path'); path.join(here);", 'node:path.join'],
    ["const { join: j } = require('node:path'); j(here);", 'node:path.join'],
    ["import { posix } from 'path'; posix.join(here);", 'node:path.posix.join'],
    ["import { join } from 'path/posix'; join(here);", 'node:path.join'],
    ["import { readFile } from 'fs/promises'; readFile(here);", 'node:fs/promises.readFile'],
    ["import { promises as fs } from 'node:fs'; fs.readFile(here);", 'node:fs.promises.readFile'],
    ["const fs = require('fs').promises; fs.readFile(here);", 'node:fs.promises.readFile'],
    ["import { Buffer } from 'node:buffer'; Buffer.alloc(here);", 'Buffer.alloc'],
    ["import process from 'process'; process.cwd(here);", 'process.cwd'],
  ])('%s', (text, name) => {
    expect(calleeNameIn(text)).toBe(name);
  });

  it.each([
    "import { join } from './path'; join(here);",
    "import path from 'pathe'; path.join(here);",
    "import { readFile } from 'fs/promise'; readFile(here);",
    "const { promises } = require('fs'), fs = promises[name]; fs(here);",
    "let path = require('path'); path = other; path.join(here);",
    "function f(require) { const path = require('path'); path.join(here); }",
    "const { join = mine } = require('path'); join(here);",
    "const { [join]: j } = require('path'); j(here);",
    "const { ...path } = require('path'); path.join(here);",
    "const { posix: { join } } = require('path'); join(here);",
    'const path = require(name); path.join(here);',
    'import path from "path"; { const path = mine; path.join(here); }',
  ])('none for %s', (text) => {
    expect(calleeNameIn(text)).toBe(null);
  });
});
