// What the project that a file belongs to depends on, as its package.json says.

import { readFileSync } from 'node:fs';
import path from 'node:path';

const NONE: ReadonlySet<string> = new Set();
const known = new Map<string, ReadonlySet<string>>();

/**
 * The packages that code of this file may import when it is installed: those for development are left out. Of a project
 * without package.json, or with one that cannot be read, nothing is known.
 */
export function dependenciesOf(filePath: string): ReadonlySet<string> {
  return dependenciesIn(path.dirname(path.resolve(filePath)));
}

function dependenciesIn(folder: string): ReadonlySet<string> {
  const found = known.get(folder) ?? read(folder) ?? above(folder);
  known.set(folder, found);
  return found;
}

function above(folder: string): ReadonlySet<string> {
  const parent = path.dirname(folder);
  return parent === folder ? NONE : dependenciesIn(parent);
}

/** `null` where there is no package.json. */
function read(folder: string): ReadonlySet<string> | null {
  let text: string;
  try {
    text = readFileSync(path.join(folder, 'package.json'), 'utf8');
  } catch {
    return null;
  }
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content !== 'object' || content === null) return NONE;
    const lists = content as Readonly<Record<string, unknown>>;
    return new Set(
      ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((key) => Object.keys(lists[key] ?? {})),
    );
  } catch {
    return NONE;
  }
}
