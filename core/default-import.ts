// The import of a package's default export, where the file has none yet.

import type { Edit } from './edit.js';
import { importText } from './imports.js';
import type { Node } from './source-code.js';
import type { SourceWriter } from './source-writer.js';
import { endOfLineComments } from './statement-comments.js';

export interface DefaultImport {
  readonly name: string;
  readonly module: string;
  /** The last import or directive of the file, behind which it is written; `null` where there is none. */
  readonly after: Node | null;
  /** The first statement of the file. */
  readonly first: Node;
}

export function insertDefaultImport({ name, module, after, first }: DefaultImport, writer: SourceWriter): Edit {
  const { lineEnding } = writer.layout;
  const text = importText(name, module, writer.layout);
  if (after) return writer.insertText(endOfLineComments(writer.code, after.range[1]), lineEnding + text);
  return writer.insertText(first.range[0], text + lineEnding + lineEnding);
}
