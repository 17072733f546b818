import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** What was answered on a line of its own; undefined when the question was left (Ctrl+C, Ctrl+D). */
export function ask(
  question: string,
  { input, output }: { readonly input: Readable; readonly output: Writable },
): Promise<string | undefined> {
  const terminal = createInterface({ input, output });
  return new Promise((resolve) => {
    terminal.once('close', () => resolve(undefined));
    terminal.question(question, (answer) => {
      resolve(answer.trim());
      terminal.close();
    });
  });
}
