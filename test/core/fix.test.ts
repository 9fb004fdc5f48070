import path from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { fixText, type FixResult } from '../../core/fix.js';
import { definePattern, type Pattern, type Rewrite } from '../../core/pattern.js';
import type { Match, Rule, Tier } from '../../core/rule.js';
import { fixWithEslint } from '../fixture/faces.js';
import type { Fixture } from '../fixture/fixture.js';
import { toyPattern, toyRule, type ToyMatch } from '../fixture/toy-pattern.js';

function fix(text: string, patterns: readonly Pattern[], tiers: readonly Tier[] = ['safe'], name = 'a.js'): FixResult {
  const request = {
    filePath: path.resolve(name),
    root: process.cwd(),
    text,
    patterns: patterns.map((pattern) => ({ pattern, severity: 'warn' as const })),
  };
  return fixText(request, new Set(tiers));
}

describe('fixText', () => {
  it('rewrites to the fixpoint, and tells what was rewritten and what is left', () => {
    const { text, applied, left, problem } = fix('foo(foo(1)); foo(1, 2); foo(...x);', [toyPattern()]);
    expect(text).toBe('bar(bar(1)); foo(1, 2); foo(...x);');
    expect(applied.map(({ tier }) => tier)).toEqual(['safe', 'safe']);
    expect(left.map(({ tier, reason }) => [tier, reason])).toEqual([
      ['review', 'manyArguments'],
      ['report', 'spread'],
    ]);
    expect(problem).toBeNull();
  });

  it('rewrites `review` when asked to', () => {
    expect(fix('foo(1); foo(1, 2); foo(...x);', [toyPattern()], ['safe', 'review']).text).toBe(
      'bar(1); bar(1, 2); foo(...x);',
    );
  });

  it('changes no byte where nothing is found', () => {
    for (const text of ['', '\n', '\uFEFF', '\uFEFFx\r\n', '#!/usr/bin/env node\n\tx', 'foo', 'x = "foo("']) {
      expect(fix(text, [toyPattern()])).toEqual({ text, applied: [], left: [], problem: null });
    }
  });

  it('keeps byte order mark, hashbang, carriage returns and a missing last newline', () => {
    expect(fix('\uFEFF#!/usr/bin/env node\r\nfoo(1);\r\n\tfoo(2)', [toyPattern()]).text).toBe(
      '\uFEFF#!/usr/bin/env node\r\nbar(1);\r\n\tbar(2)',
    );
  });

  it('respects `eslint-disable`', () => {
    const text = 'foo(1); // eslint-disable-line memfix/no-toy-call\n// eslint-disable-next-line\nfoo(2);\nfoo(3);';
    expect(fix(text, [toyPattern()]).text).toBe(text.replace('foo(3)', 'bar(3)'));
  });

  it('demotes what would lose a comment', () => {
    const rewrite: Rewrite<ToyMatch> = ({ node }, writer) => [
      writer.replace(node, writer.expression`bar(${node.arguments})`),
    ];
    const pattern = toyPattern({ rewrite });
    const { text, left } = fix('foo(/* why */ 1); foo(2);', [pattern]);
    expect(text).toBe('foo(/* why */ 1); bar(2);');
    expect(left.map(({ tier, reason }) => [tier, reason])).toEqual([['review', 'comment']]);
  });

  it('leaves the file as it was when it does not parse', () => {
    const { text, problem } = fix('foo(1);\nfoo(;', [toyPattern()]);
    expect(text).toBe('foo(1);\nfoo(;');
    expect(problem).toMatchObject({ syntax: true, line: 2 });
  });

  it.each<[string, Rewrite<ToyMatch>, RegExp]>([
    [
      'builds what does not parse',
      ({ callee }, writer) => [writer.replaceText(callee.range, 'bar(')],
      /rewrite of no-toy-call does not parse/,
    ],
    [
      'comes to no end',
      ({ callee }, writer) => [writer.replaceText(callee.range, callee.name === 'foo' ? 'foo2' : 'foo')],
      /no-toy-call comes to no end/,
    ],
    [
      'changes nothing',
      ({ callee }, writer) => [writer.replaceText(callee.range, callee.name)],
      /no-toy-call comes to no end/,
    ],
    [
      'grows for ever',
      ({ callee }, writer) => [writer.replaceText(callee.range, `${callee.name}2`)],
      /no-toy-call comes to no end/,
    ],
    [
      'overlaps itself',
      ({ callee, node }, writer) => [writer.replaceText(callee.range, 'a'), writer.replaceText(node.range, 'b')],
      /no-toy-call/,
    ],
    [
      'throws',
      () => {
        throw new Error('broken');
      },
      /no-toy-call failed: broken/,
    ],
    ['builds nothing', () => [], /found a rewrite but built none/],
  ])('leaves the file as it was when a rewrite %s, and names the rule', (_, rewrite, message) => {
    const result = fix('x();\nfoo(1);', [toyPattern({ rewrite })]);
    expect(result).toMatchObject({ text: 'x();\nfoo(1);', applied: [], left: [] });
    expect(result.problem?.syntax).toBe(false);
    expect(result.problem?.message).toMatch(message);
  });

  it('notices at once that a text comes back', () => {
    let built = 0;
    const pattern = toyPattern({
      rewrite: ({ callee }, writer) => {
        built += 1;
        return [writer.replaceText(callee.range, callee.name === 'foo' ? 'foo2' : 'foo')];
      },
    });
    expect(fix('foo(1);', [pattern]).problem).not.toBeNull();
    expect(built).toBe(2);
  });

  it('names a detector that throws, with its place', () => {
    const pattern = toyPattern({
      rule: {
        detect: () => ({
          // eslint-disable-next-line require-yield -- it throws first
          *CallExpression() {
            throw new Error('broken');
          },
        }),
      },
    });
    const { text, problem } = fix('x;\n  foo(1);', [pattern]);
    expect(text).toBe('x;\n  foo(1);');
    expect(problem).toEqual({ line: 2, column: 3, message: 'memfix/no-toy-call failed: broken', syntax: false });
  });

  it('blames an endless exchange between two rules on both', () => {
    const there = toyPattern({ rewrite: ({ callee }, writer) => [writer.replaceText(callee.range, 'food')] });
    const back = definePattern(
      {
        ...toyRule,
        id: 'no-food',
        detect: () => ({
          *CallExpression(node) {
            const { callee } = node;
            if (callee.type !== 'Identifier' || callee.name !== 'food') return;
            yield { node, callee, messageId: 'toyCall', data: { name: 'food' }, verdict: { tier: 'safe' } };
          },
        }),
      },
      ({ callee }, writer) => [writer.replaceText(callee.range, 'foo')],
    );
    const { problem } = fix('foo(1);', [there, back]);
    expect(problem?.message).toContain('comes to no end');
  });
});

/** Finds `const name = start();` and rewrites it together with the last use of the name: ranges that interleave. */
interface PairMatch extends Match<'pair', never> {
  readonly node: TSESTree.VariableDeclarator;
  readonly init: TSESTree.Node;
  readonly lastUse: TSESTree.Node;
}

const pairRule: Rule<PairMatch> = {
  id: 'no-started-pair',
  family: 'share',
  gain: 'bytes',
  description: 'pairs',
  preset: 'all',
  messages: { pair: 'A pair.' },
  reasons: {},
  options: {},
  defaults: {},
  tokens: ['start'],
  detect: (code) => ({
    *VariableDeclarator(node): Generator<PairMatch> {
      const { init } = node;
      if (init?.type !== 'CallExpression' || code.getText(init) !== 'start()') return;
      const lastUse = code.getDeclaredVariables?.(node)[0]?.references.at(-1)?.identifier;
      if (!lastUse) return;
      yield { node, init, lastUse, messageId: 'pair', data: {}, verdict: { tier: 'safe' } };
    },
  }),
};

const pairPattern = definePattern(pairRule, ({ init, lastUse }, writer) => [
  writer.replace(init, writer.expression`begin()`),
  writer.replace(lastUse, writer.expression`end(${lastUse})`),
]);

describe('interleaved findings', () => {
  const indices = Array.from({ length: 15 }, (_, index) => index);
  const declarations = (value: string, names = indices): string =>
    names.map((index) => `const a${index} = ${value};\n`).join('');
  const uses = (use: (name: string) => string, order: readonly number[]): string =>
    order.map((index) => `use(${use(`a${index}`)});\n`).join('');

  it.each([
    ['in the same order', indices],
    ['in the opposite order', [...indices].reverse()],
    ['in another order', indices.map((index) => (index * 4) % 15)],
  ])('15 of them, used %s, become the same text in ESLint and here', (_, order) => {
    const text = declarations('start()') + uses((name) => name, order);
    const expected = declarations('begin()') + uses((name) => `end(${name})`, order);
    const ours = fix(text, [pairPattern]);
    expect(ours.text).toBe(expected);
    expect(ours.applied).toHaveLength(15);
    const fixture: Fixture = {
      kind: 'rewrite',
      name: 'interleaved',
      extension: 'js',
      text,
      output: expected,
      tiers: new Set(['safe']),
      expected: [],
      options: null,
      settings: null,
    };
    expect(fixWithEslint(pairPattern, fixture, text, 'espree')).toBe(expected);
    expect(fixWithEslint(pairPattern, fixture, text, 'typescript')).toBe(expected);
  });

  it('however many they are', () => {
    const many = Array.from({ length: 40 }, (_, index) => index);
    const { applied, text } = fix(declarations('start()', many) + uses((name) => name, many), [pairPattern]);
    expect(applied).toHaveLength(40);
    expect(text).toBe(declarations('begin()', many) + uses((name) => `end(${name})`, many));
  });
});
