// Writing: whole or not at all, and never over something that was changed meanwhile.

import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';

/** @returns why the file was not written, or `null`. Its mode and owner stay. */
export async function replaceContent(filePath: string, before: Buffer, text: string): Promise<string | null> {
  try {
    const now = await readFile(filePath);
    if (!now.equals(before)) return 'it was changed by another program meanwhile';
    await writeFileAtomic(filePath, text, { encoding: 'utf8' });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
