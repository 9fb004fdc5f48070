// Which rules a preset holds, derived from each rule's own `preset`: the narrowest one that holds it.

import type { Pattern } from './pattern.js';

export const PRESETS = ['recommended', 'strict', 'all'] as const;
export type Preset = (typeof PRESETS)[number];

/** @param typeChecked also those rules that find nothing without type information. */
export function patternsIn(patterns: readonly Pattern[], preset: Preset, typeChecked: boolean): Pattern[] {
  const width = PRESETS.indexOf(preset);
  return patterns.filter(
    ({ rule }) => PRESETS.indexOf(rule.preset) <= width && (typeChecked || !rule.requiresTypeChecking),
  );
}
