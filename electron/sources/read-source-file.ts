import { decodeText } from '#electron/platform/decode-text.ts';
import { readBoundedBytes } from '#electron/platform/files.ts';

/** A file of another system: its text, nothing there, or why it cannot be read, with its name. */
export type SourceText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly message: string };

/** Larger than any state that such systems keep in one file. In bytes. */
export const stateMaxBytes = 8 * 1024 * 1024;
export const smallMaxBytes = 64 * 1024;

/** Reads a whole file as UTF-8; only what was looked for and not found is absent. */
export async function readSourceFile(file: string, maxBytes: number): Promise<SourceText> {
  const bytes = await readBoundedBytes(file, maxBytes);
  if (!bytes.ok)
    return bytes.error.kind === 'absent'
      ? { kind: 'absent' }
      : { kind: 'unreadable', message: bytes.error.message };
  const text = decodeText(file, bytes.value);
  return text.ok
    ? { kind: 'text', text: text.value }
    : { kind: 'unreadable', message: text.error.message };
}
