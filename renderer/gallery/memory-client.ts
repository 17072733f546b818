import type { Client } from '#renderer/state/client.ts';
import type { LiveEvent, View } from '#shared/contract/view.ts';
import { diffView } from '#shared/contract/view-delta.ts';
import type { Verb } from '#shared/domain/verb.ts';
import { createMemorySettings } from './memory-settings.ts';
import { sampleBackups } from './sample-backups.ts';
import { emptyHistory, sampleHistory } from './sample-history.ts';
import { sampleInspection, sampleDiff, sampleLog } from './sample-inspection.ts';
import { sampleAudit } from './sample-audit.ts';
import { sampleOperation, samplePlan } from './sample-plan.ts';

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
function recoverIn(shown: Shown, now: string, isMixed: boolean) {
  const plans = new Map<string, ReturnType<typeof samplePlan>>();
  return {
    plan: async ({ verb, conditionIds }: { verb: Verb; conditionIds: readonly string[] }) => {
      const chosen = shown.view().conditions.filter(({ id }) => conditionIds.includes(id));
      const plan = samplePlan(verb, chosen, now);
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

const inspectAt = (now: string) => ({
  environment: async ({ environmentId }: { environmentId: string }) =>
    sampleInspection(environmentId, now),
  diff: async ({ path }: { path: string }) => sampleDiff(path),
  log: async ({ sessionId, offset }: { sessionId: string; offset: number }) =>
    sampleLog(sessionId, offset),
  open: async () => ({}),
  size: async () => ({
    bytes: 1_412_000_000,
    entries: 48_211,
    isPartial: false,
    unreadable: null,
  }),
});

const auditAt = (now: string) => ({
  list: async () => sampleAudit(now),
  verify: async () => ({ kind: 'intact', rows: 412 }),
  verbs: async () => ['acknowledge', 'clean_up', 'resume', 'task_interrupted'],
  export: async () => ({
    fileName: 'audit.md',
    mediaType: 'text/markdown',
    text: '',
    rows: 4,
    isCut: false,
  }),
});

const settings = () => ({
  ...createMemorySettings(),
  templates: async () => [
    {
      agent: 'claude-code',
      label: 'Claude Code',
      start: ['claude', '{prompt}'],
      resume: ['claude', '--resume', '{resumeRef}'],
      restart: ['claude', '{prompt}'],
    },
  ],
  saveTemplate: async () => [],
  resetTemplates: async () => [],
});

/** A console in memory: shows a view, plans on paper, and takes off the list what was acted on. */
export function createMemoryClient(initial: View, now: string, isMixed: boolean): Client {
  const shown = show(initial);
  const isEmpty = () => shown.view().conditions.length === 0;
  const client = {
    about: async () => ({
      version: '0.1.0',
      home: '/home/operator/.rollcall',
      shell: 'browser',
      platform: 'linux',
      fallbackReason: null,
    }),
    live: async () => shown.live(),
    look: async () => ({ observedAt: now }),
    readCondition: async ({ id }: { id: string }) =>
      [...shown.view().conditions, ...shown.view().acknowledged].find((one) => one.id === id),
    workspaces,
    recover: recoverIn(shown, now, isMixed),
    inspect: inspectAt(now),
    backups: { list: async () => (isEmpty() ? [] : sampleBackups(now)) },
    history: {
      stats: async ({ days }: { days: number }) =>
        isEmpty() ? emptyHistory(days, now) : sampleHistory(days, now),
    },
    audit: auditAt(now),
    settings: settings(),
  };
  // The calls of the contract with made-up answers; what oRPC adds to its promises nobody reads here.
  return client as unknown as Client;
}
