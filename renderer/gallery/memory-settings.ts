import type { ChosenPreferences, PreferencesChange } from '#shared/contract/settings.ts';
import { withPolicy } from '#shared/domain/policy-fields.ts';
import type { SavedView } from '#shared/domain/saved-view.ts';
import { usualOpeners, type Preferences } from '#shared/domain/preferences.ts';

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

/** The operator's choices in memory: changed, never checked, never kept. */
export function createMemorySettings() {
  let preferences: Preferences = {
    ...defaults,
    policy: withPolicy({ heartbeatLimitMs: 600_000 }),
    autoResume: ['/home/operator/code/api'],
    views: [
      view('api-at-risk', 'Work at risk in api', 'workspace:api risk:>0'),
      view('night', 'Crashed in the night', 'lane:crashed age:<12h'),
    ],
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
