import { formatMinutes } from '#renderer/ui/time.ts';
import type { WorkAtRisk } from '#shared/domain/condition.ts';
import { sayTokens, sayUsd } from '#shared/domain/cost.ts';
import { counted } from '#shared/domain/counted.ts';

export interface RiskWords {
  readonly first: string;
  readonly second: string;
  /** The whole of it, for a screen reader and the tooltip. */
  readonly whole: string;
}

/** What would be lost, in the two short lines of a row; what nobody could look at says so. */
export function sayRisk({
  uncommittedFiles,
  unpushedCommits,
  minutes,
  usd,
  tokens,
}: WorkAtRisk): RiskWords {
  const files = uncommittedFiles === undefined ? undefined : counted(uncommittedFiles, 'file');
  const commits = unpushedCommits === undefined ? undefined : counted(unpushedCommits, 'commit');
  const spent = minutes === undefined || minutes === 0 ? undefined : formatMinutes(minutes);
  const money = usd === undefined ? undefined : sayUsd(usd);
  const hasFiles = uncommittedFiles !== undefined && uncommittedFiles > 0;
  const hasCommits = unpushedCommits !== undefined && unpushedCommits > 0;
  const isKnown = files !== undefined || commits !== undefined;
  const lines = [
    ...(hasFiles ? [files ?? ''] : []),
    ...(hasCommits ? [commits ?? ''] : []),
    ...(hasFiles || hasCommits ? [] : [isKnown ? 'clean' : 'unknown']),
    ...(spent === undefined ? [] : [spent]),
  ];
  const whole = [
    files === undefined ? 'uncommitted files unknown' : `${files} uncommitted`,
    commits === undefined ? 'unpushed commits unknown' : `${commits} not pushed`,
    ...(spent === undefined ? [] : [`${spent} of work`]),
    ...(money === undefined ? [] : [money]),
    ...(tokens === undefined ? [] : [sayTokens(tokens)]),
  ].join(', ');
  return { first: lines[0] ?? '', second: lines[1] ?? '', whole };
}

/** What several would lose together, e.g. `14 files, 2 commits`; empty when nothing is known. */
export function sayRiskOfAll(files: number, commits: number): readonly string[] {
  const parts = [
    ...(files > 0 ? [counted(files, 'file')] : []),
    ...(commits > 0 ? [counted(commits, 'commit')] : []),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}
