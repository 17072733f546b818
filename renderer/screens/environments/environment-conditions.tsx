import { useMemo } from 'react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { NeedsYou } from '#renderer/ui/needs-you.tsx';

/** What needs the operator about one environment; each opens its detail. Nothing: renders nothing. */
export function EnvironmentConditions({ environmentId }: { readonly environmentId: string }) {
  const byId = useMirror((state) => state.byId);
  const { go } = useIntents();
  const about = useMemo(
    () => [...byId.values()].filter((condition) => condition.environmentId === environmentId),
    [byId, environmentId],
  );
  return (
    <NeedsYou conditions={about} onOpen={(conditionId) => go({ kind: 'item', conditionId })} />
  );
}
