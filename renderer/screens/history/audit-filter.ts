import type { AuditFilter } from '#shared/contract/history.ts';
import { readable } from '#shared/domain/readable.ts';
import { verbLabels } from '#shared/domain/verb.ts';

/** What the operator narrows the audit to; empty strings narrow nothing. */
export interface AuditQuestion {
  readonly text: string;
  readonly actor: AuditFilter['actor'] | null;
  readonly verb: string | null;
}

export const everything: AuditQuestion = { text: '', actor: null, verb: null };

export const actorWords: Readonly<Record<NonNullable<AuditFilter['actor']>, string>> = {
  operator: 'you',
  rollcall: 'Rollcall',
  agent: 'an agent',
  import: 'an import',
};

/** The filter as the console takes it. */
export const toFilter = ({ text, actor, verb }: AuditQuestion): AuditFilter => ({
  ...(text.trim() === '' ? {} : { text: text.trim() }),
  ...(actor === null || actor === undefined ? {} : { actor }),
  ...(verb === null ? {} : { verb }),
});

export const isEverything = (question: AuditQuestion): boolean =>
  Object.keys(toFilter(question)).length === 0;

/** A verb or transition as people say it. */
export const sayVerb = (verb: string): string => {
  const labels: Readonly<Record<string, string>> = verbLabels;
  const label = labels[verb];
  return label ?? readable(verb);
};

/** A recorded value as indented JSON; null where none was recorded. */
export const printValue = (value: unknown): string | null =>
  value === undefined || value === null ? null : JSON.stringify(value, null, 2);
