import { useMemo } from 'react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { laneLabels, LaneIcon } from '#renderer/ui/lane-icon.tsx';
import { LinkLine, LinkList } from '#renderer/ui/link-list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';

/** What needs the operator about one environment; each opens its detail. Nothing: renders nothing. */
export function EnvironmentConditions({ environmentId }: { readonly environmentId: string }) {
  const conditions = useMirror((state) => state.view?.conditions);
  const { go } = useIntents();
  const about = useMemo(
    () => (conditions ?? []).filter((condition) => condition.environmentId === environmentId),
    [conditions, environmentId],
  );
  if (about.length === 0) return null;
  return (
    <Section title="Needs you">
      <LinkList>
        {about.map((condition) => (
          <LinkLine
            key={condition.id}
            onOpen={() => go({ kind: 'item', conditionId: condition.id })}
          >
            <LaneIcon lane={condition.lane} />
            <VisuallyHidden>{laneLabels[condition.lane]}: </VisuallyHidden>
            <span>{condition.message}</span>
          </LinkLine>
        ))}
      </LinkList>
    </Section>
  );
}
