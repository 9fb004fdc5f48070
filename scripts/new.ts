// `npm run new <id>`: scaffolds a rule, and enters it into what is generated.

import { spawnSync } from 'node:child_process';
import { scaffold } from './scaffold.js';

const [id] = process.argv.slice(2);
if (id === undefined) {
  console.error('Usage: npm run new <id>, such as no-boxed-numbers');
  process.exitCode = 2;
} else {
  try {
    for (const file of scaffold(process.cwd(), id)) console.log(`written: ${file}`);
    spawnSync('npm', ['run', '--silent', 'generate'], { stdio: 'inherit', shell: process.platform === 'win32' });
    console.log(
      `Fill in what is marked TODO, then: npx vitest run test/fixtures.test.ts test/registry.test.ts -t ${id}`,
    );
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
