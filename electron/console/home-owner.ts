import { rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { errorCode } from '#electron/platform/system-error.ts';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import { readJson } from '#shared/domain/json.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';
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
  // Gone between two looks: the exclusive create that follows decides.
  if (!text.ok) return text.error.kind === 'absent' ? ok(undefined) : err(text.error.message);
  // Torn by a crash in the middle of the first write: nobody can be named, so nobody owns it.
  return ok(ownerSchema.safeParse(readJson(text.value)).data);
}

const tokenIn = (file: string): string | undefined => {
  const owner = readOwner(file);
  return owner.ok ? owner.value?.token : undefined;
};

function create(file: string, owner: HomeOwner): Result<void, ClaimError | 'exists'> {
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
    return ok(undefined);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return err('exists');
    return err({
      kind: 'home_unreadable',
      message: `The home directory cannot be written: ${String(error)}. Choose another with --home.`,
    });
  }
}

const unreadable = (why: string): ClaimError => ({
  kind: 'home_unreadable',
  message: `Nobody can tell who runs the console on this home directory. ${why} Make it readable, or remove it when no console runs there.`,
});

/**
 * Makes this process the one console of a home directory. An owner file whose process is proven gone
 * is taken over; one whose process lives, or cannot be looked at, is respected.
 */
export async function claimHome(
  deps: ClaimDeps,
  owner: HomeOwner,
): Promise<Result<{ release(): void }, ClaimError>> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const created = create(deps.file, owner);
    if (created.ok) return ok({ release: () => release(deps.file, owner) });
    if (created.error !== 'exists') return err(created.error);
    const read = readOwner(deps.file);
    if (!read.ok) return err(unreadable(read.error));
    const current = read.value;
    if (current !== undefined && current.token !== owner.token) {
      const seen = await deps.observeProcess(current.identity);
      if (seen.kind === 'alive' || seen.kind === 'unknown')
        return err({
          kind: 'home_owned',
          owner: current,
          message: `Process ${current.identity.pid} (${current.shell}) already runs the console on this home directory.`,
        });
    }
    // Another console may have replaced the file since it was read: then it is not the one judged.
    if (tokenIn(deps.file) === current?.token) rmSync(deps.file, { force: true });
  }
  const last = readOwner(deps.file);
  return err({
    kind: 'home_owned',
    owner: last.ok ? last.value : undefined,
    message: 'Another console is starting on this home directory at this moment; try again.',
  });
}

function release(file: string, owner: HomeOwner): void {
  if (tokenIn(file) === owner.token) rmSync(file, { force: true });
}
