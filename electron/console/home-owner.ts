import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { ObserveProcess } from '#shared/domain/engine.ts';
import type { ProcessIdentity } from '#shared/domain/session.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Who runs the console on a home directory, and where it can be reached. */
export interface HomeOwner {
  readonly identity: ProcessIdentity;
  readonly shell: string;
  readonly socket: string;
  /** Made anew by each console: only the one that wrote the file removes it. */
  readonly token: string;
}

const ownerSchema = z.object({
  identity: z.object({
    pid: z.number().int(),
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

function readOwner(file: string): HomeOwner | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Gone between two looks, or unreadable: the exclusive create that follows decides.
    return undefined;
  }
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    // Torn by a crash in the middle of the first write: nobody can be named, so nobody owns it.
    return undefined;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

function create(file: string, owner: HomeOwner): Result<void, ClaimError | 'exists'> {
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
    return ok(undefined);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return err('exists');
    return err({
      kind: 'home_unreadable',
      message: `The home directory cannot be written: ${String(error)}. Choose another with --home.`,
    });
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
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const created = create(deps.file, owner);
    if (created.ok) return ok({ release: () => release(deps.file, owner) });
    if (created.error !== 'exists') return err(created.error);
    const current = readOwner(deps.file);
    if (current !== undefined) {
      const seen = await deps.observeProcess(current.identity);
      if (seen.kind === 'alive' || seen.kind === 'unknown')
        return err({
          kind: 'home_owned',
          owner: current,
          message: `Process ${current.identity.pid} (${current.shell}) already runs the console on this home directory.`,
        });
    }
    // Another console may have replaced the file since it was read: then it is not the one judged.
    if (readOwner(deps.file)?.token === current?.token) rmSync(deps.file, { force: true });
  }
  return err({
    kind: 'home_owned',
    owner: readOwner(deps.file),
    message: 'Another console is starting on this home directory at this moment; try again.',
  });
}

function release(file: string, owner: HomeOwner): void {
  if (readOwner(file)?.token === owner.token) rmSync(file, { force: true });
}
