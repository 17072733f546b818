import type { View } from '#shared/contract/view.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { later } from '#shared/testing/moments.ts';
import { makeSummary, makeView } from '#shared/testing/make-view.ts';
import { sampleConditions, withEvidence } from './sample-conditions.ts';
import { sampleEnvironments } from './sample-environments.ts';
import { runningOperation, sampleOperations } from './sample-operations.ts';
import { sampleRuns, sampleTasks } from './sample-runs.ts';
import { sampleSources, sampleWorkspaces } from './sample-workspaces.ts';
import type { Sampling } from './tried-names.ts';

/** What the address asks for: `?screen=triage&items=50&names=rtl&state=running`. */
export interface GalleryRequest {
  readonly screen: string;
  /** `first`, `failure`, `running`, `lost`, `mixed`, or nothing special. */
  readonly state: string;
  /** How much the screen lists, and under which names. */
  readonly sampling: Sampling;
}

/** Screens that show one of what they list even when there is nothing in it. */
const ofOne: readonly string[] = ['item', 'environment', 'diff'];
/** Screens that list workspaces: so many of them. */
const ofWorkspaces: readonly string[] = ['settings', 'workspaces'];

/** Some of what is off the list comes back by itself. */
const snooze =
  (now: string) =>
  (condition: Condition, at: number): Condition =>
    at % 2 === 0 ? condition : { ...condition, snoozedUntil: later(now, (at % 9) * 72_000_000) };

function operationsFor({ screen, state, sampling }: GalleryRequest): View['operations'] {
  if (state === 'running') return [runningOperation(sampling)];
  return screen === 'operations' ? sampleOperations(sampling) : [];
}

function conditionsFor({ screen, state, sampling }: GalleryRequest): View['conditions'] {
  if (screen === 'welcome' || screen === 'acknowledged' || state === 'first') return [];
  const items = ofOne.includes(screen) ? Math.max(1, sampling.items) : sampling.items;
  const conditions = sampleConditions({ ...sampling, items });
  return screen === 'item' ? conditions.map((one) => withEvidence(one, sampling)) : conditions;
}

/** The made-up view for a request. */
export function galleryView(request: GalleryRequest): View {
  const { screen, state, sampling } = request;
  const { items, now } = sampling;
  const isWelcome = screen === 'welcome';
  const conditions = conditionsFor(request);
  const atLeastOne = { ...sampling, items: Math.max(1, items) };
  const ofRuns = ['runs', 'task'].includes(screen)
    ? sampling
    : { ...sampling, items: Math.min(items, 4) };
  const workspaces = sampleWorkspaces(
    ofWorkspaces.includes(screen) ? sampling : { ...sampling, items: isWelcome ? 0 : 3 },
  );
  return makeView({
    header: {
      observedAt: state === 'first' ? null : later(now, -2000),
      summary: makeSummary(conditions),
      workspaces,
      sources: sampleSources(workspaces),
      failure: state === 'failure' ? 'git could not be started: too many open files.' : null,
    },
    conditions,
    acknowledged: screen === 'acknowledged' ? sampleConditions(sampling).map(snooze(now)) : [],
    environments: isWelcome
      ? []
      : sampleEnvironments(ofOne.includes(screen) ? atLeastOne : sampling),
    operations: operationsFor(request),
    runs: sampleRuns(ofRuns),
    tasks: sampleTasks(ofRuns),
  });
}
