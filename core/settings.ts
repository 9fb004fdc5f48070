// `settings.memfix` of an ESLint configuration.

import type { Helpers, Settings } from './rule.js';

export const HELPERS: readonly Helpers[] = ['import', 'none'];

/** @throws TypeError that names the setting when its value is of the wrong kind. */
export function settingsFrom(raw: unknown): Settings {
  if (raw === undefined) return settingsFrom({});
  if (typeof raw !== 'object' || raw === null) throw new TypeError('settings.memfix must be an object');
  const { target, includeTests = false, helpers = 'none', ...others } = raw as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new TypeError(`settings.memfix.${unknown} is unknown; there are target, includeTests and helpers`);
  if (typeof includeTests !== 'boolean') throw new TypeError('settings.memfix.includeTests must be true or false');
  if (!isHelpers(helpers)) throw new TypeError('settings.memfix.helpers must be "import" or "none"');
  return { targetNode: majorOf(target), includeTests, helpers };
}

function isHelpers(value: unknown): value is Helpers {
  return HELPERS.some((helpers) => helpers === value);
}

/** @param target a Node version such as `22`, `"22"` or `"node22.13"`. */
function majorOf(target: unknown): number | null {
  if (target === undefined) return null;
  const text = typeof target === 'string' || typeof target === 'number' ? String(target) : '';
  const major = /^(?:node)?(\d+)(?:\.\d+)*$/.exec(text)?.[1];
  if (major === undefined) throw new TypeError('settings.memfix.target must be a Node version, such as "22"');
  return Number(major);
}
