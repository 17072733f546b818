/** Something new that needs a person: one for each root cause, not for each item. */
export interface News {
  readonly title: string;
  readonly body: string;
  /** Where it leads; null: to the whole list. */
  readonly conditionId: string | null;
}
