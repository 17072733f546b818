import type { ChangeKind, FileChange, StatusReading } from '#shared/domain/observation.ts';

/**
 * `normal` and not `all`: on a large tree listing every untracked file is 50 times dearer. Submodules
 * are compared by commit only; looking into them would run git under their own configuration.
 */
export const statusArguments: readonly string[] = [
  'status',
  '--porcelain=v2',
  '-z',
  '--branch',
  '--untracked-files=normal',
  '--ignore-submodules=dirty',
];

/** What git itself says; `changes` are all of them. */
export type ParsedStatus = Pick<
  Extract<StatusReading, { readonly kind: 'read' }>,
  'head' | 'branch' | 'upstream' | 'ahead' | 'behind' | 'changes'
>;

/** Fields before the path, by kind of line; git-status(1), “Porcelain Format Version 2”. */
const fieldsBeforePath = { '1': 8, '2': 9, u: 10 } as const;

const isTracked = (kind: string): kind is keyof typeof fieldsBeforePath =>
  Object.hasOwn(fieldsBeforePath, kind);

function changeKind(staged: string, unstaged: string, submodule: string): ChangeKind {
  if (submodule.startsWith('S')) return 'submodule';
  if (staged === 'D' || unstaged === 'D') return 'deleted';
  if (staged === 'R' || unstaged === 'R') return 'renamed';
  if (/[AC]/.test(staged + unstaged)) return 'added';
  return staged === 'T' || unstaged === 'T' ? 'type_changed' : 'modified';
}

function parseTracked(kind: keyof typeof fieldsBeforePath, line: string): FileChange | undefined {
  const fields = line.split(' ');
  const path = fields.slice(fieldsBeforePath[kind]).join(' ');
  const [, xy = '', submodule = ''] = fields;
  const [staged = '', unstaged = ''] = xy;
  if (path === '' || unstaged === '') return undefined;
  if (kind === 'u') return { path, change: 'conflicted', isStaged: false, isUnstaged: true };
  const change = changeKind(staged, unstaged, submodule);
  return { path, change, isStaged: staged !== '.', isUnstaged: unstaged !== '.' };
}

const wholeNumber = (text: string, sign: '+' | '-'): number | undefined =>
  text.startsWith(sign) && /^\d{1,15}$/u.test(text.slice(1)) ? Number(text.slice(1)) : undefined;

/** Undefined when a known header has another form. */
function parseHeader(line: string): Partial<ParsedStatus> | undefined {
  const [, name, value = '', behind = ''] = line.split(' ');
  if (value === '') return {};
  if (name === 'branch.oid') return { head: value === '(initial)' ? undefined : value };
  if (name === 'branch.head') return { branch: value === '(detached)' ? undefined : value };
  if (name === 'branch.upstream') return { upstream: value };
  if (name !== 'branch.ab') return {};
  const counts = { ahead: wholeNumber(value, '+'), behind: wholeNumber(behind, '-') };
  // “+? -?” is what git says where it did not count.
  if (value === '+?' && behind === '-?') return {};
  return counts.ahead === undefined || counts.behind === undefined ? undefined : counts;
}

/** Parses what those arguments print; undefined when a line has an unknown form or was cut short. */
export function parseStatus(output: string): ParsedStatus | undefined {
  if (output !== '' && !output.endsWith('\0')) return undefined;
  const lines = output.split('\0');
  const changes: FileChange[] = [];
  let headers: Partial<ParsedStatus> = {};
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const kind = line.slice(0, 1);
    if (kind === '#') {
      const header = parseHeader(line);
      if (header === undefined) return undefined;
      headers = { ...headers, ...header };
    } else if (kind === '?') {
      if (!line.startsWith('? ') || line.length === 2) return undefined;
      changes.push({
        path: line.slice(2),
        change: 'untracked',
        isStaged: false,
        isUnstaged: true,
      });
    } else if (isTracked(kind)) {
      const change = parseTracked(kind, line);
      if (change === undefined) return undefined;
      // A renamed path is followed by the one it had.
      if (kind === '2') index += 1;
      if (kind === '2' && !lines[index]) return undefined;
      changes.push(kind === '2' ? { ...change, from: lines[index] } : change);
    } else if (line !== '') return undefined;
  }
  return { ...headers, changes };
}
