import { expect, test } from 'vitest';
import type { AuditRow } from '#shared/domain/audit.ts';
import { moments } from '#shared/testing/moments.ts';
import { formatAudit } from './format-audit.ts';

const row: AuditRow = {
  sequence: 1,
  at: moments.now,
  actor: 'operator',
  verb: 'resume',
  subject: 'task:login',
  result: 'applied',
  message: 'Said "go", then\nwent | on.',
  after: { state: 'queued' },
  hash: 'b'.repeat(64),
  previousHash: '',
};

test('gives everything as JSON', () => {
  expect(JSON.parse(formatAudit([row], 'json'))).toEqual([row]);
});

test('quotes what CSV would trip over', () => {
  const [header, line] = formatAudit([row], 'csv').split('\r\n');
  expect(header).toBe(
    'sequence,at,actor,verb,subject,result,message,isForced,planFingerprint,before,after,previousHash,hash',
  );
  expect(line).toContain('"Said ""go"", then\nwent | on."');
  expect(line).toContain('"{""state"":""queued""}"');
});

test('does not let a message run as a formula in a spreadsheet', () => {
  expect(formatAudit([{ ...row, message: '=1+1' }], 'csv')).toContain(`,'=1+1,`);
});

test('keeps a row on one line of a Markdown table', () => {
  const lines = formatAudit([{ ...row, message: 'a\nb | <img src=x>' }], 'md').split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[2]).toContain(String.raw`a b \| \<img src=x\>`);
});
