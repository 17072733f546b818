import type { ChosenPreferences, PreferencesChange } from '#shared/contract/settings.ts';
import { withPolicy } from '#shared/domain/policy-fields.ts';
import type { SavedView } from '#shared/domain/saved-view.ts';
import type { WorkspaceRow } from '#shared/contract/view.ts';
import { usualOpeners, type Preferences } from '#shared/domain/preferences.ts';
import { fill, type Sampling } from './tried-names.ts';

const defaults: Preferences = {
  policy: withPolicy({}),
  autoResume: [],
  scheduling: [],
  relay: { url: null, project: null },
  notifications: { isOn: true, quiet: null },
  openWith: usualOpeners('linux'),
  views: [],
};

const view = (id: string, name: string, query: string): SavedView => ({
  id,
  name,
  query,
  ordering: 'risk',
  isGrouped: true,
});

const usual = [
  view('api-at-risk', 'Work at risk in api', 'workspace:api risk:>0'),
  view('night', 'Crashed in the night', 'lane:crashed age:<12h'),
];
/** As many as are ever kept. */
const viewsAtMost = 50;

/** So many saved views; two unless the screen is about them. */
const sampleViews = ({ items, names }: Sampling): readonly SavedView[] =>
  fill(usual, Math.min(items, viewsAtMost), (one, round) => ({
    ...one,
    id: `${one.id}-${round + 1}`,
    name: `${one.name} ${round + 1}`,
  })).map((one) => (names === undefined ? one : { ...one, name: names.view }));

/** The operator's choices in memory: changed, never checked, never kept. */
export function createMemorySettings(workspaces: readonly WorkspaceRow[], sampling: Sampling) {
  let preferences: Preferences = {
    ...defaults,
    policy: withPolicy({ heartbeatLimitMs: 600_000 }),
    autoResume: workspaces.slice(0, 1).map(({ path }) => path),
    views: sampleViews(sampling),
    notifications: { isOn: true, quiet: { from: '22:00', to: '07:00' } },
  };
  const notes = [
    '“Relay” was stored as something that cannot be used (it is not an address); the default applies.',
  ];
  const chosen = () => ({ preferences, defaults, notes }) as ChosenPreferences;
  return {
    read: async () => chosen(),
    save: async (change: PreferencesChange) => {
      preferences = {
        ...preferences,
        ...(change.autoResume === undefined ? {} : { autoResume: change.autoResume ?? [] }),
        ...(change.scheduling === undefined ? {} : { scheduling: change.scheduling ?? [] }),
        ...(change.notifications === undefined
          ? {}
          : { notifications: change.notifications ?? defaults.notifications }),
        ...(change.views === undefined ? {} : { views: change.views ?? [] }),
        ...(change.relay === undefined ? {} : { relay: change.relay ?? defaults.relay }),
      };
      return chosen();
    },
  };
}
