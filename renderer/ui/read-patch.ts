import {
  markEdits,
  parseDiff,
  tokenize,
  type DiffType,
  type HunkData,
  type HunkTokens,
} from 'react-diff-view';

/** What a unified diff of one file says, ready to be drawn. */
export interface Patch {
  readonly type: DiffType;
  readonly hunks: readonly HunkData[];
  /** Changed words within lines; null where marking them would take longer than a frame. */
  readonly tokens: HunkTokens | null;
  /** The text itself when it holds no hunk: a binary file, a mode change, or no diff at all. */
  readonly plain: string;
}

const mostMarkedLines = 1500;

/** Reads the first file of a unified diff. Text without a hunk comes back as `plain`, trimmed. */
export function readPatch(text: string): Patch {
  const [file] =
    text.includes('\n@@ ') || text.startsWith('@@ ') ? parseDiff(withHeader(text)) : [];
  const hunks = file?.hunks ?? [];
  if (file === undefined || hunks.length === 0)
    return { type: 'modify', hunks: [], tokens: null, plain: text.trim() };
  const lines = hunks.reduce((sum, hunk) => sum + hunk.changes.length, 0);
  const tokens =
    lines > mostMarkedLines
      ? null
      : tokenize(hunks, { enhancers: [markEdits(hunks, { type: 'block' })] });
  return { type: file.type, hunks, tokens, plain: '' };
}

/** The parser finds a file only by its `diff --git` line; a diff from elsewhere may lack it. */
const withHeader = (text: string): string =>
  text.startsWith('diff --git ') ? text : `diff --git a/file b/file\n${stripPreamble(text)}`;

const stripPreamble = (text: string): string => {
  const at = text.search(/^(--- |@@ )/m);
  const body = text.slice(Math.max(0, at));
  return body.startsWith('--- ') ? body : `--- a/file\n+++ b/file\n${body}`;
};
