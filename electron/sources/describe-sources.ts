import {
  capabilities,
  type Capabilities,
  type Capability,
  type ForeignSource,
} from '#shared/domain/source.ts';
import type { KeptOfWorkspace } from './overlay-records.ts';
import type { SourceReader } from './source-reading.ts';

/** What was found of one system in one folder. */
export interface SourceLine {
  readonly kind: ForeignSource;
  readonly workspace: string;
  readonly readable: boolean;
  readonly note: string | null;
  readonly capabilities: readonly {
    readonly name: Capability;
    readonly can: boolean;
    readonly why: string | null;
  }[];
}

const listed = (answers: Capabilities): SourceLine['capabilities'] =>
  capabilities.map((name) => {
    const answer = answers[name];
    return { name, can: answer.can, why: answer.can ? null : answer.why };
  });

/** Whoever has imported a whole folder reads no list of thousands. */
const namedAtMost = 5;

function sayFirst(names: readonly string[]): string {
  const more = names.length - namedAtMost;
  const named = names.slice(0, namedAtMost).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}

function noteOf(
  { files }: KeptOfWorkspace,
  leftOut: readonly string[] | undefined,
): readonly string[] {
  const faults = files.flatMap(({ fault }) => fault ?? []);
  const notes = [...new Set(files.flatMap(({ note }) => note ?? []))];
  const more = faults.length > 1 ? [`${faults.length - 1} more of its files cannot be read.`] : [];
  const hidden =
    leftOut === undefined ? [] : [`Recorded elsewhere under the same id: ${sayFirst(leftOut)}.`];
  return [...faults.slice(0, 1), ...more, ...notes.map((note) => `${note}.`), ...hidden];
}

/** One line for each system in each folder, as the settings and `sweep` show it. */
export function describeSources(
  kept: readonly KeptOfWorkspace[],
  readers: readonly SourceReader[],
  leftOut: ReadonlyMap<KeptOfWorkspace, readonly string[]>,
): readonly SourceLine[] {
  const answers = new Map(readers.map((reader) => [reader.source, reader.capabilities]));
  return kept.flatMap((one) => {
    const own = answers.get(one.source);
    const notes = noteOf(one, leftOut.get(one));
    const line = {
      kind: one.source,
      workspace: one.workspace,
      readable: one.files.every(({ fault }) => fault === undefined),
      note: notes.length === 0 ? null : notes.join(' '),
    };
    return own === undefined ? [] : [{ ...line, capabilities: listed(own) }];
  });
}
