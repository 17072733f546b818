import { promises as fs } from 'node:fs';
import { messageOf } from '#shared/result.ts';

/** A piece of a file: `text` begins at byte `offset`, the next piece at `nextOffset`. */
export interface TextChunk {
  readonly text: string;
  readonly offset: number;
  readonly nextOffset: number;
  /** The whole file now, in bytes. Smaller than an earlier `nextOffset`: it was begun anew. */
  readonly size: number;
  /** Why it could not be read; the numbers are then 0. */
  readonly unreadable: string | null;
}

const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;

/** How many bytes a character takes that begins with this one. */
const lengthOf = (lead: number): number =>
  lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;

/** Where the first character begins: at most three bytes may belong to one before. */
function startOf(bytes: Buffer): number {
  let start = 0;
  while (start < 3 && isContinuation(bytes[start])) start += 1;
  return start;
}

/** Where the last whole character ends; an unfinished one is left for the next piece. */
function endOf(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    return lengthOf(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/**
 * At most `maxBytes` of a file from byte `offset` on, as UTF-8 cut between characters; a negative
 * offset counts from the end. Bytes that are no UTF-8 show as U+FFFD.
 */
export async function readLogChunk(
  path: string,
  offset: number,
  maxBytes = 256 * 1024,
): Promise<TextChunk> {
  try {
    // Looked at first: opening a pipe would wait for a writer.
    if (!(await fs.stat(path)).isFile()) throw new Error('it is not a file');
    const file = await fs.open(path, 'r');
    try {
      const { size } = await file.stat();
      const from = Math.min(size, offset < 0 ? Math.max(0, size + offset) : offset);
      const buffer = Buffer.allocUnsafe(Math.min(maxBytes, size - from));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
      const bytes = buffer.subarray(0, bytesRead);
      const start = from === 0 ? 0 : startOf(bytes);
      const end = Math.max(start, endOf(bytes));
      const text = bytes.toString('utf8', start, end);
      return { text, offset: from + start, nextOffset: from + end, size, unreadable: null };
    } finally {
      await file.close();
    }
  } catch (error) {
    const why = messageOf(error);
    const unreadable = `The log ${path} could not be read: ${why}`;
    return { text: '', offset: 0, nextOffset: 0, size: 0, unreadable };
  }
}
