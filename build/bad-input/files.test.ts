import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withoutRights } from '#electron/platform/testing-repository.ts';
import {
  asItShouldBe,
  badPlaces,
  clear,
  fingerprintOf,
  makeFolderOf,
  type BadPlace,
} from './bad-places.ts';
import { makeFolders, readers, type Answer, type Reader } from './readers.ts';

const answers: Answer['kind'][] = [];
afterAll(() => {
  const count = (kind: Answer['kind']) => answers.filter((one) => one === kind).length;
  console.log(
    `${answers.length} bad files: ${count('told')} told by name, ${count('nothing')} as nothing, ${count('took')} taken`,
  );
});

const patienceMs = 8000;

/** The answer, or a failure of the test when there is none in time. */
async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('It never came back.')), patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function answerTo(reader: Reader, bad: BadPlace): Promise<Answer> {
  const root = mkdtempSync(join(tmpdir(), 'rollcall-bad-'));
  const path = join(root, reader.file);
  try {
    chmodSync(root, 0o777);
    makeFolders(root);
    makeFolderOf(path);
    bad.put(path, Buffer.from(reader.good));
    reader.prepare?.(root);
    const before = fingerprintOf(path);
    const read = () => within(reader.read(root));
    const answer = await (bad.isForbidden === true && reader.isReplaced === undefined
      ? withoutRights(read)
      : read());
    if (reader.isReplaced === undefined || answer.kind === 'told')
      expect(fingerprintOf(path)).toBe(before);
    return answer;
  } finally {
    clear(path);
    rmSync(root, { recursive: true, force: true });
  }
}

for (const reader of readers)
  test(`whatever stands for ${reader.file} is answered, by name, and left as it is`, async () => {
    for (const bad of badPlaces) {
      const answer = await answerTo(reader, bad);
      answers.push(answer.kind);
      if (answer.kind === 'told')
        expect(answer.why, bad.what).toMatch(new RegExp(basename(reader.file), 'u'));
    }
  });

test('what is as it should be is taken, so that the answers above are about the files', async () => {
  for (const reader of readers) {
    const { kind } = await answerTo(reader, asItShouldBe);
    expect([reader.file, kind]).toEqual([reader.file, reader.whenGood ?? 'took']);
  }
});
