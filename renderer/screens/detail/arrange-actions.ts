import type { Condition, OfferedAction } from '#shared/domain/condition.ts';

type Offered = Extract<OfferedAction, { offered: true }>;
type Disabled = Extract<OfferedAction, { offered: false }>;

export interface ArrangedActions {
  /** The proposed one, if it can be taken now. */
  readonly primary: Offered | null;
  /** The first other one, shown beside it. */
  readonly second: Offered | null;
  readonly others: readonly Offered[];
  /** Each with the reason why it cannot be taken now. */
  readonly disabled: readonly Disabled[];
}

/** Sorts the actions of a condition for its pane; their own order is kept. */
export function arrangeActions({
  actions,
  proposed,
}: Pick<Condition, 'actions' | 'proposed'>): ArrangedActions {
  const offered = actions.filter((action) => action.offered);
  const primary = offered.find((action) => action.verb === proposed) ?? null;
  const [second = null, ...others] = offered.filter((action) => action !== primary);
  return { primary, second, others, disabled: actions.filter((action) => !action.offered) };
}
