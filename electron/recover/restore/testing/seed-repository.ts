// For tests: a repository with a little of everything that a worktree may hold.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeText, type TestingRepository } from '#electron/platform/testing-repository.ts';

const pointer = (oid: string): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oid.repeat(64)}\nsize 12345\n`;

/** Adds it to the main branch, a diverged branch `theirs`, and a submodule `lib`. */
export function seedRepository({ root, folder, git, gitIn }: TestingRepository): void {
  const lib = join(folder, 'lib-origin');
  mkdirSync(lib);
  gitIn(lib, 'init', '--quiet', '--initial-branch=main');
  writeText(join(lib, 'lib.txt'), 'lib\n');
  gitIn(lib, 'add', '.');
  gitIn(lib, 'commit', '--quiet', '--message=lib');
  writeText(join(root, '.gitignore'), '*.log\nbuild/\n.env\n');
  writeText(join(root, '.gitattributes'), '*.lfs filter=lfs -text\n*.crlf text eol=crlf\n');
  for (let at = 0; at < 8; at += 1) writeText(join(root, `src/a/file${at}.txt`), `line ${at}\n`);
  for (let at = 0; at < 4; at += 1)
    writeText(join(root, `docs/deep/er/page ${at}.md`), `# ${at}\n`);
  writeText(join(root, 'shared.txt'), 'one\ntwo\nthree\n');
  writeText(join(root, 'model.lfs'), pointer('a'));
  writeText(join(root, 'dos.crlf'), 'one\r\ntwo\r\n');
  writeFileSync(join(root, 'image.bin'), Buffer.from([0, 255, 1, 254, 13, 10, 0]));
  writeText(join(root, 'run.sh'), '#!/bin/sh\n');
  chmodSync(join(root, 'run.sh'), 0o755);
  symlinkSync('src/a/file0.txt', join(root, 'link'));
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', lib, 'lib');
  git('add', '.');
  git('commit', '--quiet', '--message=everything');
  git('checkout', '--quiet', '-b', 'theirs');
  writeText(join(root, 'shared.txt'), 'one\nTHEIRS\nthree\n');
  git('commit', '--quiet', '--all', '--message=theirs');
  git('checkout', '--quiet', 'main');
}
