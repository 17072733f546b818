// Who may import whom, said a second time and independently of the linter's configuration.

const screens = [
  'detail',
  'environments',
  'history',
  'operations',
  'runs',
  'review',
  'settings',
  'triage',
  'welcome',
];

const rooms = [
  ...['domain', 'contract', 'testing'].map((name) => `shared/${name}`),
  ...['platform', 'reconcile', 'observe', 'recover', 'engines', 'sources', 'journal'].map(
    (name) => `electron/${name}`,
  ),
  ...['launch', 'sample', 'loop', 'relay', 'console', 'transport', 'desktop', 'terminal'].map(
    (name) => `electron/${name}`,
  ),
  ...['ui', 'state', 'app', 'gallery'].map((name) => `renderer/${name}`),
  ...screens.map((name) => `renderer/screens/${name}`),
  'e2e/worlds',
];

/** A module of a room, as a path from the checkout. */
export const ownModule = (room: string): string => `${room}/own.ts`;

const inRoom = (room: string): string => `#${ownModule(room)}`;

const entries = ['main', 'preload', 'serve', 'cli'].map((name) => `#electron/${name}.ts`);
const nodeModules = ['node:path', 'node:fs/promises'];

/** Packages that some room may use and the others may not. */
const packages = [
  'electron',
  'better-sqlite3',
  'ws',
  'zod',
  'simple-git',
  'env-paths',
  'commander',
  '@orpc/contract',
  '@orpc/server',
  '@orpc/client',
  'react',
  'react-dom',
  'react-dom/client',
  'zustand',
  '@tanstack/react-virtual',
  '@base-ui/react/dialog',
  'cmdk',
  'lucide-react',
  'anser',
  '@visx/scale',
  'react-diff-view',
  'lowlight',
  '@fontsource-variable/inter',
  '@playwright/test',
  'fast-check',
];

/** Everything that could be imported: one module of each kind. */
export const things: readonly string[] = [
  './neighbour.ts',
  '#shared/result.ts',
  ...rooms.map(inRoom),
  ...entries,
  '../elsewhere/own.ts',
  '../../electron/main.ts',
  ...nodeModules,
  ...packages,
];

const result = '#shared/result.ts';
const domain = inRoom('shared/domain');
const contract = inRoom('shared/contract');
const testing = inRoom('shared/testing');
const shared = [result, domain, contract, testing];
const platform = inRoom('electron/platform');
const looks = ['react', 'lucide-react', '@tanstack/react-virtual', '@base-ui/react/dialog'];

/** A room's own modules, and more. */
const own = (room: string, ...more: readonly string[]): readonly string[] => [
  './neighbour.ts',
  inRoom(room),
  ...more,
];

/** Observing, recovering, engines, launching, the sample: shared words, the ground, and Node. */
const side = (room: string, ...more: readonly string[]): readonly [string, readonly string[]] => [
  room,
  own(room, result, domain, platform, ...nodeModules, ...more),
];

const screen = (name: string): readonly [string, readonly string[]] => {
  const room = `renderer/screens/${name}`;
  const below = [inRoom('renderer/ui'), inRoom('renderer/state')];
  return [room, own(room, ...shared, ...below, ...looks, 'react-diff-view')];
};

const frontPackages = ['react', 'react-dom', 'zustand', '@playwright/test'];
const isFront = (thing: string): boolean =>
  /^#(renderer|e2e)\//.test(thing) || thing.startsWith('../') || frontPackages.includes(thing);

/** The roof and the hallway: everything on the main side but what is named. */
const mainSide = (...but: readonly string[]): readonly string[] =>
  things.filter((thing) => !isFront(thing) && !but.includes(thing));

/** What joins the rooms of the renderer may import each of them. */
const anyRendererRoom: readonly string[] = [
  './neighbour.ts',
  ...shared,
  ...rooms.filter((room) => room.startsWith('renderer/')).map(inRoom),
  'react',
  'react-dom',
  'react-dom/client',
];

/** What each folder may import of `things`; everything else is forbidden to it. */
export const fences: Readonly<Record<string, readonly string[]>> = {
  'shared/domain': ['./neighbour.ts'],
  'shared/contract': own('shared/contract', result, domain, 'zod', '@orpc/contract'),
  'shared/testing': own('shared/testing', result, domain, contract, 'fast-check').filter(
    (thing) => thing !== testing,
  ),
  'electron/platform': own(
    'electron/platform',
    result,
    domain,
    ...nodeModules,
    'simple-git',
    'env-paths',
  ),
  'electron/reconcile': own('electron/reconcile', result, domain),
  ...Object.fromEntries([
    side('electron/observe'),
    side('electron/recover'),
    side('electron/engines'),
    side('electron/launch'),
    side('electron/sample'),
    side('electron/sources', 'zod'),
    side('electron/journal', 'better-sqlite3'),
    side('electron/relay', 'ws'),
  ]),
  'electron/loop': own('electron/loop', result, domain, platform),
  'electron/transport': own(
    'electron/transport',
    ...shared,
    inRoom('electron/console'),
    platform,
    ...nodeModules,
    'electron',
    'ws',
    '@orpc/contract',
    '@orpc/server',
    '@orpc/client',
  ),
  'electron/desktop': own(
    'electron/desktop',
    ...shared,
    inRoom('electron/console'),
    inRoom('electron/transport'),
    platform,
    ...nodeModules,
    'electron',
  ),
  'electron/console': mainSide(
    ...entries,
    inRoom('electron/desktop'),
    inRoom('electron/terminal'),
    inRoom('electron/transport'),
    'electron',
  ),
  'electron/terminal': mainSide(...entries, inRoom('electron/desktop'), 'electron'),
  electron: mainSide(),
  'renderer/ui': own(
    'renderer/ui',
    domain,
    ...looks,
    'react-dom',
    'cmdk',
    'anser',
    '@visx/scale',
    'react-diff-view',
    'lowlight',
  ),
  'renderer/state': own(
    'renderer/state',
    ...shared,
    'zustand',
    'react',
    '@orpc/contract',
    '@orpc/server',
    '@orpc/client',
  ),
  'renderer/app': [
    ...anyRendererRoom,
    'cmdk',
    'lucide-react',
    '@base-ui/react/dialog',
    '@fontsource-variable/inter',
  ],
  'renderer/gallery': anyRendererRoom,
  ...Object.fromEntries(screens.map(screen)),
  'e2e/worlds': own('e2e/worlds', ...shared, ...nodeModules, '@playwright/test'),
};
