import { lanes, reasons, type Lane } from '#shared/domain/condition.ts';
import { reasonCatalogue, verbEffects } from '#shared/domain/reason.ts';
import { verbLabels, verbs, verbTiers } from '#shared/domain/verb.ts';

const laneMeanings: Readonly<Record<Lane, string>> = {
  crashed: 'An agent that should be alive is not, or does not answer.',
  orphaned: 'Something is there that nobody owns.',
  drifted: 'What is there is not what the records say.',
  blocked: 'Something waits for a person, or could not be looked at.',
};

const tierMeanings = [
  'at once, and can be taken back',
  'at once when nothing speaks against it, else after a review',
  'after a review, with a backup first',
  'after a review in which the operator types the count',
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const laneSection = (lane: Lane): string => {
  const rows = reasons
    .filter((reason) => reasonCatalogue[reason].lane === lane)
    .map((reason) => {
      const { title, meaning, severity } = reasonCatalogue[reason];
      return [`\`${reason}\``, title, meaning, severity];
    });
  const name = lane.charAt(0).toUpperCase() + lane.slice(1);
  return [
    `## ${name}`,
    laneMeanings[lane],
    table(['Reason', 'Title', 'What it means', 'Severity'], rows),
  ].join('\n\n');
};

/** `docs/reasons.md`, from the catalogue that window and terminal use too. */
export function renderReasons(): string {
  const actions = verbs.map((verb) => [
    `\`${verb}\``,
    verbLabels[verb],
    verbEffects[verb],
    tierMeanings[verbTiers[verb]] ?? '',
  ]);
  return [
    '# Reasons and actions',
    'Everything that Rollcall can name, and everything that can be done about it. This page is made from the catalogue in `shared/domain/` by `npm run docs`; a test holds it to be current.',
    ...lanes.map(laneSection),
    '## Actions',
    'An action that is not possible at the moment is shown with the reason why.',
    table(['Action', 'On the button', 'What it does', 'When it runs'], actions),
    '',
  ].join('\n\n');
}
