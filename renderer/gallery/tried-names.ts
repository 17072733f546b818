/** A name for everything that has one, made to try the layout. */
export interface TriedNames {
  readonly task: string;
  readonly run: string;
  readonly workspace: string;
  readonly branch: string;
  /** The last part of a path. */
  readonly directory: string;
  readonly file: string;
  readonly session: string;
  readonly agent: string;
  readonly view: string;
  /** Of a checkpoint. */
  readonly label: string;
  /** Of a commit. */
  readonly subject: string;
  readonly author: string;
}

const long: TriedNames = {
  task: 'Reconcile every invoice that a customer ever received with the ledger of the year before last, thoroughly',
  run: 'The spring cleaning of the web shop and of everything that was left over from the winter release, second attempt',
  workspace: 'customer-facing-invoice-reconciliation-platform-of-the-european-subsidiaries',
  branch:
    'rollcall/feature/PROJ-48213-reconcile-every-invoice-with-the-ledger-of-the-year-before-last-thoroughly',
  directory:
    'rollcall-feature-PROJ-48213-reconcile-every-invoice-with-the-ledger-of-the-year-before-last-thoroughly',
  file: 'packages/reconciliation-engine/src/ledger/adapters/european-subsidiaries/invoice-received-event-handler.integration.test.ts',
  session: 's-0198f31c02a7d1e4b5c6f7081920a1b2-reconcile-every-invoice-with-the-ledger',
  agent: 'claude-code-with-the-long-context-and-the-house-rules',
  view: 'Everything with work at risk that nobody has looked at since Tuesday',
  label: 'after the integration tests of the European subsidiaries, before the ledger is written',
  subject:
    'Reconcile the invoices of every European subsidiary with the ledger of the year before last, and say where they differ',
  author: 'An Agent With A Rather Long Name And Three Surnames',
};

const rtl: TriedNames = {
  task: 'تحديد المعدل للبوابة وتقرير الأخطاء (API v2)',
  run: 'תהליך לילה 7',
  workspace: 'חנות-אינטרנט',
  branch: 'rollcall/ميزة-الفواتير-2',
  directory: 'rollcall-ميزة-الفواتير-2',
  file: 'src/דוחות/חשבונית-2.ts',
  session: 's-فاتورة-41',
  agent: 'סוכן-קוד',
  view: 'ما تعطل في الليل (api)',
  label: 'بعد الاختبارات',
  subject: 'إصلاح حساب الفواتير في ledger.ts',
  author: 'נועה לוי',
};

/** The names that the address asks for; undefined for the usual ones. */
export const triedNames = (asked: string | undefined): TriedNames | undefined =>
  asked === 'long' ? long : asked === 'rtl' ? rtl : undefined;

/** How much of everything there is to be, at what moment, under which names. */
export interface Sampling {
  readonly items: number;
  readonly now: string;
  readonly names: TriedNames | undefined;
}

/** So many rows: those given, then the same again, each made a row of its own by `again`. */
export const fill = <T>(
  rows: readonly T[],
  count: number,
  again: (row: T, round: number) => T,
): readonly T[] =>
  Array.from({ length: rows.length === 0 ? 0 : count }, (_, index) => index).flatMap((index) => {
    const row = rows[index % rows.length];
    const round = Math.floor(index / rows.length);
    return row === undefined ? [] : [round === 0 ? row : again(row, round)];
  });
