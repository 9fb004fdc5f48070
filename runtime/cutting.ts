// Bytes in, lines out: what `text.split(separator)` gives of a whole text, chunk by chunk.
//
// Guarantee: the lines of all chunks, in order, are exactly those of `bytes.toString(encoding).split(separator)`.

/** How many of the first `length` bytes, at their end, may be the beginning of a character that the next chunk ends. */
type Unfinished = (bytes: Uint8Array, length: number) => number;

const none: Unfinished = () => 0;
const ENCODINGS = new Map<string, Unfinished>([
  ['utf8', unfinishedUtf8],
  ['utf-8', unfinishedUtf8],
  ['utf16le', unfinishedUtf16],
  ['utf-16le', unfinishedUtf16],
  ['ucs2', unfinishedUtf16],
  ['ucs-2', unfinishedUtf16],
  ['ascii', none],
  ['latin1', none],
  ['binary', none],
]);

/** Separators, each with the characters that one may go on with: cut between `\r` and `\n`, a text has another line. */
const STRINGS = new Map([
  ['\n', ''],
  ['\r', ''],
  ['\r\n', '\r'],
]);

/** By their source: flags change nothing of what these match. */
const EXPRESSIONS = new Map([
  ['\\n', ''],
  ['\\r', ''],
  ['[\\r\\n]', ''],
  ['[\\n\\r]', ''],
  ['\\r\\n', '\r'],
  ['\\r?\\n', '\r'],
  ['\\r?\\n|\\r', '\r'],
  ['\\r\\n?|\\n', '\r'],
  ['\\n|\\r\\n', '\r'],
  ['\\n|\\r\\n?', '\r'],
  ['\\r\\n|\\n', '\r'],
  ['\\r\\n|\\n|\\r', '\r'],
  ['\\r\\n|\\r|\\n', '\r'],
  ['\\n|\\r\\n|\\r', '\r'],
  ['\\n+', '\n'],
  ['\\r?\\n+', '\r\n'],
  ['[\\r\\n]+', '\r\n'],
  ['[\\n\\r]+', '\r\n'],
]);

/** Those that are `\n` with or without `\r` before it: they are found faster without the expression. */
const WITH_OR_WITHOUT_RETURN = new Set(['\\r?\\n', '\\n|\\r\\n', '\\r\\n|\\n']);

export interface Cutter {
  /** The lines that end within the first `length` bytes of `chunk`, whose memory may be used again afterwards. */
  push(chunk: Buffer, length: number): string[];
  /** What is left: the last line, which is empty after a final line end. */
  end(): string[];
}

const NOTHING = Buffer.alloc(0);

/** `null` where only the whole text can be split: `base64`, or a separator that is more than a line end. */
export function cutterFor(encoding: unknown, separator: string | RegExp): Cutter | null {
  const unfinished = typeof encoding === 'string' ? ENCODINGS.get(encoding.toLowerCase()) : undefined;
  const goingOn = typeof separator === 'string' ? STRINGS.get(separator) : EXPRESSIONS.get(separator.source);
  if (!unfinished || goingOn === undefined) return null;
  let bytesLeft = NOTHING;
  let textLeft = '';
  let line = '';

  const dropsReturn = typeof separator === 'object' && WITH_OR_WITHOUT_RETURN.has(separator.source);

  const cut = (text: string): string[] => {
    const lines = dropsReturn ? splitWithOrWithoutReturn(text) : text.split(separator);
    lines[0] = line + (lines[0] ?? '');
    line = lines.pop() ?? '';
    return lines;
  };

  return {
    push(chunk, length) {
      const isWhole = bytesLeft.length === 0;
      const bytes = isWhole ? chunk : Buffer.concat([bytesLeft, chunk.subarray(0, length)]);
      const count = isWhole ? length : bytes.length;
      const end = count - unfinished(bytes, count);
      bytesLeft = end < count ? Buffer.from(bytes.subarray(end, count)) : NOTHING;
      const text = textLeft + bytes.toString(encoding as BufferEncoding, 0, end);
      let whole = text.length;
      while (whole > 0 && goingOn.includes(text.charAt(whole - 1))) whole -= 1;
      textLeft = text.slice(whole);
      return cut(text.slice(0, whole));
    },
    end() {
      const lines = cut(textLeft + bytesLeft.toString(encoding as BufferEncoding));
      return [...lines, line];
    },
  };
}

/** `text.split(/\r?\n/)`, without the match of each line. */
function splitWithOrWithoutReturn(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    lines.push(text.slice(start, text.charAt(end - 1) === '\r' && end > start ? end - 1 : end));
    start = end + 1;
  }
  lines.push(text.slice(start));
  return lines;
}

/**
 * A character has four bytes at most, and only its first one lies outside of 0x80 to 0xBF: what begins there is decoded
 * alike, valid or not, whatever stands before it.
 */
function unfinishedUtf8(bytes: Uint8Array, length: number): number {
  for (let count = 1; count <= 3; count += 1) {
    const byte = bytes[length - count];
    if (byte === undefined || byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return size > count ? count : 0;
    }
  }
  return 0;
}

function unfinishedUtf16(_: Uint8Array, length: number): number {
  return length % 2;
}
