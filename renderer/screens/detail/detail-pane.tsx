import { useId } from 'react';
import { useInspector, useReadLog } from '#renderer/state/use-inspector.ts';
import { useEnvironmentTools } from '#renderer/state/use-environment-tools.ts';
import { useIntents, useMirror, useNow } from '#renderer/state/use-mirror.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ComparisonTable } from '#renderer/ui/comparison-table.tsx';
import { EvidenceList } from '#renderer/ui/evidence-list.tsx';
import { EnvironmentInspector } from '#renderer/ui/inspector/environment-inspector.tsx';
import { LogSection } from '#renderer/ui/inspector/log-section.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { Condition } from '#shared/domain/condition.ts';
import { Actions } from './actions.tsx';
import styles from './detail-pane.module.css';
import { Head } from './head.tsx';
import { itemLink } from './item-link.ts';
import { Standing } from './standing.tsx';
import { TimelineSection } from './timeline-section.tsx';
import { useCondition } from './use-condition.ts';

/** Everything about one condition: what happened, evidence, what can be done, where it works. */
export function DetailPane({ conditionId }: { readonly conditionId: string }) {
  const { condition, standing } = useCondition(conditionId);
  const { back } = useIntents();
  if (condition === undefined)
    return (
      <article className={styles.pane} aria-label="Detail">
        <div className={styles.missing}>
          <p>
            {standing === 'unknown'
              ? 'Nothing is known about this item yet.'
              : 'This item is not there any more: nothing about it needs you.'}
          </p>
          <Button onClick={back}>Back to the list</Button>
        </div>
      </article>
    );
  return <ConditionDetail key={condition.id} condition={condition} standing={standing} />;
}

interface ConditionDetailProps {
  readonly condition: Condition;
  readonly standing: ReturnType<typeof useCondition>['standing'];
}

function ConditionDetail({ condition, standing }: ConditionDetailProps) {
  const titleId = useId();
  const nowMs = useNow(10_000);
  const { act, back, lookAgain } = useIntents();
  const observedAt = useMirror((state) => state.view?.header.observedAt ?? '');
  const shell = useMirror((state) => state.about?.shell);
  const isLooking = useMirror((state) => state.isLooking);
  const busy = useMirror((state) => state.busy.get(condition.id) ?? null);
  const stamp = `${condition.signature} ${observedAt}`;
  const inspector = useInspector(condition.environmentId ?? null, stamp);
  const readLog = useReadLog();
  const tools = useEnvironmentTools(
    condition.environmentId ?? '',
    inspector.environment.value?.mode ?? '',
  );
  const { sessionId } = condition;

  return (
    <article className={styles.pane} aria-labelledby={titleId}>
      <Head
        condition={condition}
        titleId={titleId}
        nowMs={nowMs}
        link={itemLink(condition.id, shell, window.location)}
        onClose={back}
      >
        <Standing standing={standing} observedAt={observedAt} until={condition.snoozedUntil} />
        {(standing === 'open' || standing === 'acknowledged') && (
          <Actions
            condition={condition}
            busy={busy}
            hasKey={standing === 'open'}
            onAct={(verb) => void act(verb, [condition.id])}
          />
        )}
      </Head>
      <Section
        title="Evidence"
        aside={
          <Button look="quiet" size="s" disabled={isLooking} onClick={() => void lookAgain()}>
            {isLooking ? 'Looking…' : 'Look again'}
          </Button>
        }
      >
        <EvidenceList evidence={condition.evidence} nowMs={nowMs} />
      </Section>
      {condition.comparisons.length > 0 && (
        <Section title="Recorded and observed">
          <ComparisonTable comparisons={condition.comparisons} />
        </Section>
      )}
      {condition.environmentId !== undefined && (
        <EnvironmentInspector
          view={inspector}
          readLog={readLog}
          nowMs={nowMs}
          tools={tools}
          sessionId={sessionId}
        />
      )}
      {condition.environmentId === undefined && sessionId !== undefined && (
        <LogSection sessionId={sessionId} readLog={(offset) => readLog(sessionId, offset)} />
      )}
      <TimelineSection condition={condition} stamp={stamp} nowMs={nowMs} />
    </article>
  );
}
