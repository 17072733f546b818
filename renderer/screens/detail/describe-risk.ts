import { formatLength } from '#renderer/ui/charts/format-length.ts';
import type { WorkAtRisk } from '#shared/domain/condition.ts';
import { sayTokens, sayUsd } from '#shared/domain/cost.ts';
import { counted } from '#shared/domain/counted.ts';

/** What would be lost, part by part; what could not be looked at says so. Nothing at risk: empty. */
export function describeRisk(risk: WorkAtRisk): readonly string[] {
  const { uncommittedFiles: files, unpushedCommits: commits, minutes, usd, tokens } = risk;
  const parts: string[] = [];
  if (files === undefined) parts.push('uncommitted files unknown');
  else if (files > 0) parts.push(counted(files, 'uncommitted file'));
  if (commits === undefined) parts.push('unpushed commits unknown');
  else if (commits > 0) parts.push(counted(commits, 'unpushed commit'));
  if (minutes !== undefined && minutes > 0) parts.push(`${formatLength(minutes * 60_000)} of work`);
  if (usd !== undefined && usd > 0) parts.push(sayUsd(usd));
  if (tokens !== undefined && tokens > 0) parts.push(sayTokens(tokens));
  return parts;
}
