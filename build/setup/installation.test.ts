import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

let checkout: string;
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'rollcall-install-'));
  cpSync(import.meta.dirname, join(checkout, 'build', 'setup'), { recursive: true });
  writeFileSync(join(checkout, 'package-lock.json'), '{}');
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

/** Writes down how it is called, and does what npm does on a machine without a compiler. */
const fakeNpm = `
const { appendFileSync, mkdirSync, symlinkSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
if (args[0] === '--version') { console.log('11.0.0'); process.exit(0); }
appendFileSync('calls', args.join(' ') + '\\n');
const runsScripts = !args.includes('--ignore-scripts');
if (args[0] === 'install' && runsScripts) { console.error('node-gyp: no compiler'); process.exit(1); }
const put = (folder, name, text) => {
  mkdirSync('node_modules/' + folder, { recursive: true });
  writeFileSync('node_modules/' + folder + '/' + name, text);
};
if (args[0] === 'install') {
  put('better-sqlite3', 'index.js', 'module.exports = class { close() {} };');
  put('.', '.package-lock.json', '{}');
}
if (args[0] === 'rebuild' && args[1] === 'node') {
  mkdirSync('node_modules/node/bin', { recursive: true });
  symlinkSync(process.execPath, 'node_modules/node/bin/node');
}
`;

test('what is installed needs no compiler: of all install scripts, only the one that places Node 24 runs', () => {
  const npm = join(checkout, 'npm-cli.js');
  writeFileSync(npm, fakeNpm);
  mkdirSync(join(checkout, 'node_modules'));
  const module = pathToFileURL(join(checkout, 'build', 'setup', 'installation.mjs')).href;
  const program = `import { rmSync } from 'node:fs'; import { install, isInstalled } from '${module}'; await install(); console.log(isInstalled()); rmSync('node_modules/node', { recursive: true }); console.log(isInstalled());`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: checkout,
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: npm },
  });
  expect(ended).toMatchObject({ status: 0, stdout: 'true\nfalse\n' });
  const calls = readFileSync(join(checkout, 'calls'), 'utf8').trim().split('\n');
  expect(calls).toHaveLength(2);
  expect(calls[1]).toMatch(/^rebuild node /u);
});
