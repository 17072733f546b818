import { describe, expect, it } from 'vitest';
import { codeHighlighter } from './code-highlighter.ts';
import { countLines, firstLines, readPatches } from './read-patch.ts';

const hunk = `@@ -1,2 +1,2 @@ export
 const kept = 1;
-const limit = 3;
+const limit = 5;
`;
const modified = `diff --git a/x.ts b/x.ts\nindex 1111111..2222222 100644\n--- a/x.ts\n+++ b/x.ts\n${hunk}`;
const added = (name: string) =>
  `diff --git a/${name} b/${name}\nnew file mode 100644\nindex 0000000..2222222\n--- /dev/null\n+++ b/${name}\n@@ -0,0 +1 @@\n+one\n`;
const binary = 'diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n';

describe('a diff read for the screen', () => {
  it('gives every line of a modified file', () => {
    const [patch] = readPatches(modified, null);
    expect(patch?.type).toBe('modify');
    expect(patch?.hunks[0]?.changes.map((change) => change.type)).toEqual([
      'normal',
      'delete',
      'insert',
    ]);
    expect(patch?.tokens).not.toBeNull();
  });

  it('shows every new file of an untracked directory, a binary one among them', () => {
    const patches = readPatches(added('new/a.ts') + binary + added('new/b.ts'), null);
    expect(patches.map(({ path, type, plain }) => [path, type, plain])).toEqual([
      ['new/a.ts', 'add', ''],
      ['', 'modify', binary.trim()],
      ['new/b.ts', 'add', ''],
    ]);
  });

  it('reads a diff that lacks the git header', () => {
    expect(readPatches(`--- a/x.ts\n+++ b/x.ts\n${hunk}`, null)[0]?.hunks).toHaveLength(1);
    expect(readPatches(hunk, null)[0]?.hunks).toHaveLength(1);
    expect(readPatches('', null)).toEqual([]);
  });

  it('leaves words unmarked in a very long diff, and can cut it', () => {
    const lines = Array.from({ length: 2000 }, (_, at) => `+line ${at}`).join('\n');
    const [patch] = readPatches(
      `${modified.split('@@')[0]}@@ -0,0 +1,2000 @@\n${lines}\n@@ -9,1 +2010,1 @@\n-x\n+y\n`,
      null,
    );
    expect(patch?.tokens).toBeNull();
    expect(countLines(patch?.hunks ?? [])).toBe(2002);
    expect(countLines(firstLines(patch?.hunks ?? [], 2001))).toBe(2001);
    expect(firstLines(patch?.hunks ?? [], 300)).toHaveLength(1);
  });

  const classesOf = (text: string): string =>
    JSON.stringify(readPatches(text, codeHighlighter)[0]?.tokens?.new ?? null);

  it('tells the words of the language that the name of the file tells', () => {
    expect(classesOf(modified)).toContain('hljs-keyword');
    expect(classesOf(modified.replaceAll('x.ts', 'src/Makefile.toml'))).toContain('hljs-attr');
    expect(classesOf(modified.replaceAll('x.ts', 'notes.unknown'))).not.toContain('hljs');
    expect(classesOf(modified.replaceAll('x.ts', 'ts'))).not.toContain('hljs');
  });

  it('still marks what changed in code, and leaves a line without end without colours', () => {
    expect(classesOf(modified)).toContain('"edit"');
    const long = modified.replace('limit = 5', `limit = ${'5'.repeat(2000)}`);
    expect(classesOf(long)).not.toContain('hljs');
    expect(classesOf(long)).toContain('edit');
  });
});
