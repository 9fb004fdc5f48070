// What functions of Node and of browsers do. Data: Node's functions from its documentation (v20 to v24), the others from
// the HTML, DOM, Encoding and Web Cryptography standards.
//
// Listed are those that run no code of the program, keep none of their arguments and change none of them, unless said.
// Left out on purpose: `util.inspect` and `util.format` (they call `[util.inspect.custom]`), `document.createElement`
// (it may run the constructor of a custom element), `dispatchEvent`, whatever takes a callback that may come later,
// `Buffer.from` of another buffer's memory.

import type { GlobalFunction } from './builtins.js';

type Functions = Readonly<Record<string, GlobalFunction>>;

function all(owner: string, names: string, does: GlobalFunction): Functions {
  return Object.fromEntries<GlobalFunction>(names.split(' ').map((name) => [owner + name, does]));
}

/** What comes from outside differs from call to call, what goes outside can be seen there, and both may fail. */
const outside = { observable: true, throws: true } as const;

const NODE: Functions = {
  // A path that is no string is a `TypeError`.
  ...all('node:path.', 'basename dirname extname format join normalize toNamespacedPath', {
    gives: 'string',
    throws: true,
  }),
  'node:path.isAbsolute': { gives: 'boolean', throws: true },
  // They ask for the working directory.
  ...all('node:path.', 'relative resolve', { gives: 'string', ...outside }),

  ...all('node:fs.', 'existsSync', { gives: 'boolean', observable: true }),
  ...all('node:fs.', 'accessSync closeSync fstatSync lstatSync readFileSync statSync', outside),
  ...all('node:fs.', 'readdirSync', { gives: 'array', ...outside }),
  ...all(
    'node:fs.',
    'appendFileSync chmodSync copyFileSync mkdirSync renameSync rmSync rmdirSync symlinkSync truncateSync unlinkSync ' +
      'utimesSync writeFileSync writeSync',
    { ...outside, changesFiles: true },
  ),
  // With the flag `w` it empties the file.
  'node:fs.openSync': { ...outside, changesFiles: true },
  'node:fs.readSync': { gives: 'number', mutates: 1, ...outside },

  ...all('node:os.', 'arch endianness homedir hostname platform release tmpdir type', {
    gives: 'string',
    observable: true,
  }),
  ...all('node:os.', 'availableParallelism freemem totalmem uptime', { gives: 'number', observable: true }),
  ...all('node:os.', 'cpus loadavg', { gives: 'array', observable: true }),

  'node:url.fileURLToPath': { gives: 'string', throws: true },
  ...all('node:crypto.', 'randomUUID', { gives: 'string', observable: true }),
  'node:crypto.timingSafeEqual': { gives: 'boolean', throws: true },
  'node:util.stripVTControlCharacters': { gives: 'string', throws: true },

  'process.cwd': { gives: 'string', ...outside },
  'process.uptime': { gives: 'number', observable: true },
  'process.hrtime': { gives: 'array', observable: true },
  'process.hrtime.bigint': { gives: 'bigint', observable: true },
  'process.memoryUsage': { gives: 'object', observable: true },
  'process.memoryUsage.rss': { gives: 'number', observable: true },

  ...all('Buffer.', 'alloc allocUnsafe allocUnsafeSlow', { gives: 'typedArray', throws: true }),
  // It reads the elements of the array that it is given.
  'Buffer.concat': { gives: 'typedArray', throws: true },
  ...all('Buffer.', 'byteLength compare', { gives: 'number', throws: true }),
  ...all('Buffer.', 'isBuffer isEncoding', { gives: 'boolean' }),
};

const WEB: Functions = {
  ...all('', 'atob btoa', { gives: 'string', throws: true }),
  ...all('', 'clearImmediate clearInterval clearTimeout cancelAnimationFrame cancelIdleCallback', {
    gives: 'undefined',
    observable: true,
  }),
  'crypto.randomUUID': { gives: 'string', observable: true },
  'crypto.getRandomValues': { mutates: 0, returnsArgument: 0, ...outside },
  'CSS.escape': { gives: 'string' },
  'URL.canParse': { gives: 'boolean' },
  ...all('document.', 'createComment createDocumentFragment createTextNode getElementById', { observable: true }),
  ...all('document.', 'querySelector querySelectorAll', outside),
  ...all('localStorage.', 'getItem removeItem setItem', outside),
  ...all('sessionStorage.', 'getItem removeItem setItem', outside),
};

/** By the name that callees.ts gives them: `node:fs.readFileSync`, `process.cwd`, `document.querySelector`. */
export const PLATFORM_FUNCTIONS: Functions = { ...NODE, ...WEB };
