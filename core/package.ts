// The package that this code belongs to, whether it runs from its sources or from `dist`.

import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

interface PackageInfo {
  readonly name: string;
  readonly version: string;
  /** Absolute path of the folder that holds `package.json` and `docs`. */
  readonly folder: string;
}

export const packageInfo: PackageInfo = findPackage(path.dirname(fileURLToPath(import.meta.url)));

function findPackage(folder: string): PackageInfo {
  const require = createRequire(import.meta.url);
  for (const candidate of [path.join(folder, '..'), path.join(folder, '..', '..')]) {
    try {
      const { name, version } = require(path.join(candidate, 'package.json')) as { name: string; version: string };
      if (name === 'memfix') return { name, version, folder: candidate };
    } catch {
      // `dist` has no package.json: one folder up.
    }
  }
  throw new Error('memfix is not installed whole: its package.json is missing');
}
