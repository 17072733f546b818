import type { LaunchTemplate } from '#shared/domain/engine.ts';
import { fill, type Sampling } from './tried-names.ts';

const usual: readonly LaunchTemplate[] = [
  {
    agent: 'claude-code',
    label: 'Claude Code',
    start: ['claude', '{prompt}'],
    resume: ['claude', '--resume', '{resumeRef}'],
    restart: ['claude', '{prompt}'],
  },
  {
    agent: 'codex',
    label: 'Codex',
    start: ['codex', 'exec', '{prompt}'],
    resume: ['codex', 'resume', '{resumeRef}'],
    restart: ['codex', 'exec', '{prompt}'],
  },
];

/** The launch commands of so many made-up agents. */
export const sampleTemplates = ({ items, names }: Sampling): readonly LaunchTemplate[] =>
  fill(usual, items, (one, round) => ({
    ...one,
    agent: `${one.agent}-${round + 1}`,
    label: `${one.label} ${round + 1}`,
  })).map((one) =>
    names === undefined
      ? one
      : {
          ...one,
          label: names.agent,
          start: [
            ...one.start,
            '--add-dir',
            `/home/operator/code/${names.workspace}/${names.file}`,
          ],
        },
  );
