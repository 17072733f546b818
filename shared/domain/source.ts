/** Systems other than Rollcall whose records are read where they lie; never written. */
export const foreignSources = ['ralph', 'gestura', 'grite', 'huskies'] as const;
export type ForeignSource = (typeof foreignSources)[number];

/** What operators call them. */
export const sourceNames: Readonly<Record<ForeignSource, string>> = {
  ralph: 'Ralph',
  gestura: 'Gestura',
  grite: 'Brat (Grite)',
  huskies: 'Huskies',
};

/** Whether a record's source is another system, whose records Rollcall only reads. */
export const isForeignSource = (source: string): source is ForeignSource =>
  (foreignSources as readonly string[]).includes(source);

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
