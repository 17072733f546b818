import type { Fact, Plan, PlanChoices, PlanItem } from './plan.ts';

/** The names under which a plan keeps the operator's choices. */
const choiceNames = {
  note: 'note',
  until: 'until',
  how: 'how',
  to: 'to',
  keepIgnored: 'keep ignored files',
} as const;

/** The operator's choices as planned facts: so they are in the fingerprint, and read back by apply. */
export const choiceFacts = (choices: PlanChoices): readonly Fact[] =>
  Object.entries(choiceNames).flatMap(([name, fact]) => {
    // The names are those of the choices.
    const value = choices[name as keyof PlanChoices];
    if (value === undefined || value === false) return [];
    return [{ fact, value: value === true ? 'yes' : value }];
  });

/** What the operator said with the plan, read back from one of its items. */
export function choicesOf({ preconditions }: Pick<PlanItem, 'preconditions'>): PlanChoices {
  const read = (name: string) => preconditions.find(({ fact }) => fact === name)?.value;
  const how = read(choiceNames.how);
  return {
    note: read(choiceNames.note),
    until: read(choiceNames.until),
    ...(how === 'finish' || how === 'abort' ? { how } : {}),
    to: read(choiceNames.to),
    ...(read(choiceNames.keepIgnored) === 'yes' ? { keepIgnored: true } : {}),
  };
}

/** What the operator said with a plan: the same for each of its items that was still there to look at. */
export function choicesOfPlan({ items }: Plan): PlanChoices {
  const seen = items.find(({ preconditions }) => preconditions.length > 0);
  return seen === undefined ? {} : choicesOf(seen);
}
