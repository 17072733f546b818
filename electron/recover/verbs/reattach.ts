import { err, ok, type Result } from '#shared/result.ts';
import { environmentIsBack } from '#electron/recover/environment-is-back.ts';
import {
  type EnvironmentScene,
  notRecorded,
  observeEnvironmentScene,
} from '#electron/recover/environment-scene.ts';
import { readEntryLink, type EntryLink } from '#electron/recover/entry-link.ts';
import type { RecoverDeps } from '#electron/recover/recover-deps.ts';
import {
  defineVerb,
  plainDescription,
  type ActContext,
  type ActFailure,
  type ActSuccess,
  type RecoveryVerb,
} from '#electron/recover/recovery-verb.ts';

interface ReattachScene extends EnvironmentScene {
  readonly link: EntryLink;
}

/** Reattach worktree: git's entry and the directory find each other again; no file in it changes. */
export const createReattach = (deps: RecoverDeps): RecoveryVerb =>
  defineVerb<ReattachScene>({
    verb: 'reattach',
    async observe(target, look) {
      const scene = await observeEnvironmentScene(deps, target, look);
      return { ...scene, link: await readEntryLink(scene.recorded?.record.git) };
    },
    goalHolds,
    eligibility,
    facts: ({ reading, link }) => [
      { fact: 'directory', value: reading?.path.kind ?? 'not looked at' },
      { fact: 'listed by git', value: reading?.registration ?? 'not looked at' },
      { fact: 'its .git leads to', value: link.kind === 'entry' ? link.adminDir : link.kind },
    ],
    describe: ({ recorded }) => ({
      ...plainDescription([
        {
          describe: 'Let git find the worktree again',
          command: ['git', '-C', recorded?.record.git?.repoRoot ?? '', ...repair(recorded)],
        },
      ]),
      keeps: ['Every file in it as it is'],
    }),
    act: (scene, context) => act(deps, scene, context),
    async verify({ target }, look) {
      const again = await observeEnvironmentScene(deps, target, look);
      return goalHolds(again) === undefined
        ? err(
            `Git still does not list ${again.recorded?.record.path}; restart from scratch or clean it up.`,
          )
        : ok(`Git lists ${again.recorded?.record.path} again.`);
    },
  });

const repair = (recorded: EnvironmentScene['recorded']): readonly string[] => [
  'worktree',
  'repair',
  '--',
  recorded?.record.git?.worktreePath ?? '',
];

const goalHolds = ({ reading }: EnvironmentScene): string | undefined =>
  reading?.path.kind === 'present' && reading.registration === 'registered'
    ? 'Git lists it.'
    : undefined;

function eligibility({ recorded, reading, link }: ReattachScene): string | undefined {
  if (recorded === undefined) return notRecorded;
  const { path, git } = recorded.record;
  if (git === undefined) return 'Its record does not say which worktree it is.';
  if (reading?.path.kind === 'absent') return `${path} is missing; recreate the environment.`;
  if (reading?.path.kind !== 'present' || reading.registration === 'unknown')
    return `${path} could not be looked at; look again.`;
  // An entry that still names this very path needs no link back: repair writes it anew.
  if (reading.worktree !== undefined && link.kind !== 'foreign') return undefined;
  switch (link.kind) {
    case 'entry':
      return undefined;
    case 'no_link':
      return `${path} holds no link to a repository, so it is no worktree; clean it up, then recreate it.`;
    case 'entry_gone':
      return `Git's entry ${link.adminDir} is gone, so there is nothing to reattach it to; clean it up (all of it is kept), then recreate it.`;
    case 'foreign':
      return `${path} belongs to another repository (${link.adminDir}).`;
    case 'unreadable':
      return `The .git of ${path} could not be read (${link.why}); look again.`;
  }
}

async function act(
  deps: RecoverDeps,
  { recorded }: ReattachScene,
  context: ActContext,
): Promise<Result<ActSuccess, ActFailure>> {
  const git = recorded?.record.git;
  if (recorded === undefined || git === undefined) throw new Error('Nothing was to be reattached.');
  const ran = await deps.runGit({ cwd: git.repoRoot, args: repair(recorded), access: 'write' });
  if (!ran.ok) return err({ kind: 'failed', why: ran.error.message });
  const { id } = recorded.record;
  const written = context.write(environmentIsBack(deps, id), {
    subject: `environment:${id}`,
    message: `Environment ${id} was reattached.`,
  });
  return written.ok ? ok({ why: 'Reattached.' }) : written;
}
