import type { View } from '#shared/contract/view.ts';
import { makeEnvironmentRow, makeSummary, makeView } from '#shared/testing/make-view.ts';
import { environmentHealths, executionModes } from '#shared/domain/environment.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { later } from '#shared/testing/moments.ts';
import { sampleConditions } from './sample-conditions.ts';
import { sampleRuns, sampleTasks } from './sample-runs.ts';
import { sampleOperation, samplePlan } from './sample-plan.ts';

/** What the address asks for: `?screen=triage&items=50&state=running`. */
export interface GalleryRequest {
  readonly screen: string;
  readonly items: number;
  /** `first`, `failure`, `running`, `lost`, `empty`, `mixed`, `sample`, or nothing special. */
  readonly state: string;
  readonly now: string;
  /** `long` or `rtl`: names that try the layout. */
  readonly names?: string;
}

const workspace = (name: string, isSample = false) => ({
  path: `/home/operator/code/${name}`,
  name,
  isSample,
});

function running(now: string): View['operations'] {
  const plan = samplePlan('resume', sampleConditions(20, now), now);
  const done = sampleOperation(plan, false);
  const items = done.items.map((item, index) => ({
    ...item,
    result: index < 16 ? 'applied' : index === 16 ? 'refused' : 'not_attempted',
  }));
  // The results above are of the union; the map widened them to strings.
  const doing = { index: 17, phase: 'verifying', at: now };
  return [{ ...done, state: 'running', items, doing } as View['operations'][number]];
}

function past(now: string): View['operations'] {
  const conditions = sampleConditions(8, now);
  const at = (verb: 'clean_up' | 'resume', from: number, to: number, isMixed: boolean) =>
    sampleOperation(
      samplePlan(verb, conditions.slice(from, to), later(now, -to * 600_000)),
      isMixed,
    );
  return [...running(now), at('clean_up', 2, 6, true), at('resume', 0, 1, false)];
}

const longName =
  'Reconcile every invoice that a customer ever received with the ledger of the year before last, thoroughly';
const rtlName = 'تحديد المعدل للبوابة وتقرير الأخطاء';

/** Gives an item a name that tries the layout. */
const rename =
  (names: string | undefined) =>
  (condition: Condition): Condition => {
    if (names !== 'long' && names !== 'rtl') return condition;
    const title = names === 'long' ? longName : rtlName;
    return { ...condition, title, runId: names === 'long' ? longName : 'תהליך-לילה' };
  };

/** Some of what is off the list comes back by itself. */
const snooze =
  (now: string) =>
  (condition: Condition, at: number): Condition =>
    at % 2 === 0 ? condition : { ...condition, snoozedUntil: later(now, at * 72_000_000) };

/** The made-up view for a request. */
export function galleryView({ screen, items, state, now, names: tried }: GalleryRequest): View {
  const isWelcome = screen === 'welcome';
  const conditions =
    isWelcome || state === 'first' ? [] : sampleConditions(items, now).map(rename(tried));
  const names = ['api', 'web', 'infra'];
  return makeView({
    header: {
      observedAt: state === 'first' ? null : later(now, -2000),
      summary: makeSummary(conditions),
      workspaces: isWelcome ? [] : names.map((name) => workspace(name, name === 'infra')),
      failure: state === 'failure' ? 'git could not be started: too many open files.' : null,
    },
    conditions,
    acknowledged:
      screen === 'acknowledged' ? sampleConditions(6, now).map(rename(tried)).map(snooze(now)) : [],
    environments:
      isWelcome || items === 0
        ? []
        : Array.from({ length: 14 }, (_, index) =>
            makeEnvironmentRow({
              id: `env-${index}`,
              path: `/home/operator/code/api.worktrees/task-${index}`,
              workspace: '/home/operator/code/api',
              branch: `rollcall/task-${index}`,
              health: environmentHealths[index % environmentHealths.length] ?? 'unknown',
              mode: executionModes[(index * 3 + 2) % executionModes.length] ?? 'remote',
            }),
          ),
    operations:
      state === 'running' ? running(now) : screen === 'operations' && items > 0 ? past(now) : [],
    runs: items === 0 ? [] : sampleRuns(now),
    tasks: items === 0 ? [] : sampleTasks(now),
  });
}
