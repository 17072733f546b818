import { useEffect } from 'react';
import { formatRoute, parseRoute } from '#renderer/state/route.ts';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';

/** Keeps the address bar and the mirror's route the same, whichever of them changes. */
export function useHashRoute(): void {
  const intents = useIntents();
  const route = useMirror((state) => state.route);
  useEffect(() => {
    const follow = () => intents.go(parseRoute(location.hash));
    window.addEventListener('hashchange', follow);
    if (location.hash !== '') follow();
    return () => window.removeEventListener('hashchange', follow);
  }, [intents]);
  useEffect(() => {
    const hash = formatRoute(route);
    // Moving through a list must not fill the browser's history.
    if (location.hash !== hash) history.replaceState(null, '', hash);
  }, [route]);
}
