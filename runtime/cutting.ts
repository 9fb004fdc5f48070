// Bytes in, lines out: what `text.split(separator)` gives of a whole text, chunk by chunk.
//
// Guarantee: the lines of all chunks, in order, are exactly those of `bytes.toString(encoding).split(separator)`.

/** No byte of these belongs to a longer character, so that UTF-8 may be cut there, be it valid or not. */
const LINE_FEED = 10;
const RETURN = 13;

/** How many of the first `length` bytes, at their end, may be the beginning of a character that the next chunk ends. */
type Unfinished = (bytes: Uint8Array, length: number) => number;

const none: Unfinished = () => 0;
export const ENCODINGS = new Map<string, Unfinished>([
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
export const STRINGS = new Map([
  ['\n', ''],
  ['\r', ''],
  ['\r\n', '\r'],
]);

/** By their source: flags change nothing of what these match. */
export const EXPRESSIONS = new Map([
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

/**
 * Whose bytes and lines are asked for in turns: read some into `chunk` behind those that wait there, `push` them, and
 * take lines by `next` until there is none.
 */
export interface Cutter {
  readonly chunk: Buffer;
  /** How many bytes wait at the beginning of `chunk` for those that follow them. Fewer than fit. */
  readonly waiting: number;
  /** So many bytes were read behind those that wait. 0: the file is at its end. */
  push(length: number): void;
  /** One line of what was pushed. At the end of the file, what follows the last line end is a line too. */
  next(): string | null;
}

/** Where a separator stands in a text. */
interface Place {
  start: number;
  end: number;
}

/**
 * `null` where only the whole text can be split: `base64`, or a separator that is more than a line end.
 *
 * The lines are cut off one by one, and no byte or text is copied for the next chunk if a chunk can be left at a line
 * end: what outlives a chunk makes the heap grow, and so do buffers, which are freed late.
 */
export function cutterFor(encoding: unknown, separator: string | RegExp, chunkBytes = 8192): Cutter | null {
  const unfinished = typeof encoding === 'string' ? ENCODINGS.get(encoding.toLowerCase()) : undefined;
  const goingOn = typeof separator === 'string' ? STRINGS.get(separator) : EXPRESSIONS.get(separator.source);
  if (!unfinished || goingOn === undefined) return null;
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const place: Place = { start: 0, end: 0 };
  const find = finderOf(separator);
  let waiting = 0;
  /** What may belong to a separator that the next chunk ends. */
  let textLeft = '';
  let text = '';
  let position = 0;
  /** The beginning of a line that did not end in the chunks before. */
  let line = '';
  let isLastLineLeft = false;

  const decode = (start: number, end: number): string => chunk.toString(encoding as BufferEncoding, start, end);

  return {
    chunk,
    get waiting() {
      return waiting;
    },
    push(length) {
      const count = waiting + length;
      position = 0;
      if (length === 0) {
        isLastLineLeft = true;
        text = textLeft + decode(0, count);
        return;
      }
      const afterLine = unfinished === unfinishedUtf16 ? 0 : chunk.lastIndexOf(LINE_FEED, count - 1) + 1;
      const end = afterLine || count - unfinished(chunk, count);
      const decoded = textLeft + decode(0, end);
      chunk.copyWithin(0, end, count);
      waiting = count - end;
      let whole = decoded.length;
      while (whole > 0 && goingOn.includes(decoded.charAt(whole - 1))) whole -= 1;
      textLeft = decoded.slice(whole);
      text = decoded.slice(0, whole);
    },
    next() {
      let ended = line;
      if (find(text, position, place)) {
        ended += text.slice(position, place.start);
        position = place.end;
        line = '';
        return ended;
      }
      ended += text.slice(position);
      text = '';
      position = 0;
      line = isLastLineLeft ? '' : ended;
      if (!isLastLineLeft) return null;
      isLastLineLeft = false;
      return ended;
    },
  };
}

/** Tells whether there is a separator from `from` on, and puts down its place. */
type Finder = (text: string, from: number, place: Place) => boolean;

function finderOf(separator: string | RegExp): Finder {
  if (typeof separator === 'string') {
    return (text, from, place) => {
      place.start = text.indexOf(separator, from);
      place.end = place.start + separator.length;
      return place.start >= 0;
    };
  }
  if (WITH_OR_WITHOUT_RETURN.has(separator.source)) {
    return (text, from, place) => {
      const feed = text.indexOf('\n', from);
      place.start = feed > from && text.charCodeAt(feed - 1) === RETURN ? feed - 1 : feed;
      place.end = feed + 1;
      return feed >= 0;
    };
  }
  const expression = new RegExp(separator.source, 'g');
  return (text, from, place) => {
    expression.lastIndex = from;
    place.start = expression.exec(text)?.index ?? -1;
    place.end = expression.lastIndex;
    return place.start >= 0;
  };
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
