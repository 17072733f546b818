import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withoutRights } from '#electron/platform/testing-repository.ts';
import { removeWhole } from './remove-whole.ts';

it('removes a directory with folders in it that nobody may write or look into', async () => {
  await withoutRights(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-remove-'));
    const inner = join(folder, 'cache', 'module', 'v1');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, 'source.go'), 'package v1\n', { mode: 0o444 });
    chmodSync(inner, 0o000);
    chmodSync(join(inner, '..'), 0o555);
    await removeWhole(folder);
    expect(existsSync(folder)).toBe(false);
    await removeWhole(folder);
  });
});
