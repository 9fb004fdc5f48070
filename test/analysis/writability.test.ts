import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import type { Container } from '../../analysis/copies.js';
import { isWritable } from '../../analysis/writability.js';
import { nodeOf, parse } from './parse.js';

function writable(type: string, container: Container): string {
  const code = parse(`import type { Far } from 'far';\ntype Near = readonly string[];\nlet it: ${type};`);
  const name = nodeOf(code, `it: ${type}`, AST_NODE_TYPES.Identifier);
  return name.typeAnnotation ? isWritable(code, name.typeAnnotation.typeAnnotation, container) : '';
}

describe('isWritable', () => {
  it.each<[string, Container, string]>([
    ['string[]', 'array', 'yes'],
    ['Array<string>', 'array', 'yes'],
    ['any', 'array', 'yes'],
    ['readonly string[]', 'array', 'no'],
    ['ReadonlyArray<string>', 'array', 'no'],
    ['Near', 'array', 'no'],
    ['string[] | readonly number[]', 'array', 'no'],
    ['Far', 'array', 'unknown'],
    ['Map<string, number>', 'map', 'yes'],
    ['ReadonlyMap<string, number>', 'map', 'no'],
    ['ReadonlySet<string>', 'set', 'no'],
    ['Record<string, number>', 'object', 'yes'],
    ['{ [key: string]: number }', 'object', 'yes'],
    ['{ readonly [key: string]: number }', 'object', 'no'],
    ['Readonly<Record<string, number>>', 'object', 'no'],
    ["Record<'a' | 'b', number>", 'object', 'unknown'],
    ['{ a: number }', 'object', 'unknown'],
    ['Far', 'object', 'unknown'],
  ])('%s as %s: %s', (type, container, answer) => expect(writable(type, container)).toBe(answer));
});
