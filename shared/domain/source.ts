import type { Instant } from './run.ts';
import type { Verb } from './verb.ts';

/** Systems other than Rollcall whose records are read where they lie; written only by a plan, where a verb is for that. */
export const foreignSources = ['ralph', 'gestura', 'grite', 'huskies'] as const;
export type ForeignSource = (typeof foreignSources)[number];

/** What operators call them. */
export const sourceNames: Readonly<Record<ForeignSource, string>> = {
  ralph: 'Ralph',
  gestura: 'Gestura',
  grite: 'Brat (Grite)',
  huskies: 'Huskies',
};

/** Whether a record's source is another system. */
export const isForeignSource = (source: string): source is ForeignSource =>
  (foreignSources as readonly string[]).includes(source);

/** A source's name for people; Rollcall's own records and imported ones go by their kind. */
export const nameOfSource = (source: string): string =>
  isForeignSource(source) ? sourceNames[source] : source;

/**
 * Verbs that say something about Rollcall's own list only, whoever's the record is; and Undo, which takes
 * back no more than could be done.
 */
const harmless: readonly Verb[] = ['acknowledge', 'snooze', 'look_again', 'undo'];

/** Verbs that change a system's own file as that system itself would. */
const changes: Readonly<Partial<Record<ForeignSource, readonly Verb[]>>> = {
  ralph: ['retry_push'],
};

/** Why a verb is not carried out on what another system has recorded; undefined where it may be. */
export const leftToSource = (source: string, verb: Verb): string | undefined => {
  if (!isForeignSource(source) || harmless.includes(verb)) return undefined;
  return changes[source]?.includes(verb) === true
    ? undefined
    : `It belongs to ${sourceNames[source]}, whose records Rollcall only reads; do it there.`;
};

/** A file of another system that could not be read. */
export interface UnreadableSource {
  readonly source: ForeignSource;
  readonly workspace: string;
  /** Absolute. */
  readonly file: string;
  /** Names the file and the place in it. */
  readonly why: string;
  /** When it could be read last: what it said then is still shown. */
  readonly readAt?: Instant | undefined;
}

/** What a source may be asked to do or tell, beside its records. */
export const capabilities = [
  /** Tells which process works on something. */
  'processes',
  /** Tells when something last gave a sign of life. */
  'heartbeats',
  /** Tells where something works. */
  'places',
  /** Tells from where something may go on. */
  'checkpoints',
  /** Its records may be changed. */
  'changes',
] as const;
export type Capability = (typeof capabilities)[number];

/** Yes, or why not. */
export type CapabilityAnswer =
  | { readonly can: true }
  | { readonly can: false; readonly why: string };
export type Capabilities = Readonly<Record<Capability, CapabilityAnswer>>;
