import { lanes, type Lane } from '#shared/domain/condition.ts';

/** Where the operator is; the same in the address bar of both shells. */
export type Route =
  /** `view`: the id of a saved view. */
  | { readonly kind: 'list'; readonly lane: Lane | null; readonly view?: string | undefined }
  | { readonly kind: 'item'; readonly conditionId: string }
  /** Off the list by the operator's word; with one of them open. */
  | { readonly kind: 'acknowledged'; readonly conditionId: string | null }
  | { readonly kind: 'environments'; readonly environmentId: string | null }
  | { readonly kind: 'runs'; readonly runId: string | null }
  | { readonly kind: 'operations' }
  | { readonly kind: 'history' }
  | { readonly kind: 'settings' };

export const needsYou: Route = { kind: 'list', lane: null };

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    // A hand-made link with a stray “%” names itself literally.
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** Reads a location hash such as `#/lane/crashed`; what it does not know is the list. */
export function parseRoute(hash: string): Route {
  const [place = '', name = ''] = hash.replace(/^#?\/?/, '').split('/');
  const lane = lanes.find((candidate) => candidate === name);
  if (place === 'lane' && lane !== undefined) return { kind: 'list', lane };
  if (place === 'view' && name !== '') return { kind: 'list', lane: null, view: decode(name) };
  if (place === 'acknowledged')
    return { kind: 'acknowledged', conditionId: name === '' ? null : decode(name) };
  if (place === 'item' && name !== '') return { kind: 'item', conditionId: decode(name) };
  if (place === 'environments')
    return { kind: 'environments', environmentId: name === '' ? null : decode(name) };
  if (place === 'runs') return { kind: 'runs', runId: name === '' ? null : decode(name) };
  if (place === 'operations') return { kind: 'operations' };
  if (place === 'history') return { kind: 'history' };
  if (place === 'settings') return { kind: 'settings' };
  return needsYou;
}

/** The hash that `parseRoute` reads back as the same route. */
export function formatRoute(route: Route): string {
  switch (route.kind) {
    case 'list':
      if (route.view !== undefined) return `#/view/${encodeURIComponent(route.view)}`;
      return route.lane === null ? '#/needs-you' : `#/lane/${route.lane}`;
    case 'acknowledged':
      return route.conditionId === null
        ? '#/acknowledged'
        : `#/acknowledged/${encodeURIComponent(route.conditionId)}`;
    case 'item':
      return `#/item/${encodeURIComponent(route.conditionId)}`;
    case 'environments':
      return route.environmentId === null
        ? '#/environments'
        : `#/environments/${encodeURIComponent(route.environmentId)}`;
    case 'runs':
      return route.runId === null ? '#/runs' : `#/runs/${encodeURIComponent(route.runId)}`;
    case 'operations':
    case 'history':
    case 'settings':
      return `#/${route.kind}`;
  }
}
