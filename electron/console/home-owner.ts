import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import { readJson } from '#shared/domain/json.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { exclusively } from '#electron/journal/exclusively.ts';
import { readTextNow } from '#electron/platform/files.ts';

/** Who runs the console on a home directory, and where it can be reached. */
export interface HomeOwner {
  readonly identity: ProcessIdentity;
  readonly shell: string;
  readonly socket: string;
  /**
   * Made anew by each console: only the one that wrote the file removes it. A console whose thread died
   * is started again with the same, as its process lives on.
   */
  readonly token: string;
}

const ownerSchema = z.object({
  identity: z.object({
    pid: z.number().int().positive(),
    startTime: z.string().optional(),
    bootId: z.string().optional(),
    host: z.string().optional(),
  }),
  shell: z.string(),
  socket: z.string(),
  token: z.string(),
});

export type ClaimError =
  | {
      readonly kind: 'home_owned';
      readonly message: string;
      readonly owner: HomeOwner | undefined;
    }
  | { readonly kind: 'home_unreadable'; readonly message: string };

export interface ClaimDeps {
  readonly file: string;
  readonly observeProcess: ObserveProcess;
}

const maxOwnerBytes = 64 * 1024;

/** Undefined: nobody is named. The error says why the file could not be looked at: that proves nothing. */
function readOwner(file: string): Result<HomeOwner | undefined, string> {
  const text = readTextNow(file, maxOwnerBytes);
  if (!text.ok) return text.error.kind === 'absent' ? ok(undefined) : err(text.error.message);
  // Torn by a failing disk: nobody can be named, so nobody owns it.
  return ok(ownerSchema.safeParse(readJson(text.value)).data);
}

const tokenIn = (file: string): string | undefined => {
  const owner = readOwner(file);
  return owner.ok ? owner.value?.token : undefined;
};

/** In one step, so that nobody ever reads half of it. */
function writeOwner(file: string, owner: HomeOwner): void {
  const draft = `${file}.${process.pid}.tmp`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
  renameSync(draft, file);
}

const unreadable = (why: string): ClaimError => ({
  kind: 'home_unreadable',
  message: `Nobody can tell who runs the console on this home directory. ${why} Make it readable, or remove it when no console runs there.`,
});

type Seen = 'free' | { readonly judge: HomeOwner } | ClaimError;

/** Free when it is nobody's, our own, or that of an owner who was proven gone. */
function lookAt(file: string, owner: HomeOwner, gone: string | undefined): Seen {
  const read = readOwner(file);
  if (!read.ok) return unreadable(read.error);
  const current = read.value;
  return current === undefined || [owner.token, gone].includes(current.token)
    ? 'free'
    : { judge: current };
}

/** Takes the home if it is free, while nobody else takes it. */
function take(
  file: string,
  owner: HomeOwner,
  gone: string | undefined,
): Exclude<Seen, 'free'> | 'claimed' {
  const seen = lookAt(file, owner, gone);
  if (seen !== 'free') return seen;
  try {
    return exclusively(`${file}.lock`, () => {
      // Somebody may have been faster.
      const step = lookAt(file, owner, gone);
      if (step !== 'free') return step;
      writeOwner(file, owner);
      return 'claimed';
    });
  } catch (error) {
    return {
      kind: 'home_unreadable',
      message: `The home directory cannot be written: ${String(error)}. Choose another with --home.`,
    };
  }
}

/**
 * Makes this process the one console of a home directory. An owner file whose process is proven gone
 * is taken over; one whose process lives, or cannot be looked at, is respected.
 */
export async function claimHome(
  deps: ClaimDeps,
  owner: HomeOwner,
): Promise<Result<{ release(): void }, ClaimError>> {
  let gone: HomeOwner | undefined;
  // Whoever was judged may be replaced meanwhile by another that starts: then that one is judged.
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const step = take(deps.file, owner, gone?.token);
    if (step === 'claimed') return ok({ release: () => release(deps.file, owner) });
    if (!('judge' in step)) return err(step);
    gone = step.judge;
    const seen = await deps.observeProcess(gone.identity);
    const who = `Process ${gone.identity.pid} (${gone.shell})`;
    if (seen.kind === 'alive')
      return owned(gone, `${who} already runs the console on this home directory.`);
    // Nobody waits for ever for a process that cannot be looked at, such as after the machine was renamed.
    if (seen.kind === 'unknown')
      return owned(
        gone,
        `${who} may run the console on this home directory; that cannot be seen from here: ${seen.why}. When it has ended, remove ${deps.file}.`,
      );
  }
  const another = 'Another console is starting on this home directory at this moment; try again.';
  return owned(gone, another);
}

const owned = (owner: HomeOwner | undefined, message: string): Result<never, ClaimError> =>
  err({ kind: 'home_owned', owner, message });

/** Nobody else replaces the file of a process that lives. */
function release(file: string, owner: HomeOwner): void {
  if (tokenIn(file) === owner.token) rmSync(file, { force: true });
}
