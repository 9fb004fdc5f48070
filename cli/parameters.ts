// Values of options: each parser takes what was typed and throws commander's error, which names the option.

import { InvalidArgumentError } from 'commander';
import { EXTENSIONS } from '../core/languages.js';
import type { Pattern } from '../core/pattern.js';
import { settingsFrom } from '../core/settings.js';
import { findNearest } from './nearest.js';

/** For an option that may be given several times. */
export function collected<T>(parse: (value: string) => T): (value: string, previous: readonly T[] | undefined) => T[] {
  return (value, previous = []) => [...previous, parse(value)];
}

export function oneOf<T extends string>(names: readonly T[]): (value: string) => T {
  return (value) => {
    const name = names.find((candidate) => candidate === value);
    if (name !== undefined) return name;
    throw new InvalidArgumentError(`${hint(value, names)}There are ${names.join(', ')}.`);
  };
}

/** With or without the plugin's prefix. */
export function ruleOf(patterns: readonly Pattern[]): (value: string) => string {
  const ids = patterns.map(({ rule }) => rule.id);
  return (value) => {
    const id = value.replace(/^memfix\//, '');
    if (ids.includes(id)) return id;
    throw new InvalidArgumentError(`${hint(id, ids)}memfix rules lists the rules.`);
  };
}

export function extensionsOf(value: string, previous: readonly string[] | undefined = []): string[] {
  const typed = value.split(',').map((extension) => extension.trim().replace(/^\./, ''));
  return [...previous, ...typed.map(oneOf(EXTENSIONS))];
}

export function countOf(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}

export function sizeOf(value: string): number {
  if (!/^\d+(?:\.\d+)?$/.test(value)) throw new InvalidArgumentError('It must be a number of megabytes, such as 5.');
  return Number(value);
}

export function targetOf(value: string): string {
  try {
    settingsFrom({ target: value });
  } catch {
    throw new InvalidArgumentError('It must be a Node version, such as 22.');
  }
  return value;
}

function hint(value: string, names: readonly string[]): string {
  const nearest = findNearest(value, names);
  return nearest === undefined ? '' : `Did you mean ${nearest}? `;
}
