// The one view of code that detectors and analysis take: ESLint's finished SourceCode, with typescript-eslint's types.

import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

export type SourceCode = Readonly<TSESLint.SourceCode>;
export type Node = TSESTree.Node;
/** Offsets into `sourceCode.text`, in UTF-16 code units, the end exclusive. */
export type Range = readonly [start: number, end: number];
