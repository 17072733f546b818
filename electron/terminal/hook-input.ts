import type { Readable } from 'node:stream';
import { err, ok, type Result } from '#shared/result.ts';

export interface InputLimits {
  readonly maxBytes: number;
  /** Whoever never closes its end must not hold up an agent. */
  readonly withinMs: number;
}

/** All of a stream as text, within limits; the error is a sentence. */
export async function readInput(
  stream: Readable & { readonly isTTY?: boolean },
  { maxBytes, withinMs }: InputLimits,
): Promise<Result<string, string>> {
  if (stream.isTTY === true)
    return err('Standard input is a terminal: no hook event comes from it.');
  const chunks: Buffer[] = [];
  let size = 0;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stream.destroy();
  }, withinMs);
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) return err(`The hook event has more than ${maxBytes} bytes.`);
      chunks.push(bytes);
    }
    return ok(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    if (!isLate) return err(`Standard input cannot be read: ${String(error)}`);
    return err(`The hook event did not end within ${withinMs} ms.`);
  } finally {
    clearTimeout(timer);
  }
}
