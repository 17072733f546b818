import { describeSyntaxAt, type BadInput } from '#shared/domain/bad-input.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Who holds a Ralph lock, as `lock/owner` tells it. */
export interface LockOwner {
  readonly pid: number;
  /** As written, even where it is no time: that is for a person to review. */
  readonly startedAt: string;
  /** Every line, by its name. */
  readonly fields: Readonly<Record<string, string>>;
}

const maxPid = 2 ** 31 - 1;

/** Parses `name: value` lines. Refused: a text without a pid, with the place where one should be. */
export function parseLockOwner(text: string, file: string): Result<LockOwner, BadInput> {
  const fields = new Map<string, string>();
  let pidAt: number | undefined;
  let offset = 0;
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^\s*([\w-]{1,40})\s*:(.*)$/u.exec(line) ?? [];
    if (name !== undefined && !fields.has(name)) {
      fields.set(name, value.trim());
      if (name === 'pid') pidAt = offset + line.indexOf(':') + 1;
    }
    offset += line.length + 1;
  }
  const pid = fields.get('pid') ?? '';
  if (!/^[1-9]\d{0,9}$/u.test(pid) || Number(pid) > maxPid) {
    const at = pidAt === undefined ? text.length : pidAt + skipBlanks(text, pidAt);
    const expected = pidAt === undefined ? 'a line “pid: …”' : 'the number of a process';
    return err(describeSyntaxAt(file, text, { offset: at, expected }));
  }
  return ok({
    pid: Number(pid),
    startedAt: fields.get('started_at') ?? '',
    fields: Object.fromEntries(fields),
  });
}

const skipBlanks = (text: string, from: number): number =>
  /^[ \t]*/u.exec(text.slice(from, from + 80))?.[0].length ?? 0;
