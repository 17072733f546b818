import type { Clock } from '#shared/domain/clock.ts';
import type { View } from '#shared/contract/view.ts';
import type { Journal } from '#electron/journal/open-journal.ts';
import { decideAutoResume, type AutoResumeDecision } from '#electron/recover/decide-auto-resume.ts';
import type { Live } from './live.ts';
import { recentAuditOf } from './recent-audit.ts';
import type { PreferencesPart } from './preferences-part.ts';
import type { RecoverPart } from './recover-part.ts';

export interface AutoResumeDeps {
  readonly clock: Clock;
  readonly live: Live;
  readonly journal: Pick<Journal, 'records' | 'audit'>;
  readonly recover: Pick<RecoverPart, 'plan' | 'apply'>;
  readonly preferences: Pick<PreferencesPart, 'read'>;
}

/** Large repositories come into sight one after the other; what crashes later is no start any more. */
const startMs = 60_000;

/**
 * Resumes at start what may go on by itself, through the same plan and checks as for an operator. A
 * task that was seen running since the start is none of these. Call it before the console looks.
 */
export function armAutoResume(deps: AutoResumeDeps): void {
  const { clock, live, journal, recover, preferences } = deps;
  const untilMs = clock.steadyMs() + startMs;
  const settled = new Set<string>();
  let isBusy = false;

  function decide({ conditions }: View): AutoResumeDecision {
    return decideAutoResume({
      conditions: conditions.filter(({ taskId }) => taskId !== undefined && !settled.has(taskId)),
      task: (id) => journal.records.get('task', id)?.record,
      workspaces: new Set(preferences.read().preferences.autoResume),
      auditOf: (id) => recentAuditOf(journal, id),
    });
  }

  function tellHeld({ held }: AutoResumeDecision): void {
    for (const { taskId, why } of held) {
      settled.add(taskId);
      const subject = `task:${taskId}`;
      // Told once for each time it stopped, not at every start.
      if (journal.audit.list({ subject, limit: 1 })[0]?.verb === 'auto_resume_held') continue;
      journal.audit.append({
        actor: 'rollcall',
        verb: 'auto_resume_held',
        subject,
        result: 'refused',
        message: why,
      });
    }
  }

  async function resume({ resume }: AutoResumeDecision): Promise<void> {
    for (const { taskId } of resume) settled.add(taskId);
    const shown = await recover.plan(
      'resume',
      resume.map(({ conditionId }) => conditionId),
    );
    // Whatever warns is for a person to weigh.
    const safe = shown.items.filter(({ eligible, warnings }) => eligible && warnings.length === 0);
    if (safe.length === 0) return;
    const plan =
      safe.length === shown.items.length
        ? shown
        : await recover.plan(
            'resume',
            safe.map(({ conditionId }) => conditionId),
          );
    await recover.apply(plan.planId, plan.fingerprint, undefined, 'rollcall');
  }

  async function step(view: View): Promise<void> {
    for (const { id, state } of view.tasks) if (state === 'running') settled.add(id);
    if (isBusy || view.header.observedAt === null || view.header.failure !== null) return;
    isBusy = true;
    try {
      const decision = decide(view);
      tellHeld(decision);
      if (decision.resume.length > 0) await resume(decision);
    } catch (error) {
      console.error(`Tasks were not resumed at start: ${String(error)}`);
    } finally {
      isBusy = false;
    }
  }

  if (preferences.read().preferences.autoResume.length === 0) return;
  const stop = live.onChange((view) => {
    if (clock.steadyMs() > untilMs) stop();
    else void step(view);
  });
}
