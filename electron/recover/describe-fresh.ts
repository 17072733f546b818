import { counted } from '#shared/domain/counted.ts';
import type { Fact, PlanStep } from '#shared/domain/plan.ts';
import { addSteps } from './add-worktree.ts';
import { workFact } from './backup/observe-work.ts';
import type { FreshEnvironment } from './fresh-environment.ts';
import { ignoredSteps, keepsIgnored } from './ignored/ignored-scene.ts';
import { setBackCommands } from './prepare-environment.ts';
import { entryFact } from './stale-entry.ts';
import { shortId } from './words.ts';
import { describeSource } from './worktree-source.ts';

/** What an environment to be prepared anew looks like, as planned facts. */
export function freshFacts(fresh: FreshEnvironment): readonly Fact[] {
  switch (fresh.kind) {
    case 'set_back':
      return [
        { fact: 'worktree', value: `present, on ${fresh.branch ?? 'no branch'}` },
        { fact: 'HEAD', value: shortId(fresh.seen.work.head) },
        { fact: 'set back to', value: shortId(fresh.seen.base) },
        { fact: 'uncommitted work', value: workFact(fresh.seen.work) },
      ];
    case 'bring_back':
      return [
        { fact: 'worktree', value: 'missing' },
        { fact: 'brought back from', value: describeSource(fresh.missing.source) },
        { fact: "git's entry of it", value: entryFact(fresh.missing.stale) },
      ];
    case 'impossible':
      // By either name, as what was planned may be known by one of them.
      return [
        { fact: 'worktree', value: fresh.why },
        { fact: 'environment', value: fresh.why },
      ];
    default:
      return [{ fact: 'environment', value: fresh.kind.replaceAll('_', ' ') }];
  }
}

/** How it is prepared, step by step, with the exact commands. */
export function freshSteps(fresh: FreshEnvironment): readonly PlanStep[] {
  switch (fresh.kind) {
    case 'as_it_is':
    case 'impossible':
      return [];
    case 'make_directory':
      return [{ describe: `Make the directory ${fresh.path}` }];
    case 'swap_directory':
      return [
        { describe: `Move ${fresh.path} to ${fresh.trash}, whole` },
        { describe: `Make the directory ${fresh.path} anew` },
      ];
    case 'bring_back':
      return addSteps(fresh.missing, fresh.backupId);
    case 'set_back':
      return [
        ...(fresh.backup === null
          ? []
          : [
              {
                describe: `Keep HEAD, index and working tree in ${fresh.backup.location}, and read them back`,
              },
            ]),
        ...ignoredSteps(fresh.ignored),
        ...setBackCommands(fresh.seen).map(({ describe, args }) => ({
          describe,
          command: ['git', '-C', fresh.path, ...args],
        })),
      ];
  }
}

/** What stays restorable. */
export function freshKeeps(fresh: FreshEnvironment): readonly string[] {
  if (fresh.kind === 'swap_directory') return [`All that is in ${fresh.path}, in ${fresh.trash}`];
  if (fresh.kind !== 'set_back') return [];
  const { commits, work } = fresh.seen;
  const kept = [
    ...(commits === 0 ? [] : [counted(commits, 'commit')]),
    ...(work.paths.length === 0 ? [] : [counted(work.paths.length, 'uncommitted file')]),
  ];
  return [
    ...(fresh.backup === null || kept.length === 0
      ? []
      : [`${kept.join(' and ')}, in ${fresh.backup.location}`]),
    keepsIgnored(fresh.ignored),
  ];
}

/** What an operator should know before it is prepared. */
export function freshWarnings(fresh: FreshEnvironment): readonly string[] {
  if (fresh.kind === 'set_back')
    return [
      ...(fresh.seen.isBaseKnown
        ? []
        : [
            'Where its branch began is not known: only uncommitted work is set back, commits stay.',
          ]),
      ...fresh.occupants
        .slice(0, 3)
        .map(
          ({ pid, name }) =>
            `Process ${pid} (${name}) still works in it, and may write there meanwhile.`,
        ),
    ];
  if (fresh.kind !== 'bring_back') return [];
  const { source } = fresh.missing;
  if (source.kind === 'branch_elsewhere')
    return [
      `It comes back detached: branch ${source.branch} is checked out in ${source.elsewhere}.`,
    ];
  return source.kind === 'base'
    ? [`Branch ${source.branch} is gone and begins anew from ${source.from}.`]
    : [];
}
