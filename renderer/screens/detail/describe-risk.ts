import type { WorkAtRisk } from '#shared/domain/condition.ts';

const count = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`;

const duration = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;

/** What would be lost, part by part; what could not be looked at says so. Nothing at risk: empty. */
export function describeRisk(risk: WorkAtRisk): readonly string[] {
  const { uncommittedFiles: files, unpushedCommits: commits, minutes, usd, tokens } = risk;
  const parts: string[] = [];
  if (files === undefined) parts.push('uncommitted files unknown');
  else if (files > 0) parts.push(count(files, 'uncommitted file', 'uncommitted files'));
  if (commits === undefined) parts.push('unpushed commits unknown');
  else if (commits > 0) parts.push(count(commits, 'unpushed commit', 'unpushed commits'));
  if (minutes !== undefined && minutes > 0) parts.push(`${duration(minutes)} of work`);
  if (usd !== undefined && usd > 0) parts.push(`$${usd.toFixed(2)}`);
  if (tokens !== undefined && tokens > 0) parts.push(`${tokens.toLocaleString('en')} tokens`);
  return parts;
}
