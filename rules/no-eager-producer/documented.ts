// The type that a JSDoc comment gives for what the function returns: it must not go stale.

import type { FunctionNode } from '../../analysis/enclosing.js';
import type { Range, SourceCode } from '../../core/source-code.js';

export interface DocumentedReturn {
  /** Of the type, without its braces. */
  readonly range: Range;
  readonly type: string;
}

/** `unclear` when a type is documented that cannot follow; `null` when none is. */
export function documentedReturn(code: SourceCode, node: FunctionNode): DocumentedReturn | 'unclear' | null {
  const start = (node.type === 'FunctionDeclaration' ? node : node.parent.parent)?.range[0] ?? node.range[0];
  const comment = code
    .getAllComments()
    .find(({ range, type }) => type === 'Block' && range[1] <= start && !code.text.slice(range[1], start).trim());
  const documented = comment && /@returns?\s*\{([^{}]*)\}/d.exec(code.text.slice(...comment.range));
  const place = documented?.indices?.[1];
  if (!comment || !documented || !place) return null;
  const type = generatorType(documented[1] ?? '', node.async);
  const [offset] = comment.range;
  return type === null ? 'unclear' : { range: [offset + place[0], offset + place[1]], type };
}

function generatorType(text: string, isAsync: boolean): string | null {
  const array = isAsync ? /^\s*Promise\.?<(.*)>\s*$/.exec(text)?.[1] : text;
  if (array === undefined) return null;
  const name = isAsync ? 'AsyncGenerator' : 'Generator';
  if (/^\s*Array\s*$/.test(array)) return name;
  const [, listed, argument] = /^\s*(?:(.+)\[\]|(?:Readonly)?Array\.?<(.+)>)\s*$/.exec(array) ?? [];
  const element = listed ?? argument;
  return element === undefined || /[|&]/.test(listed?.replace(/\(.*\)/, '') ?? '') ? null : `${name}<${element}>`;
}
