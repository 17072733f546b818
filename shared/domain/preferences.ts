import type { Policy } from './policy.ts';
import type { SavedView } from './saved-view.ts';

/** Between two wall-clock times, `22:00` to `07:00`; over midnight when `to` is the earlier one. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** Programs that open an environment; arguments, in which `{path}` stands for its directory. */
export interface OpenWith {
  readonly editor: readonly string[];
  readonly terminal: readonly string[];
  readonly files: readonly string[];
}
export const openers = ['editor', 'terminal', 'files'] as const;
export type Opener = (typeof openers)[number];

export interface Relay {
  /** Where conditions and transitions are pushed; null: nowhere. Its token is never stored. */
  readonly url: string | null;
  /** Null: the folder's name. */
  readonly project: string | null;
}

export interface NotificationChoice {
  readonly isOn: boolean;
  readonly quiet: QuietHours | null;
}

/** What the operator may choose. */
export interface Preferences {
  readonly policy: Policy;
  /** Workspaces in which interrupted tasks go on by themselves when Rollcall starts. */
  readonly autoResume: readonly string[];
  /** Workspaces in which queued tasks start by themselves once what they wait for is complete. */
  readonly scheduling: readonly string[];
  readonly relay: Relay;
  readonly notifications: NotificationChoice;
  readonly openWith: OpenWith;
  /** In the order in which they are shown. */
  readonly views: readonly SavedView[];
}

/** The programs of a system, until the operator names others. */
export function usualOpeners(platform: string): OpenWith {
  const editor = ['code', '{path}'];
  if (platform === 'darwin')
    return {
      editor,
      terminal: ['open', '-a', 'Terminal', '{path}'],
      files: ['open', '{path}'],
    };
  if (platform === 'win32')
    return { editor, terminal: ['wt', '-d', '{path}'], files: ['explorer', '{path}'] };
  // Without a place for the path: it starts in the directory it is started from.
  return { editor, terminal: ['x-terminal-emulator'], files: ['xdg-open', '{path}'] };
}

const minutesOf = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Whether a wall-clock time (minutes since midnight) lies in quiet hours. Equal ends mean never. */
export function isQuietAt(quiet: QuietHours | null, minutes: number): boolean {
  if (quiet === null) return false;
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  return from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/** Why an address cannot be relayed to; undefined when it can. */
export function checkRelayUrl(text: string): string | undefined {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s]+)(?:[/?#]\S*)?$/i.exec(text);
  if (parts === null) return 'Write a whole address, such as wss://gateway.example/events.';
  const [, scheme = '', authority = ''] = parts;
  if (!['wss', 'ws', 'https', 'http'].includes(scheme.toLowerCase()))
    return 'Only wss, ws, https and http can be relayed to.';
  return authority.includes('@')
    ? 'Leave out name and password: the token comes from ROLLCALL_GATEWAY_TOKEN only.'
    : undefined;
}
