// Entry of the broker: a process that stays small, because starting git from a large one stalls it
// in proportion to its memory. One request in, one answer out; the other side bounds how many.
import type { BrokerAnswer, BrokerRequest } from './broker-messages.ts';
import { createGitRunner } from './git-runner.ts';

/** What Electron gives a utility process instead of Node's own channel. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: BrokerRequest }) => void): void;
  postMessage(message: BrokerAnswer): void;
}

const runGit = createGitRunner();

async function answer({ id, request }: BrokerRequest): Promise<BrokerAnswer> {
  try {
    return { id, outcome: await runGit(request) };
  } catch (error) {
    // A bug in the runner: said as an answer, so that whoever asked is not left waiting.
    const message = `The git runner failed on git ${request.args[0] ?? ''}: ${String(error)}`;
    return { id, outcome: { ok: false, error: { kind: 'git_failed', message, exitCode: null } } };
  }
}

// Only Electron defines it, and Node's types do not know of it.
const { parentPort } = process as { readonly parentPort?: ParentPort };

if (parentPort === undefined) {
  process.on('message', async (message: BrokerRequest) => {
    const answered = await answer(message);
    process.send?.(answered);
  });
  // The console is gone; git commands that still run end by themselves.
  process.on('disconnect', () => process.exit(0));
} else {
  parentPort.on('message', async ({ data }) => {
    const answered = await answer(data);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
    parentPort.postMessage(answered);
  });
}
