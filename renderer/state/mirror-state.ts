import type { PlanProgress } from '#shared/contract/plan.ts';
import type { View } from '#shared/contract/view.ts';
import type { Condition, Lane } from '#shared/domain/condition.ts';
import type { Ordering } from '#shared/domain/order.ts';
import type { Operation, Plan, PlanChoices } from '#shared/domain/plan.ts';
import type { QueryProblem } from '#shared/domain/query.ts';
import type { SavedView } from '#shared/domain/saved-view.ts';
import type { Verb } from '#shared/domain/verb.ts';
import type { Client } from './client.ts';
import type { ConditionIndex } from './condition-index.ts';
import type { Layout } from './layout.ts';

import type { Route } from './route.ts';
import type { Hold } from './settle.ts';

export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** The last good view stays; `sinceMs` and `nextTryAtMs` are milliseconds since the epoch. */
  | {
      readonly kind: 'lost';
      readonly sinceMs: number;
      readonly nextTryAtMs: number;
      readonly message: string;
    };

export type About = Awaited<ReturnType<Client['about']>>;

/** A plan is being made: the first one, or one with another choice in place of the one that is shown. */
export type AwaitedPlan = (
  | { readonly kind: 'planning'; readonly verb: Verb; readonly conditionIds: readonly string[] }
  | { readonly kind: 'ready'; readonly plan: Plan; readonly isReplanning: true }
) & {
  /** Once it takes longer than a moment. */
  readonly progress?: PlanProgress;
};

/** The review sheet: open while this is not null. */
export type Review =
  | AwaitedPlan
  | {
      readonly kind: 'not_planned';
      readonly verb: Verb;
      readonly conditionIds: readonly string[];
      readonly message: string;
    }
  | { readonly kind: 'ready'; readonly plan: Plan; readonly isReplanning?: never }
  | { readonly kind: 'applying'; readonly plan: Plan }
  | { readonly kind: 'not_begun'; readonly plan: Plan; readonly message: string }
  /** The console was asked to carry it out, and nobody knows whether it did. */
  | { readonly kind: 'unanswered'; readonly plan: Plan; readonly message: string }
  | { readonly kind: 'done'; readonly plan: Plan; readonly operation: Operation };

/** A passing message; shown until it fades or is closed. */
export interface Notice {
  readonly id: number;
  readonly tone: 'good' | 'bad' | 'plain';
  readonly title: string;
  readonly lines: readonly string[];
  /** Offered as a button: to plan again what was asked for, or what of an operation did not come about. */
  readonly again?:
    | Operation
    | {
        readonly verb: Verb;
        readonly conditionIds: readonly string[];
        readonly choices?: PlanChoices;
      }
    | undefined;
  /** Offered as a button: to take this operation back, or whatever else was done. */
  readonly undo?: Operation | (() => void) | undefined;
}

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];
export interface Appearance {
  readonly theme: Theme;
  readonly density: Density;
}

/** What is being opened, made or removed at the moment. */
export type Pending = 'folder' | 'sample' | 'removal';

export type Overlay = 'palette' | 'keys' | null;

/** The console's view but for its conditions: those are found by id. */
export type MirroredView = Omit<View, 'conditions'>;

/** Everything the screens read. Only this folder writes it. */
export interface MirrorState {
  readonly connection: Connection;
  readonly client: Client | null;
  readonly about: About | null;
  readonly view: MirroredView | null;
  readonly sequence: number;
  /** Only the first rows of the view have come so far. */
  readonly isPartial: boolean;
  /** The conditions. */
  readonly byId: ConditionIndex;
  /** What runs are called, by id; those without a name are not in it. */
  readonly runNames: ReadonlyMap<string, string>;
  readonly route: Route;
  /** The lane the list shows, also while an item of it is open; null for all. */
  readonly lane: Lane | null;
  /** Path of the workspace the list is narrowed to. */
  readonly workspace: string | null;
  readonly query: string;
  /** Named searches; null until they are read. */
  readonly views: readonly SavedView[] | null;
  /** The view that the list shows, also while an item of it is open; null for none. */
  readonly viewId: string | null;
  /** A name is asked for: of a new view (`viewId` null), or a new one for this view. */
  readonly naming: { readonly viewId: string | null } | null;
  /** Conditions to be snoozed: the operator is asked until when. */
  readonly snoozing: readonly string[] | null;
  readonly queryProblems: readonly QueryProblem[];
  readonly ordering: Ordering;
  readonly isGrouped: boolean;
  readonly layout: Layout;
  /** New conditions that wait to be brought in. */
  readonly waiting: number;
  /** Rows still laid out that are gone, as last seen. */
  readonly ghosts: ReadonlyMap<string, Condition>;
  readonly hold: Hold;
  readonly focusedId: string | null;
  /** Chosen by the operator one by one or at once; what matches later is not in it. */
  readonly selected: ReadonlySet<string>;
  /** They were chosen as “all that match”; what came to match since is told, not chosen. */
  readonly isAllSelected: boolean;
  readonly anchorId: string | null;
  /** The item in the detail pane as last seen, so that it can be read when it is gone. */
  readonly opened: Condition | null;
  /** The row whose menu of other actions is open. */
  readonly menuId: string | null;
  /** Conditions an action is under way for, with its verb. */
  readonly busy: ReadonlyMap<string, Verb>;
  readonly isLooking: boolean;
  readonly pending: Pending | null;
  readonly review: Review | null;
  readonly notices: readonly Notice[];
  /** For screen readers, politely. */
  readonly announcement: string;
  readonly overlay: Overlay;
  readonly appearance: Appearance;
}
