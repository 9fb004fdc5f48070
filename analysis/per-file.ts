// Answers that are computed once per file. They hang on the AST: under oxlint one `sourceCode` object serves all files.

import type { SourceCode } from '../core/source-code.js';

/** Makes `compute` run once for each file's AST. */
export function perFile<T>(compute: (code: SourceCode) => T): (code: SourceCode) => T {
  const known = new WeakMap<object, { readonly value: T }>();
  return (code) => {
    const entry = known.get(code.ast);
    if (entry) return entry.value;
    const value = compute(code);
    known.set(code.ast, { value });
    return value;
  };
}
