import { expect, it } from 'vitest';
import { singularOf } from '../../analysis/singular.js';
import { nodeOf, parse } from './parse.js';

function singularIn(text: string): string | null {
  return singularOf(nodeOf(parse(`take(${text});`), text));
}

it.each([
  ['users', 'user'],
  ['this.entries', 'entry'],
  ['boxes', 'box'],
  ['Object.keys(table)', 'key'],
])('%s', (text, name) => {
  expect(singularIn(text)).toBe(name);
});

/** `const var of vars` does not parse. */
it.each(['vars', 'functions', 'classes', 'enums', 'nulls', 'list', 'status', 'load()'])(
  'no name for one of %s',
  (text) => {
    expect(singularIn(text)).toBeNull();
  },
);
