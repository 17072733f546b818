import type { Fact, PlanItem, PlanStep } from '#shared/domain/plan.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { failpoint } from '#electron/platform/failpoint.ts';
import type { Look } from '#electron/recover/look.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import type { ActFailure } from '#electron/recover/recovery-verb.ts';
import { plannedFact } from '#electron/recover/target.ts';
import { shortId } from '#electron/recover/words.ts';

/** The name under which a plan keeps the branch that it makes, and where. */
const madeBranchFact = 'makes its branch at';

/** For a plan: the branch that comes about by it; none where it makes none. */
export const madeBranchFacts = (
  made: { readonly branch: string; readonly commit: string } | undefined,
): readonly Fact[] =>
  made === undefined ? [] : [{ fact: madeBranchFact, value: `${made.commit} ${made.branch}` }];

/** A branch that was made by what is to be undone. */
export interface MadeBranch {
  readonly repoRoot: string;
  readonly name: string;
  /** Where it was made. */
  readonly commit: string;
  /** `why`: it is somebody's by now, and stays. */
  readonly state: 'goes' | 'gone' | { readonly why: string };
}

/** Looks at it; undefined where none was made. `path`: the worktree that it was made for. */
export async function observeMadeBranch(
  look: Look,
  planned: PlanItem,
  repoRoot: string,
  path: string,
): Promise<MadeBranch | undefined> {
  const [, commit, name] = /^(\S+) (.+)$/s.exec(plannedFact(planned, madeBranchFact) ?? '') ?? [];
  if (commit === undefined || name === undefined) return undefined;
  const made = { repoRoot, name, commit };
  const repository = await look.repository(repoRoot);
  if (repository.kind === 'unknown')
    return { ...made, state: { why: `branch ${name} could not be seen (${repository.why})` } };
  const tip = repository.branches[name];
  if (tip === undefined) return { ...made, state: 'gone' };
  const other = repository.worktrees.find(
    (one) => one.branch === name && one.path !== path && one.realPath !== path,
  );
  if (other !== undefined)
    return { ...made, state: { why: `branch ${name} is checked out in ${other.path}` } };
  return tip === commit
    ? { ...made, state: 'goes' }
    : { ...made, state: { why: `branch ${name} is at ${shortId(tip)} by now` } };
}

/** The branch that is deleted again; undefined where none is. */
export const goingBranch = (made: MadeBranch | undefined): MadeBranch | undefined =>
  made?.state === 'goes' ? made : undefined;

export const branchWarnings = (made: MadeBranch | undefined): readonly string[] =>
  typeof made?.state === 'object' ? [`Its branch stays: ${made.state.why}.`] : [];

export const branchFacts = (made: MadeBranch | undefined): readonly Fact[] =>
  made === undefined
    ? []
    : [
        {
          fact: 'the branch made for it',
          value: typeof made.state === 'string' ? made.state : made.state.why,
        },
      ];

const commands = (
  { name, commit }: MadeBranch,
  keepIn: string | undefined,
): readonly (PlanStep & { readonly args: readonly string[] })[] => [
  ...(keepIn === undefined
    ? []
    : [
        {
          describe: `Keep the commit of branch ${name} in ${keepIn}`,
          args: ['update-ref', '--no-deref', keepIn, commit],
        },
      ]),
  {
    describe: `Delete branch ${name} again`,
    args: ['update-ref', '-d', `refs/heads/${name}`, commit],
  },
];

/** `keepIn`: the private ref that its commit is kept under, where nothing else holds that. */
export const branchSteps = (
  made: MadeBranch | undefined,
  keepIn: string | undefined,
): readonly PlanStep[] => {
  const going = goingBranch(made);
  return going === undefined
    ? []
    : commands(going, keepIn).map(({ describe, args }) => ({
        describe,
        command: ['git', '-C', going.repoRoot, ...args],
      }));
};

/** Deletes it as long as it is where it was made; git itself compares. */
export async function dropBranch(
  { runGit }: Pick<RecoverDeps, 'runGit'>,
  made: MadeBranch | undefined,
  keepIn: string | undefined,
): Promise<Result<void, ActFailure>> {
  const going = goingBranch(made);
  for (const { args } of going === undefined ? [] : commands(going, keepIn)) {
    const ran = await runGit({ cwd: going?.repoRoot ?? '', args, access: 'write' });
    if (!ran.ok)
      return err({
        kind: 'failed',
        why: `Branch ${going?.name} is still there: ${ran.error.message}`,
      });
    failpoint('undo:branch-step');
  }
  return ok(undefined);
}
