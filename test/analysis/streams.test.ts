import { describe, expect, it } from 'vitest';
import { isPlatformStream } from '../../analysis/streams.js';
import { parse, nodeOf } from './parse.js';

function answer(text: string): boolean {
  const code = parse(text, 'snippet.ts');
  const call = nodeOf(code, text.slice(text.indexOf('here('), text.indexOf(')', text.indexOf('here(')) + 1));
  if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error('here(x) is missing');
  return isPlatformStream(code, call.arguments[0]);
}

describe('streams of Node and of the platform', () => {
  it.each([
    "import { createReadStream } from 'fs'; const s = createReadStream('a'); here(s);",
    "import fs from 'node:fs'; const s = fs.createReadStream('a').on('error', f); here(s);",
    "import fs from 'node:fs'; import zlib from 'zlib'; const s = fs.createReadStream('a').pipe(zlib.createGunzip()); here(s);",
    "import https from 'https'; https.get(url, (response) => { here(response); });",
    "const http = require('http'); http.createServer((request, response) => { here(request); });",
    "import { spawn } from 'child_process'; const child = spawn('ls'); here(child.stdout);",
    "import type { IncomingMessage } from 'node:http'; function f(request: IncomingMessage) { here(request); }",
    "import * as http from 'node:http'; function f(request: http.IncomingMessage) { here(request); }",
    'here(process.stdin);',
    'async function f() { const response = await fetch(url); here(response.body); }',
  ])('%s', (text) => {
    expect(answer(text)).toBe(true);
  });

  it.each([
    ['anybody may make one', "import { Readable } from 'stream'; function f(s: Readable) { here(s); }"],
    ['the class of that name is another', 'class IncomingMessage {} function f(s: IncomingMessage) { here(s); }'],
    [
      'the second argument is written to',
      "import http from 'http'; http.createServer((request, response) => { here(response); });",
    ],
    ['it may be replaced', "import fs from 'fs'; let s = fs.createReadStream('a'); s = other; here(s);"],
    [
      'the destination is who knows what',
      "import fs from 'fs'; const s = fs.createReadStream('a').pipe(through); here(s);",
    ],
    [
      'somebody has a spawn of his own',
      "import { spawn } from './own.js'; const child = spawn('ls'); here(child.stdout);",
    ],
    [
      'the parameter is replaced',
      "import https from 'https'; https.get(url, (response) => { response = other; here(response); });",
    ],
    ['a response of who knows whom', 'function f(response) { here(response.body); }'],
  ])('not where %s', (_, text) => {
    expect(answer(text)).toBe(false);
  });
});
