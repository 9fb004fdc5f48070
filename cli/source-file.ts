// A file's text, or why memfix passes it over. Bytes that are not valid UTF-8 would be lost in writing: not read at all.

import { readFile, stat } from 'node:fs/promises';
import { isMinified } from '../core/quiet-files.js';

export interface SourceFile {
  readonly bytes: Buffer;
  /** With its byte order mark, if it has one. */
  readonly text: string;
}

export type ReadResult = { readonly source: SourceFile } | { readonly skipped: string };

export interface Limits {
  readonly maxBytes: number;
}

export async function readSourceFile(filePath: string, limits: Limits): Promise<ReadResult> {
  try {
    const { size } = await stat(filePath);
    if (size > limits.maxBytes) return tooLarge(limits);
    return decodeSource(await readFile(filePath), limits);
  } catch (error) {
    return { skipped: readFailure(error) };
  }
}

export function decodeSource(bytes: Buffer, limits: Limits): ReadResult {
  if (bytes.length > limits.maxBytes) return tooLarge(limits);
  if (bytes.subarray(0, 8000).includes(0)) return { skipped: 'binary' };
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { skipped: 'not UTF-8' };
  }
  return isMinified(text) ? { skipped: 'minified' } : { source: { bytes, text } };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const MEGABYTE = 1_000_000;

function tooLarge({ maxBytes }: Limits): ReadResult {
  return { skipped: `over ${maxBytes / MEGABYTE} MB` };
}

function readFailure(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'vanished';
  return `unreadable${code === undefined ? '' : ` (${code})`}`;
}
