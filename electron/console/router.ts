import { implement, ORPCError } from '@orpc/server';
import { contract } from '#shared/contract/api.ts';
import type { AuditExport, AuditFilter } from '#shared/contract/history.ts';
import type { DirectorySize, Inspection, FileDiff, LogChunk } from '#shared/contract/inspector.ts';
import type { SweepDocument } from '#shared/contract/sweep.ts';
import type { WorkspaceRow } from '#shared/contract/view.ts';
import type { Condition } from '#shared/domain/condition.ts';
import type { AuditRow, AuditVerdict } from '#shared/domain/audit.ts';
import type { ChosenPreferences, PreferencesChange } from '#shared/contract/settings.ts';
import type { LaunchTemplate } from '#shared/domain/engine.ts';
import type { HistoryStats } from '#shared/domain/history.ts';
import type { Opener } from '#shared/domain/preferences.ts';
import type { KeptBackup } from '#shared/domain/backup.ts';
import type { ApplyRefusal, Operation, Plan, PlanChoices } from '#shared/domain/plan.ts';
import type { Result } from '#shared/result.ts';
import type { PlanAsker } from '#electron/recover/plan.ts';
import type { Recovery } from '#electron/recover/recovery.ts';
import type { Live } from './live.ts';
import { createPlanning } from './planning.ts';

/** What an operator could meet, as the contract's declared errors carry it. */
export interface Refusal {
  readonly kind: string;
  readonly message: string;
}

export interface RouterParts {
  readonly about: {
    readonly version: string;
    readonly home: string;
    readonly shell: 'desktop' | 'browser' | 'terminal';
    readonly platform: string;
    readonly fallbackReason: string | null;
  };
  readonly live: Live;
  readonly lookAgain: () => Promise<SweepDocument>;
  readonly workspaces: {
    open(path: string): Promise<Result<WorkspaceRow, Refusal>>;
    close(path: string): Promise<void>;
    discover(): Promise<{ path: string; name: string; worktrees: number }[]>;
    createSample(directory?: string): Promise<Result<WorkspaceRow, Refusal>>;
    removeSample(): Promise<Result<void, Refusal>>;
  };
  readonly recover: Pick<Recovery, 'plan' | 'planUndo' | 'retry' | 'stop'> & {
    undo(operationId: string): Promise<Result<Operation, Refusal> | undefined>;
    readPlan(planId: string): Plan | undefined;
    apply(
      planId: string,
      fingerprint: string,
      confirmedCount: number | undefined,
    ): Promise<Result<Operation, ApplyRefusal>>;
    operations(conditionId?: string): readonly Operation[];
  };
  readonly backups: {
    list(): Promise<readonly KeptBackup[]>;
    restore(backupId: string, choices: PlanChoices, asker?: PlanAsker): Promise<Plan>;
  };
  readonly inspect: {
    environment(id: string): Promise<Inspection | undefined>;
    diff(id: string, path: string): Promise<FileDiff | undefined>;
    log(sessionId: string, offset: number): Promise<LogChunk | undefined>;
    open(id: string, opener: Opener): Promise<Result<void, Refusal> | undefined>;
    size(id: string): Promise<DirectorySize | undefined>;
  };
  readonly audit: {
    list(query: AuditFilter & { before?: number | undefined; limit: number }): readonly AuditRow[];
    verbs(): readonly string[];
    verify(): AuditVerdict;
  };
  readonly history: {
    stats(days: number): HistoryStats;
    exportAudit(filter: AuditFilter, format: 'json' | 'csv' | 'md'): AuditExport;
  };
  readonly preferences: {
    read(): ChosenPreferences;
    save(change: PreferencesChange): Result<ChosenPreferences, Refusal>;
  };
  readonly templates: {
    list(): readonly LaunchTemplate[];
    save(template: LaunchTemplate): readonly LaunchTemplate[];
    reset(): readonly LaunchTemplate[];
  };
}

const refuse = (refusal: Refusal): ORPCError<'REFUSED', { kind: string }> =>
  new ORPCError('REFUSED', {
    defined: true,
    message: refusal.message,
    data: { kind: refusal.kind },
  });

const missing = (what: string): ORPCError<'NOT_FOUND', undefined> =>
  new ORPCError('NOT_FOUND', { defined: true, message: `${what} is not there any more.` });

function accept<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  throw refuse(result.error);
}

function found<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw missing(what);
}

/** The contract, carried out by the console's parts. Decides nothing. */
export function createRouter(parts: RouterParts) {
  const os = implement(contract);
  const planning = createPlanning();
  const { workspaces, recover, backups, inspect, audit, history, preferences, templates } = parts;
  return os.router({
    about: os.about.handler(() => parts.about),
    live: os.live.handler(({ signal }) => parts.live.watch(signal)),
    lookAgain: os.lookAgain.handler(() => parts.lookAgain()),
    look: os.look.handler(async () => ({ observedAt: (await parts.lookAgain()).observedAt })),
    readCondition: os.readCondition.handler(({ input }) => {
      const { conditions, acknowledged } = parts.live.view();
      const isIt = ({ id }: Condition) => id === input.id;
      return found(conditions.find(isIt) ?? acknowledged.find(isIt), `Condition ${input.id}`);
    }),
    workspaces: {
      open: os.workspaces.open.handler(async ({ input }) =>
        accept(await workspaces.open(input.path)),
      ),
      close: os.workspaces.close.handler(async ({ input }) => {
        await workspaces.close(input.path);
        return {};
      }),
      discover: os.workspaces.discover.handler(() => workspaces.discover()),
      createSample: os.workspaces.createSample.handler(async ({ input }) =>
        accept(await workspaces.createSample(input?.directory)),
      ),
      removeSample: os.workspaces.removeSample.handler(async () => {
        accept(await workspaces.removeSample());
        return {};
      }),
    },
    recover: {
      plan: os.recover.plan.handler(({ input, signal }) => {
        const { verb, conditionIds, choices, askedAs } = input;
        return recover.plan(verb, conditionIds, choices, planning.asker(askedAs, signal));
      }),
      planning: os.recover.planning.handler(({ input, signal }) =>
        planning.watch(input.askedAs, signal),
      ),
      planUndo: os.recover.planUndo.handler(async ({ input, signal }) => {
        const { operationId, askedAs, ...choices } = input;
        return found(
          await recover.planUndo(operationId, planning.asker(askedAs, signal), choices),
          `Operation ${operationId}`,
        );
      }),
      undo: os.recover.undo.handler(async ({ input }) =>
        accept(found(await recover.undo(input.operationId), `Operation ${input.operationId}`)),
      ),
      readPlan: os.recover.readPlan.handler(({ input }) =>
        found(recover.readPlan(input.planId), `Plan ${input.planId}`),
      ),
      apply: os.recover.apply.handler(async ({ input }) =>
        accept(await recover.apply(input.planId, input.fingerprint, input.confirmedCount)),
      ),
      operations: os.recover.operations.handler(({ input }) => [
        ...recover.operations(input?.conditionId),
      ]),
      stop: os.recover.stop.handler(({ input }) => {
        if (!recover.stop(input.operationId)) throw missing(`Operation ${input.operationId}`);
        return {};
      }),
      retry: os.recover.retry.handler(async ({ input: { operationId, askedAs }, signal }) =>
        found(
          await recover.retry(operationId, planning.asker(askedAs, signal)),
          `Operation ${operationId}`,
        ),
      ),
    },
    backups: {
      list: os.backups.list.handler(async () => [...(await backups.list())]),
      restore: os.backups.restore.handler(({ input: { backupId, askedAs, ...choices }, signal }) =>
        backups.restore(backupId, choices, planning.asker(askedAs, signal)),
      ),
    },
    inspect: {
      environment: os.inspect.environment.handler(async ({ input }) =>
        found(await inspect.environment(input.environmentId), `Environment ${input.environmentId}`),
      ),
      diff: os.inspect.diff.handler(async ({ input }) =>
        found(
          await inspect.diff(input.environmentId, input.path),
          `Environment ${input.environmentId}`,
        ),
      ),
      log: os.inspect.log.handler(async ({ input }) =>
        found(await inspect.log(input.sessionId, input.offset), `Session ${input.sessionId}`),
      ),
      open: os.inspect.open.handler(async ({ input }) => {
        const opened = await inspect.open(input.environmentId, input.with);
        accept(found(opened, `Environment ${input.environmentId}`));
        return {};
      }),
      size: os.inspect.size.handler(async ({ input }) =>
        found(await inspect.size(input.environmentId), `Environment ${input.environmentId}`),
      ),
    },
    audit: {
      list: os.audit.list.handler(({ input }) => [...audit.list(input)]),
      verbs: os.audit.verbs.handler(() => [...audit.verbs()]),
      export: os.audit.export.handler(({ input: { format, ...filter } }) =>
        history.exportAudit(filter, format),
      ),
      verify: os.audit.verify.handler(() => audit.verify()),
    },
    history: {
      stats: os.history.stats.handler(({ input }) => history.stats(input.days)),
    },
    settings: {
      read: os.settings.read.handler(() => preferences.read()),
      save: os.settings.save.handler(({ input }) => accept(preferences.save(input))),
      templates: os.settings.templates.handler(() => [...templates.list()]),
      saveTemplate: os.settings.saveTemplate.handler(({ input }) => [...templates.save(input)]),
      resetTemplates: os.settings.resetTemplates.handler(() => [...templates.reset()]),
    },
  });
}
