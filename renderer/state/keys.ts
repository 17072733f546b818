/** Everything that has a key or stands in the palette. */
export const commandIds = [
  'next',
  'previous',
  'select',
  'extendNext',
  'extendPrevious',
  'selectAll',
  'open',
  'back',
  'search',
  'palette',
  'goNeedsYou',
  'goCrashed',
  'goOrphaned',
  'goDrifted',
  'goBlocked',
  'goAcknowledged',
  'goView',
  'goEnvironments',
  'goRuns',
  'goOperations',
  'goHistory',
  'goSettings',
  'proposed',
  'otherActions',
  'acknowledge',
  'snooze',
  'archive',
  'undo',
  'lookAgain',
  'saveView',
  'review',
  'bringIn',
  'help',
] as const;
export type CommandId = (typeof commandIds)[number];

export interface KeyEntry {
  readonly command: CommandId;
  /** Each a chord or two, as `chordOf` writes them: `Shift+J`, `Mod+K`, `G C`. */
  readonly keys: readonly string[];
  /** Where so many keys are better told than listed. */
  readonly printed?: string;
  readonly label: string;
  readonly part: 'Move' | 'Act' | 'Go' | 'Find';
  /** Works while a field has the focus too. */
  readonly isWhileTyping?: boolean;
  /** Goes on while it is held down; others act once, on one item. */
  readonly isHeld?: boolean;
}

/** The one table of keys: what is pressed, shown in the help and named in the palette. */
export const keyTable: readonly KeyEntry[] = [
  { command: 'next', keys: ['J', 'ArrowDown'], label: 'Next item', part: 'Move', isHeld: true },
  {
    command: 'previous',
    keys: ['K', 'ArrowUp'],
    label: 'Previous item',
    part: 'Move',
    isHeld: true,
  },
  { command: 'select', keys: ['X'], label: 'Select item', part: 'Move' },
  {
    command: 'extendNext',
    keys: ['Shift+J', 'Shift+ArrowDown'],
    label: 'Extend selection down',
    part: 'Move',
    isHeld: true,
  },
  {
    command: 'extendPrevious',
    keys: ['Shift+K', 'Shift+ArrowUp'],
    label: 'Extend selection up',
    part: 'Move',
    isHeld: true,
  },
  { command: 'selectAll', keys: ['Mod+A'], label: 'Select all that match', part: 'Move' },
  { command: 'open', keys: ['Enter'], label: 'Show detail', part: 'Move' },
  { command: 'back', keys: ['Escape'], label: 'Back', part: 'Move' },
  { command: 'bringIn', keys: ['.'], label: 'Bring in what is new', part: 'Move' },
  { command: 'proposed', keys: ['1'], label: 'Proposed action', part: 'Act' },
  { command: 'otherActions', keys: ['2'], label: 'Other actions', part: 'Act' },
  { command: 'review', keys: ['P'], label: 'Review a plan first', part: 'Act' },
  { command: 'acknowledge', keys: ['E'], label: 'Acknowledge', part: 'Act' },
  { command: 'snooze', keys: ['H'], label: 'Snooze until', part: 'Act' },
  { command: 'archive', keys: ['A'], label: 'Archive (review first)', part: 'Act' },
  { command: 'undo', keys: ['Z'], label: 'Undo what was done last', part: 'Act' },
  { command: 'lookAgain', keys: ['R'], label: 'Look again', part: 'Act' },
  { command: 'search', keys: ['/'], label: 'Search and filter', part: 'Find' },
  {
    command: 'palette',
    keys: ['Mod+K'],
    label: 'Everything',
    part: 'Find',
    isWhileTyping: true,
  },
  { command: 'saveView', keys: ['S'], label: 'Save this list as a view', part: 'Find' },
  { command: 'help', keys: ['?'], label: 'Show all keys', part: 'Find' },
  { command: 'goNeedsYou', keys: ['G N'], label: 'Go to Needs you', part: 'Go' },
  { command: 'goCrashed', keys: ['G C'], label: 'Go to Crashed', part: 'Go' },
  { command: 'goOrphaned', keys: ['G O'], label: 'Go to Orphaned', part: 'Go' },
  { command: 'goDrifted', keys: ['G D'], label: 'Go to Drifted', part: 'Go' },
  { command: 'goBlocked', keys: ['G B'], label: 'Go to Blocked', part: 'Go' },
  { command: 'goAcknowledged', keys: ['G K'], label: 'Go to Acknowledged', part: 'Go' },
  {
    command: 'goView',
    keys: ['G 1', 'G 2', 'G 3', 'G 4', 'G 5', 'G 6', 'G 7', 'G 8', 'G 9'],
    printed: 'G 1–9',
    label: 'Go to a saved view',
    part: 'Go',
  },
  { command: 'goEnvironments', keys: ['G E'], label: 'Go to Environments', part: 'Go' },
  { command: 'goRuns', keys: ['G R'], label: 'Go to Runs', part: 'Go' },
  { command: 'goOperations', keys: ['G A'], label: 'Go to Operations', part: 'Go' },
  { command: 'goHistory', keys: ['G H'], label: 'Go to History', part: 'Go' },
  { command: 'goSettings', keys: ['G S'], label: 'Go to Settings', part: 'Go' },
];

interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** A key press as the table writes it; null when Alt makes it somebody else's. */
export function chordOf(press: Press): string | null {
  if (press.altKey) return null;
  const isLetter = /^[a-z]$/i.test(press.key);
  const key = press.key.length === 1 ? press.key.toUpperCase() : press.key;
  // Signs such as “?” need Shift on some keyboards and not on others.
  const isShifted = press.shiftKey && (isLetter || press.key.length > 1);
  return `${press.ctrlKey || press.metaKey ? 'Mod+' : ''}${isShifted ? 'Shift+' : ''}${key}`;
}

export type KeyMatch =
  | { readonly kind: 'command'; readonly entry: KeyEntry }
  /** The first of two, such as G. */
  | { readonly kind: 'begun'; readonly first: string }
  | { readonly kind: 'none' };

/** What a chord means after the one before it (null: none that waits for a second). */
export function matchKeys(first: string | null, chord: string): KeyMatch {
  const typed = first === null ? chord : `${first} ${chord}`;
  const entry = keyTable.find(({ keys }) => keys.includes(typed));
  if (entry !== undefined) return { kind: 'command', entry };
  if (first !== null) return matchKeys(null, chord);
  const isBegun = keyTable.some(({ keys }) => keys.some((key) => key.startsWith(`${chord} `)));
  return isBegun ? { kind: 'begun', first: chord } : { kind: 'none' };
}

const signs: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  Escape: 'Esc',
};

/** Keys as printed: `Ctrl+K` or `⌘K`, `G then C`. */
export function printKeys(keys: string, isMac: boolean): string {
  return keys
    .split(' ')
    .map((chord) => chord.replace('Mod+', isMac ? '⌘' : 'Ctrl+'))
    .map((chord) => chord.replace(/Arrow\w+|Escape/, (name) => signs[name] ?? name))
    .join(' then ');
}

/** What holds for all keys. */
export const keysNote = 'They rest while you type. None of them destroys anything by itself.';
const parts: readonly KeyEntry['part'][] = ['Move', 'Act', 'Find', 'Go'];

/** Every key, part by part, as printed on this kind of machine. */
export const listKeys = (isMac: boolean) =>
  parts.map((part) => ({
    name: part,
    lines: keyTable
      .filter((entry) => entry.part === part)
      .map(({ label, keys, printed }) => ({
        label,
        keys: (printed === undefined ? keys : [printed]).map((key) => printKeys(key, isMac)),
      })),
  }));
