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

/** A console in memory: shows a view, plans on paper, and takes off the list what was acted on. */
export function createMemoryClient(initial: View, now: string, isMixed: boolean): Client {
  let view = initial;
  let sequence = 1;
  const waiting: ((event: LiveEvent) => void)[] = [];
  const plans = new Map<string, ReturnType<typeof samplePlan>>();

  async function* live(): AsyncGenerator<LiveEvent> {
    yield { kind: 'snapshot', sequence, view };
    while (true) yield await new Promise<LiveEvent>((resolve) => waiting.push(resolve));
  }

  function change(next: View): void {
    const delta = diffView(view, next);
    view = next;
    sequence += 1;
    for (const resolve of waiting.splice(0)) resolve({ kind: 'delta', sequence, delta });
  }

  const client = {
    about: async () => ({
      version: '0.1.0',
      home: '/home/operator/.rollcall',
      shell: 'browser',
      platform: 'linux',
      fallbackReason: null,
    }),
    live: async () => live(),
    look: async () => ({ observedAt: now }),
    readCondition: async ({ id }: { id: string }) =>
      [...view.conditions, ...view.acknowledged].find((one) => one.id === id),
    workspaces: {
      discover: async () => [
        { path: '/home/operator/code/api', name: 'api', worktrees: 14 },
        { path: '/home/operator/code/web', name: 'web', worktrees: 31 },
        { path: '/home/operator/code/infra', name: 'infra', worktrees: 1 },
      ],
      open: async ({ path }: { path: string }) => ({ path, name: path, isSample: false }),
      close: async () => ({}),
      createSample: () => new Promise(() => undefined),
      removeSample: async () => ({}),
    },
    recover: {
      plan: async ({ verb, conditionIds }: { verb: Verb; conditionIds: readonly string[] }) => {
        const chosen = view.conditions.filter(({ id }) => conditionIds.includes(id));
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
        change({ ...view, conditions: view.conditions.filter(({ id }) => !done.has(id)) });
        return operation;
      },
      operations: async () => view.operations,
    },
    inspect: {
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
    },
    backups: { list: async () => (view.conditions.length === 0 ? [] : sampleBackups(now)) },
    history: {
      stats: async ({ days }: { days: number }) =>
        view.conditions.length === 0 ? emptyHistory(days, now) : sampleHistory(days, now),
    },
    audit: {
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
    },
    settings: {
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
    },
  };
  // The calls of the contract with made-up answers; what oRPC adds to its promises nobody reads here.
  return client as unknown as Client;
}
