import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { appliedDocumentSchema, planDocumentSchema } from '#shared/contract/plan.ts';
import {
  parseRecordsDocument,
  recordsDocumentMaxBytes,
  recordsJsonSchema,
} from '#shared/contract/records-document.ts';
import { sweepDocumentSchema } from '#shared/contract/sweep.ts';
import type { AuditFilter } from '#electron/journal/audit.ts';
import { auditFormats, formatAudit } from '#electron/journal/format-audit.ts';
import type { ClientSource } from './client-source.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { readText } from './read-text.ts';
import { formatTable, oneLine } from './screen.ts';
import { watchFolder } from './watch-folder.ts';

function addImport(program: Command, source: ClientSource): void {
  program
    .command('import')
    .description('takes over records from a JSON document (see: rollcall schema records)')
    .argument('<file>')
    .action((file: string) =>
      source.withJournal(({ journal, screen }) => {
        const parsed = parseRecordsDocument(readText(file, recordsDocumentMaxBytes), file);
        if (!parsed.ok) throw new CommandFailure(exitCodes.couldNotLook, parsed.error.message);
        const outcome = journal.imports.importDocument(
          parsed.value,
          { source: 'import', workspace: resolve(parsed.value.workspaceRoot) },
          {
            actor: 'import',
            verb: 'import',
            subject: `workspace:${parsed.value.workspaceRoot}`,
            result: 'applied',
            message: `Records were imported from ${resolve(file)}.`,
          },
        );
        watchFolder(journal, resolve(parsed.value.workspaceRoot));
        const refused = Object.values(outcome).flatMap((kind) => kind.refused);
        screen.show({ schemaVersion: 1, ...outcome }, () =>
          formatTable([
            ['KIND', 'TAKEN OVER', 'UNCHANGED', 'REFUSED'],
            ...Object.entries(outcome).map(([kind, { imported, unchanged, refused: no }]) => [
              kind,
              String(imported.length),
              String(unchanged.length),
              String(no.length),
            ]),
          ]),
        );
        for (const one of refused) screen.tell(`Refused ${one.id}: ${one.message}`);
        return refused.length === 0 ? exitCodes.done : exitCodes.found;
      }),
    );
}

function addExport(program: Command, source: ClientSource): void {
  const command = program
    .command('export')
    .description('prints all records as one JSON document, or the audit')
    .option('--format <format>', 'json, csv or md; records are json', 'json')
    .option('--audit', 'the audit instead of the records; csv and md are always the audit');
  addFilterOptions(command).action((options: FilterOptions & { format: string; audit?: boolean }) =>
    source.withJournal(({ journal }) => {
      const format = auditFormats.find((one) => one === options.format);
      if (format === undefined)
        throw new CommandFailure(
          exitCodes.wrongUsage,
          `There is no format “${options.format}”; it is json, csv or md.`,
        );
      const rows = () => journal.audit.list({ ...filterOf(options), limit: 1_000_000 });
      const isAudit = options.audit === true || format !== 'json';
      const text = isAudit
        ? formatAudit(rows(), format)
        : `${JSON.stringify(journal.imports.exportDocument(), null, 2)}\n`;
      process.stdout.write(text);
      return exitCodes.done;
    }),
  );
}

interface FilterOptions {
  readonly actor?: string;
  readonly verb?: string;
  readonly subject?: string;
  readonly grep?: string;
}

/** The same filter as History's. */
const addFilterOptions = (command: Command): Command =>
  command
    .option('--actor <actor>', 'operator, rollcall, agent or import')
    .option('--verb <verb>', 'what was done, such as resume')
    .option('--subject <subject>', 'about what, such as task:fix-login')
    .option('--grep <text>', 'part of the subject or of the sentence, in any case');

const filterOf = ({ actor, verb, subject, grep }: FilterOptions): AuditFilter => ({
  actor,
  verb,
  subject,
  text: grep,
});

function addAudit(program: Command, source: ClientSource): void {
  const audit = program
    .command('audit')
    .description('the account of everything that changed, newest first')
    .option('--limit <count>', 'how many rows', '50');
  addFilterOptions(audit).action((options: FilterOptions & { limit: string }) =>
    source.withJournal(({ journal, screen }) => {
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1)
        throw new CommandFailure(exitCodes.wrongUsage, '--limit takes a whole number from 1.');
      const rows = journal.audit.list({ ...filterOf(options), limit });
      screen.show({ schemaVersion: 1, rows }, () =>
        formatTable(
          rows.map((row) => [
            String(row.sequence),
            row.at,
            row.actor,
            row.verb,
            oneLine(row.message),
          ]),
        ),
      );
      return exitCodes.done;
    }),
  );
  audit
    .command('verify')
    .description('proves that no row was edited, removed or put elsewhere')
    .action(() =>
      source.withJournal(({ journal, screen }) => {
        const verdict = journal.audit.verify();
        screen.show({ schemaVersion: 1, ...verdict }, () =>
          verdict.kind === 'intact'
            ? `The audit is intact: ${verdict.rows} rows.`
            : `The audit is broken at row ${verdict.atSequence}: ${verdict.message}`,
        );
        return verdict.kind === 'intact' ? exitCodes.done : exitCodes.found;
      }),
    );
}

/** Fields may be added within a schema version, so unknown ones must not be forbidden. */
const open = { io: 'input' } as const;

const schemas: Readonly<Record<string, () => unknown>> = {
  records: recordsJsonSchema,
  sweep: () => z.toJSONSchema(sweepDocumentSchema, open),
  plan: () => z.toJSONSchema(planDocumentSchema, open),
  apply: () => z.toJSONSchema(appliedDocumentSchema, open),
};

function addSchema(program: Command, source: ClientSource): void {
  program
    .command('schema')
    .description('prints the JSON Schema of a document')
    .argument('<document>', Object.keys(schemas).join(', '))
    .action((name: string) =>
      source.run(() => {
        const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
        if (schema === undefined)
          throw new CommandFailure(
            exitCodes.wrongUsage,
            `There is no schema “${name}”; it is one of ${Object.keys(schemas).join(', ')}.`,
          );
        process.stdout.write(`${JSON.stringify(schema(), null, 2)}\n`);
        return exitCodes.done;
      }),
    );
}

/** `import`, `export`, `audit`, `schema`. */
export function addTransferCommands(program: Command, source: ClientSource): void {
  addImport(program, source);
  addExport(program, source);
  addAudit(program, source);
  addSchema(program, source);
}
