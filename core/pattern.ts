// A pattern is a rule together with its rewrite: what every face (ESLint, command, transform) runs.

import type { JSONSchema } from '@typescript-eslint/utils';
import type { Edit } from './edit.js';
import type { Match, Rule, FileContext } from './rule.js';
import type { Node, SourceCode } from './source-code.js';
import type { SourceWriter } from './source-writer.js';

/** Builds the edits for a match whose tier is `safe` or `review`. */
export type Rewrite<M extends Match> = (match: M, writer: SourceWriter) => readonly Edit[];

export interface FoundMatch {
  readonly match: Match;
  /** Builds the edits; called once at most, and not for the tier `report`. */
  rewrite(writer: SourceWriter): readonly Edit[];
}

/** A rule without what is particular to its matches. */
export interface RuleInfo extends Omit<Rule<Match>, 'detect' | 'messages' | 'reasons' | 'options' | 'defaults'> {
  readonly messages: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, JSONSchema.JSONSchema4>>;
  readonly defaults: object;
}

export interface Pattern {
  readonly rule: RuleInfo;
  /** Listeners by ESLint selector. `options` are the user's, already checked against the rule's schema. */
  listen(
    code: SourceCode,
    options: object | undefined,
    context: FileContext,
  ): ReadonlyMap<string, (node: Node) => Iterable<FoundMatch>>;
}

export function definePattern<M extends Match, Options extends object>(
  rule: Rule<M, Options>,
  rewrite: Rewrite<M>,
): Pattern {
  return {
    rule,
    listen(code, options, context) {
      const listeners = rule.detect(code, { ...rule.defaults, ...options }, context);
      return new Map(
        Object.entries<((node: never) => Iterable<M>) | undefined>(listeners).flatMap(([selector, listener]) =>
          listener ? [[selector, (node: Node) => found(listener(node as never), rewrite)]] : [],
        ),
      );
    },
  };
}

function* found<M extends Match>(matches: Iterable<M>, rewrite: Rewrite<M>): Generator<FoundMatch> {
  for (const match of matches) yield { match, rewrite: (writer) => rewrite(match, writer) };
}
