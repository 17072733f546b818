import { formatRoute } from '#renderer/state/route.ts';

/** A link to an item: the desktop app's own, or an address of the page in a browser. */
export function itemLink(
  conditionId: string,
  shell: string | undefined,
  page: { readonly origin: string; readonly pathname: string },
): string {
  return shell === 'desktop'
    ? `rollcall://item/${encodeURIComponent(conditionId)}`
    : `${page.origin}${page.pathname}${formatRoute({ kind: 'item', conditionId })}`;
}
