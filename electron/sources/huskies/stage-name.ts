/** Older versions number their stages. */
const numbered: Readonly<Record<string, string>> = {
  '1_backlog': 'backlog',
  '2_current': 'coding',
  '3_qa': 'qa',
  '4_merge': 'merge',
  '5_done': 'done',
  '6_archived': 'archived',
  '7_frozen': 'frozen',
};

/** A stage by the name that it has now. */
export const stageName = (stage: string): string =>
  Object.hasOwn(numbered, stage) ? (numbered[stage] ?? stage) : stage;
