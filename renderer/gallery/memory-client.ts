import type { Client } from '#renderer/state/client.ts';
import type { LiveEvent, View } from '#shared/contract/view.ts';
import { diffView } from '#shared/contract/view-delta.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { createMemorySettings } from './memory-settings.ts';
import { sampleBackups } from './sample-backups.ts';
import { sampleHistory } from './sample-history.ts';
import { sampleInspection, sampleDiff, sampleLog } from './sample-inspection.ts';
import { auditPage, sampleAudit } from './sample-audit.ts';
import { sampleOperation, samplePlan } from './sample-plan.ts';
import { sampleTemplates } from './sample-templates.ts';
import type { GalleryRequest } from './gallery-view.ts';
import type { Sampling } from './tried-names.ts';

/** The view that the gallery shows, and what is told when it changes. */
interface Shown {
  view(): View;
  change(next: View): void;
  live(): AsyncGenerator<LiveEvent>;
}

function show(initial: View): Shown {
  let view = initial;
  let sequence = 1;
  const waiting: ((event: LiveEvent) => void)[] = [];
  return {
    view: () => view,
    change(next) {
      const delta = diffView(view, next);
      view = next;
      sequence += 1;
      for (const resolve of waiting.splice(0)) resolve({ kind: 'delta', sequence, delta });
    },
    async *live() {
      yield { kind: 'snapshot', sequence, view };
      while (true) yield await new Promise<LiveEvent>((resolve) => waiting.push(resolve));
    },
  };
}

const workspaces = {
  discover: async () => [
    { path: '/home/operator/code/api', name: 'api', worktrees: 14 },
    { path: '/home/operator/code/web', name: 'web', worktrees: 31 },
    { path: '/home/operator/code/infra', name: 'infra', worktrees: 1 },
  ],
  open: async ({ path }: { path: string }) => ({ path, name: path, isSample: false }),
  close: async () => ({}),
  createSample: () => new Promise(() => undefined),
  removeSample: async () => ({}),
};

/** Plans on paper, and takes off the list what was acted on. */
function recoverIn(shown: Shown, sampling: Sampling, isMixed: boolean) {
  const plans = new Map<string, ReturnType<typeof samplePlan>>();
  return {
    plan: async ({ verb, conditionIds }: { verb: Verb; conditionIds: readonly string[] }) => {
      const chosen = shown.view().conditions.filter(({ id }) => conditionIds.includes(id));
      const plan = samplePlan(verb, chosen, sampling);
      plans.set(plan.planId, plan);
      return plan;
    },
    apply: async ({ planId }: { planId: string }) => {
      const plan = plans.get(planId);
      if (plan === undefined) throw new Error('This plan is not known.');
      const operation = sampleOperation(plan, isMixed);
      const done = new Set(
        operation.items
          .filter(({ result }) => result === 'applied')
          .map(({ conditionId }) => conditionId),
      );
      shown.change({
        ...shown.view(),
        conditions: shown.view().conditions.filter(({ id }) => !done.has(id)),
      });
      return operation;
    },
    operations: async () => shown.view().operations,
  };
}

const inspectFor = (sampling: Sampling) => ({
  environment: async ({ environmentId }: { environmentId: string }) =>
    sampleInspection(environmentId, sampling),
  diff: async ({ path }: { path: string }) => sampleDiff(path),
  log: async ({ sessionId, offset }: { sessionId: string; offset: number }) =>
    sampleLog(sessionId, offset, sampling),
  open: async () => ({}),
  size: async () => ({
    bytes: 1_412_000_000,
    entries: 48_211,
    isPartial: false,
    unreadable: null,
  }),
});

const auditFor = (sampling: Sampling) => ({
  list: async (asked: { before?: number; limit: number }) =>
    auditPage(sampleAudit(sampling), asked),
  verify: async () => ({ kind: 'intact', rows: sampling.items }),
  verbs: async () => ['acknowledge', 'clean_up', 'resume', 'task_interrupted'],
  export: async () => ({
    fileName: 'audit.md',
    mediaType: 'text/markdown',
    text: '',
    rows: sampling.items,
    isCut: false,
  }),
});

/** Screens about saved views: as many as are asked for; two elsewhere. */
const ofViews: readonly string[] = ['view', 'palette', 'found'];

const settingsFor = (view: View, { screen, sampling }: GalleryRequest) => ({
  ...createMemorySettings(
    view.header.workspaces,
    ofViews.includes(screen) ? sampling : { ...sampling, items: 2 },
  ),
  templates: async () => sampleTemplates(sampling),
  saveTemplate: async () => [],
  resetTemplates: async () => [],
});

/** A console in memory: shows a view, plans on paper, and takes off the list what was acted on. */
export function createMemoryClient(initial: View, request: GalleryRequest): Client {
  const { sampling } = request;
  const shown = show(initial);
  const client = {
    about: async () => ({
      version: '0.1.0',
      home: '/home/operator/.rollcall',
      shell: 'browser',
      platform: 'linux',
      fallbackReason: null,
    }),
    live: async () => shown.live(),
    look: async () => ({ observedAt: sampling.now }),
    readCondition: async ({ id }: { id: string }) =>
      [...shown.view().conditions, ...shown.view().acknowledged].find((one) => one.id === id),
    workspaces,
    recover: recoverIn(shown, sampling, request.state === 'mixed'),
    inspect: inspectFor(sampling),
    backups: { list: async () => sampleBackups(sampling) },
    history: {
      stats: async ({ days }: { days: number }) => sampleHistory(days, sampling),
    },
    audit: auditFor(sampling),
    settings: settingsFor(initial, request),
  };
  // The calls of the contract with made-up answers; what oRPC adds to its promises nobody reads here.
  return client as unknown as Client;
}
