import { describe, expect, it } from 'vitest';
import { formatRoute, needsYou, parseRoute, type Route } from './route.ts';

const routes: readonly Route[] = [
  needsYou,
  { kind: 'list', lane: 'drifted' },
  { kind: 'item', conditionId: 'environment:/w/a b/ü%:wrong_branch' },
  { kind: 'list', lane: null, view: 'risk-in-api' },
  { kind: 'acknowledged', conditionId: null },
  { kind: 'acknowledged', conditionId: 'task:a/b:interrupted' },
  { kind: 'environments', environmentId: null },
  { kind: 'environments', environmentId: 'env_1/2' },
  { kind: 'runs', runId: null },
  { kind: 'runs', runId: 'run/1 a' },
  { kind: 'operations' },
  { kind: 'history' },
  { kind: 'settings' },
];

describe('links', () => {
  it.each(routes)('lead back to where they were made: %j', (route) => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('show the list for a place that does not exist', () => {
    expect(parseRoute('#/nowhere/7')).toEqual(needsYou);
    expect(parseRoute('#/lane/purple')).toEqual(needsYou);
    expect(parseRoute('')).toEqual(needsYou);
  });

  it('survive a stray percent sign typed by hand', () => {
    expect(parseRoute('#/item/100%')).toEqual({ kind: 'item', conditionId: '100%' });
  });
});
