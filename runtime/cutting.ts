// Bytes in, lines out: what `text.split(separator)` gives of a whole text, chunk by chunk.
//
// Guarantee: the lines of all chunks, in order, are exactly those of `bytes.toString(encoding).split(separator)`.

/** How many bytes at the end of a chunk may be the beginning of a character that the next chunk ends. */
type Unfinished = (bytes: Uint8Array) => number;

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

export interface Cutter {
  /** The lines that end within these bytes. They are copied where they are needed later: the caller may reuse them. */
  push(bytes: Uint8Array): string[];
  /** What is left: the last line, which is empty after a final line end. */
  end(): string[];
}

/** `null` where only the whole text can be split: `base64`, or a separator that is more than a line end. */
export function cutterFor(encoding: unknown, separator: string | RegExp): Cutter | null {
  const unfinished = typeof encoding === 'string' ? ENCODINGS.get(encoding.toLowerCase()) : undefined;
  const goingOn = typeof separator === 'string' ? STRINGS.get(separator) : EXPRESSIONS.get(separator.source);
  if (!unfinished || goingOn === undefined) return null;
  let bytesLeft = Buffer.alloc(0);
  let textLeft = '';
  let line = '';

  const cut = (text: string): string[] => {
    const lines = text.split(separator);
    lines[0] = line + (lines[0] ?? '');
    line = lines.pop() ?? '';
    return lines;
  };

  return {
    push(bytes) {
      const all = bytesLeft.length > 0 ? Buffer.concat([bytesLeft, bytes]) : asBuffer(bytes);
      const end = all.length - unfinished(all);
      bytesLeft = Buffer.from(all.subarray(end));
      const text = textLeft + all.toString(encoding as BufferEncoding, 0, end);
      let length = text.length;
      while (length > 0 && goingOn.includes(text.charAt(length - 1))) length -= 1;
      textLeft = text.slice(length);
      return cut(text.slice(0, length));
    },
    end() {
      const lines = cut(textLeft + bytesLeft.toString(encoding as BufferEncoding));
      return [...lines, line];
    },
  };
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/**
 * A character has four bytes at most, and only its first one lies outside of 0x80 to 0xBF: what begins there is decoded
 * alike, valid or not, whatever stands before it.
 */
function unfinishedUtf8(bytes: Uint8Array): number {
  for (let count = 1; count <= 3; count += 1) {
    const byte = bytes[bytes.length - count];
    if (byte === undefined || byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > count ? count : 0;
    }
  }
  return 0;
}

function unfinishedUtf16(bytes: Uint8Array): number {
  return bytes.length % 2;
}
