import type { UnclaimedDirectory } from '#shared/domain/observation.ts';
import type { Observer } from './observe-world.ts';
import { dirname } from 'node:path';
import { isRepository } from './places.ts';

export interface LeftoverQuestion {
  /** Real path. */
  readonly path: string;
  /** The watched folder that it was made for. */
  readonly workspace: string;
  /** The system that made it. */
  readonly source: string;
}

/** A directory that another system made and names no more, with the work in it; undefined: it is gone. */
export async function observeLeftover(
  { observePath, observeStatus }: Pick<Observer, 'observePath' | 'observeStatus'>,
  { path, workspace, source }: LeftoverQuestion,
): Promise<UnclaimedDirectory | undefined> {
  const seen = await observePath(path);
  if (seen.kind !== 'present' || seen.type !== 'directory') return undefined;
  const status = (await isRepository(path)) ? await observeStatus({ path }) : undefined;
  const { isEmpty = false, observedAt } = seen;
  return { path, root: dirname(path), workspace, source, isEmpty, status, observedAt };
}
