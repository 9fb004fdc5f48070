// Joins the chunks: by one call, or for typed arrays, which have none for it, by a loop.

import type { Edit } from '../../core/edit.js';
import type { NewCode } from '../../core/new-code.js';
import type { SourceWriter } from '../../core/source-writer.js';
import type { Rewriting } from '../../rules/no-accumulating-buffer.js';

type Join = Rewriting['accumulation']['joins'][number];

export function joinEdit(join: Join, match: Rewriting, writer: SourceWriter): Edit[] {
  switch (join.kind) {
    case 'inPlace': {
      const { read } = join;
      const { parent } = read;
      const joined = writer.replace(read, joining(match, writer));
      if (parent?.type !== 'Property' || !parent.shorthand) return [joined];
      return [writer.insertText(read.range[0], `${match.accumulation.variable.name}: `), joined];
    }
    case 'before':
      return [writer.insertBefore(join.statement, declaration(match, 'const', writer))];
    case 'after': {
      const { kind } = match.accumulation.declarator.parent;
      const keyword = kind === 'var' ? 'var' : join.isWrittenLater ? 'let' : 'const';
      return [writer.insertAfter(join.statement, declaration(match, keyword, writer))];
    }
    case 'atTop': {
      const first = join.body.body.find((statement) => !('directive' in statement && statement.directive));
      return first ? [writer.insertBefore(first, declaration(match, 'const', writer))] : [];
    }
  }
}

/** The one expression that joins all; only `Buffer`, and single elements, have one. */
function joining({ accumulation, names, isElementwise }: Rewriting, writer: SourceWriter): NewCode {
  const [{ growth }] = accumulation.steps;
  if (isElementwise) return writer.expression`new ${growth.maker}(${names.list})`;
  return writer.expression`${growth.maker}(${names.list})`;
}

function declaration(match: Rewriting, keyword: string, writer: SourceWriter): NewCode {
  const { accumulation, names, isElementwise, type } = match;
  const { name } = accumulation.variable;
  const target = name + (type ? `: ${writer.code.getText(type)}` : '');
  const [{ growth }] = accumulation.steps;
  if (growth.makerName === 'Buffer' || isElementwise)
    return writer.statements`${keyword} ${target} = ${joining(match, writer)};`;
  const { list, offset, chunk } = names;
  return writer.statements`
    ${keyword} ${target} = new ${growth.maker}(${list}.reduce((length, ${chunk}) => length + ${chunk}.length, 0));
    let ${offset} = 0;
    for (const ${chunk} of ${list}) { ${name}.set(${chunk}, ${offset}); ${offset} += ${chunk}.length; }`;
}
