// The contract of a rule: what it finds, in which words, and how sure it is. See CONTRIBUTING.md for the whole recipe.

import type { JSONSchema, TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceCode } from './source-code.js';

/**
 * How far a finding is proved:
 * `safe`: behaviour is proved equal under docs/assumptions.md, so the rewrite is applied by `fix`;
 * `review`: the rewrite is ready, one named condition could not be proved;
 * `report`: worth knowing, no rewrite, for the named reason.
 */
export type Tier = 'safe' | 'review' | 'report';

export type Family = 'lazy' | 'typed' | 'share' | 'release' | 'structure';

/** What a rule wins, and must win on its own workload to ship: retained or peak bytes, allocation, or time. */
export type Gain = 'bytes' | 'garbage' | 'time';

export type Verdict<Reason extends string = string> =
  { readonly tier: 'safe' } | { readonly tier: 'review' | 'report'; readonly reason: Reason };

/**
 * What a detector found: the node to report, the words, the verdict, and in each rule's own extension the named nodes
 * and facts that its rewrite and its message need. It lives inside one run over one file.
 */
export interface Match<MessageId extends string = string, Reason extends string = string> {
  readonly node: Node;
  readonly messageId: MessageId;
  readonly data: Readonly<Record<string, string>>;
  readonly verdict: Verdict<Reason>;
}

/** `import` from `memfix/runtime`, on which the code then depends, or `none`. */
export type Helpers = 'import' | 'none';

/** `settings.memfix` of an ESLint configuration: what all rules share. */
export interface Settings {
  /** Oldest Node version that the code must run on, as a major number; `null` when nobody said. */
  readonly targetNode: number | null;
  /** Also look at test files. */
  readonly includeTests: boolean;
  /** Where rewritten code may take functions from that neither the language nor Node has. */
  readonly helpers: Helpers;
}

/** What a detector knows beside the code. */
export interface FileContext extends Settings {
  /** TypeScript checks the file, so a rewrite must keep it well-typed. */
  readonly typescript: boolean;
  /** Packages that the file may import, as its project's package.json says. */
  readonly dependencies: ReadonlySet<string>;
}

/** Listeners by node type (ESLint's selectors, with `:exit`), each of which yields what it found. */
export type Listeners<M extends Match> = {
  readonly [Type in TSESTree.AST_NODE_TYPES as `${Type}` | `${Type}:exit`]?: (
    node: Extract<Node, { type: Type }>,
  ) => Iterable<M>;
};

export interface Rule<M extends Match, Options extends object = Record<never, never>> {
  /** One id for rule, codemod, fixtures and docs page. */
  readonly id: string;
  readonly family: Family;
  readonly gain: Gain;
  /** One line without a full stop: completes "This rule disallows …". */
  readonly description: string;
  /** The narrowest preset that holds the rule; each wider one holds it too. */
  readonly preset: 'recommended' | 'strict' | 'all';
  /** Type information is needed to find anything at all; every rule uses it when it is there. */
  readonly requiresTypeChecking?: true;
  /** What was found, why it costs, what to do; `{{name}}` takes `Match.data.name`. */
  readonly messages: Readonly<Record<M['messageId'], string>>;
  /** Each reason not to rewrite as `safe`, as a clause that completes "because …". */
  readonly reasons: Readonly<Record<Extract<M['verdict'], { reason: unknown }>['reason'], string>>;
  /** Properties of the one options object, each with `type` and `description`. */
  readonly options: Readonly<Record<keyof Options & string, JSONSchema.JSONSchema4>>;
  readonly defaults: Options;
  /** Cheap strings, one of which a file must hold for the rule to matter. */
  readonly tokens: readonly [string, ...string[]];
  detect(code: SourceCode, options: Options, context: FileContext): Listeners<M>;
}
