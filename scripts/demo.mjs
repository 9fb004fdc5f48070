// `npm run demo`: what memfix finds in the code of `demo/`, and the patch it would make. Nothing is written.

import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** Findings end with exit code 1, which is no failure here. */
function show(...args) {
  console.log(`\n$ npx memfix ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [path.join(root, 'dist/cli/bin.js'), ...args], {
    cwd: path.join(root, 'demo'),
    stdio: 'inherit',
  });
  if (status !== 0 && status !== 1) process.exitCode = 1;
}

show('check', 'src');
show('fix', '--review', '--diff', 'src');
