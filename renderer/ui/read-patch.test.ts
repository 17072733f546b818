import { describe, expect, it } from 'vitest';
import { readPatch } from './read-patch.ts';

const hunk = `@@ -1,2 +1,2 @@ export
 const kept = 1;
-const limit = 3;
+const limit = 5;
`;

describe('a diff read for the screen', () => {
  it('gives every line of a modified file', () => {
    const patch = readPatch(
      `diff --git a/x.ts b/x.ts\nindex 1111111..2222222 100644\n--- a/x.ts\n+++ b/x.ts\n${hunk}`,
    );
    expect(patch.type).toBe('modify');
    expect(patch.hunks[0]?.changes.map((change) => change.type)).toEqual([
      'normal',
      'delete',
      'insert',
    ]);
    expect(patch.tokens).not.toBeNull();
  });

  it('reads an untracked file as added', () => {
    const patch = readPatch(
      'diff --git a/n.ts b/n.ts\nnew file mode 100644\nindex 0000000..2222222\n--- /dev/null\n+++ b/n.ts\n@@ -0,0 +1 @@\n+one\n',
    );
    expect(patch.type).toBe('add');
    expect(patch.hunks).toHaveLength(1);
  });

  it('reads a diff that lacks the git header', () => {
    expect(readPatch(`--- a/x.ts\n+++ b/x.ts\n${hunk}`).hunks).toHaveLength(1);
    expect(readPatch(hunk).hunks).toHaveLength(1);
  });

  it('shows what git says of a binary file instead of nothing', () => {
    const text = 'diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n';
    expect(readPatch(text)).toMatchObject({ hunks: [], plain: text.trim() });
    expect(readPatch('')).toMatchObject({ hunks: [], plain: '' });
  });

  it('leaves words unmarked in a very long diff', () => {
    const lines = Array.from({ length: 2000 }, (_, at) => `+line ${at}`).join('\n');
    const patch = readPatch(`diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,2000 @@\n${lines}\n`);
    expect(patch.tokens).toBeNull();
    expect(patch.hunks[0]?.changes).toHaveLength(2000);
  });
});
