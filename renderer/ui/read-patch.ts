import {
  markEdits,
  parseDiff,
  tokenize,
  type DiffType,
  type HunkData,
  type HunkTokens,
} from 'react-diff-view';
import type { CodeHighlighter } from './code-highlighter.ts';

/** What a unified diff says of one file, ready to be drawn. */
export interface Patch {
  readonly path: string;
  readonly type: DiffType;
  readonly hunks: readonly HunkData[];
  /** Changed words within lines, and the code's words; null where that would take too long. */
  readonly tokens: HunkTokens | null;
  /** The text itself when it holds no hunk: a binary file, a mode change, or no diff at all. */
  readonly plain: string;
}

const mostMarkedLines = 1500;
/**
 * Code with a longer line was made by a program, and its reader may take seconds over it: it stays
 * without colours. So does what has more lines than are marked.
 */
const longestColouredLine = 1000;

/** Lines in all hunks, also those that did not change. */
export const countLines = (hunks: readonly HunkData[]): number =>
  hunks.reduce((sum, hunk) => sum + hunk.changes.length, 0);

const asText = (text: string): Patch => ({
  path: '',
  type: 'modify',
  hunks: [],
  tokens: null,
  plain: text.trim(),
});

const isColourable = (hunks: readonly HunkData[]): boolean =>
  hunks.every(({ changes }) =>
    changes.every(({ content }) => content.length <= longestColouredLine),
  );

/** A hunk that begins within a comment or a string of many lines may be coloured as code. */
function readTokens(hunks: HunkData[], path: string, code: CodeHighlighter | null): HunkTokens {
  const enhancers = [markEdits(hunks, { type: 'block' })];
  const language = code !== null && isColourable(hunks) ? code.languageOf(path) : null;
  return code === null || language === null
    ? tokenize(hunks, { enhancers })
    : tokenize(hunks, { highlight: true, refractor: code, language, enhancers });
}

function readHunks(text: string, code: CodeHighlighter | null): Patch | undefined {
  const [file] = /^@@ /m.test(text) ? parseDiff(withHeader(text)) : [];
  const hunks = file?.hunks ?? [];
  if (file === undefined || hunks.length === 0) return undefined;
  const path = file.type === 'delete' ? file.oldPath : file.newPath;
  const tokens = countLines(hunks) > mostMarkedLines ? null : readTokens(hunks, path, code);
  return { path, type: file.type, hunks, tokens, plain: '' };
}

function readOne(text: string, code: CodeHighlighter | null): Patch {
  try {
    return readHunks(text, code) ?? asText(text);
  } catch (error) {
    // The parser stumbles over what is no whole diff: it is shown as it is.
    console.info('A difference could not be drawn; its text is shown.', error);
    return asText(text);
  }
}

/**
 * Reads a unified diff of any number of files. A part without a hunk comes back as `plain`; without
 * `code`, or where the file's name tells no language, the words are those of no language.
 */
export const readPatches = (text: string, code: CodeHighlighter | null): readonly Patch[] =>
  text
    .split(/^(?=diff --git )/m)
    .filter((part) => part.trim() !== '')
    .map((part) => readOne(part, code));

/** At most so many lines of these hunks: the last one is cut within. */
export function firstLines(hunks: readonly HunkData[], most: number): readonly HunkData[] {
  const kept: HunkData[] = [];
  let room = most;
  for (const hunk of hunks) {
    if (room <= 0) break;
    kept.push({ ...hunk, changes: hunk.changes.slice(0, room) });
    room -= hunk.changes.length;
  }
  return kept;
}

/** The parser finds a file only by its `diff --git` line; a diff from elsewhere may lack it. */
const withHeader = (text: string): string =>
  text.startsWith('diff --git ') ? text : `diff --git a/file b/file\n${withoutPreamble(text)}`;

function withoutPreamble(text: string): string {
  const body = text.slice(Math.max(0, text.search(/^(--- |@@ )/m)));
  return body.startsWith('--- ') ? body : `--- a/file\n+++ b/file\n${body}`;
}
