import { access, constants } from 'node:fs/promises';
import { counted } from '#shared/domain/counted.ts';
import type { Engine } from '#shared/domain/engine.ts';
import { sourceNames } from '#shared/domain/source.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { createGitRunner } from '#electron/platform/git-runner.ts';
import { createLocalMachine } from '#electron/console/local-machine.ts';
import { sourceReaders } from '#electron/console/source-readers.ts';
import { createSourceBook } from '#electron/sources/source-book.ts';
import type { Journal } from '#electron/journal/open-journal.ts';

/** One thing that Rollcall needs, and how it is here. */
export interface Finding {
  readonly what: string;
  readonly isGood: boolean;
  readonly found: string;
  /** Empty, or a sentence that begins with a space. */
  readonly remedy: string;
}

const good = (what: string, found: string): Finding => ({ what, isGood: true, found, remedy: '' });
const bad = (what: string, found: string, remedy: string): Finding => ({
  what,
  isGood: false,
  found,
  remedy: ` ${remedy}`,
});

async function diagnoseGit(home: string): Promise<Finding> {
  const version = await createGitRunner()({ cwd: home, access: 'read', args: ['version'] });
  if (!version.ok) return bad('git', version.error.message, 'Install git 2.39 or later.');
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/u.exec(version.value) ?? []).slice(1).map(Number);
  const text = version.value.trim();
  return major > 2 || (major === 2 && minor >= 39)
    ? good('git', text)
    : bad('git', text, 'Install git 2.39 or later.');
}

async function diagnoseHome(home: string): Promise<Finding> {
  try {
    await access(home, constants.R_OK | constants.W_OK);
    return good('home directory', home);
  } catch (error) {
    return bad('home directory', String(error), 'Choose another with --home.');
  }
}

async function diagnoseEngine(engine: Engine): Promise<Finding> {
  const reading = await engine.observe();
  const [what, remedy] =
    engine.name === 'process'
      ? ['local processes', 'Check who owns the home directory.']
      : [`${engine.name} sessions`, `Ask ${engine.name} itself what is wrong.`];
  return reading.kind === 'read'
    ? good(what, `readable, ${reading.entries.length} sessions`)
    : bad(what, reading.why, remedy);
}

function diagnoseJournal(journal: Journal): Finding {
  const verdict = journal.audit.verify();
  return verdict.kind === 'intact'
    ? good('journal', `audit intact, ${verdict.rows} rows`)
    : bad('journal', verdict.message, 'Keep the file and export it before going on.');
}

/** Records of other systems, in each folder that is watched. */
async function diagnoseSources({ workspaces }: Journal): Promise<readonly Finding[]> {
  const folders = workspaces.list().map(({ path }) => path);
  const book = createSourceBook({ clock: systemClock, readers: sourceReaders });
  await book.refresh(folders, true);
  const findings = book.lines().map(({ kind, workspace, readable, note }) => {
    const what = `${sourceNames[kind]} in ${workspace}`;
    const remedy = 'Mend that file by its own system; nothing is taken from it until then.';
    return readable
      ? good(what, note === null ? 'readable' : `readable; ${note}`)
      : bad(what, note ?? 'not readable', remedy);
  });
  const none = `no records of other systems in ${counted(folders.length, 'watched folder')}`;
  return findings.length > 0 ? findings : [good('sources', none)];
}

/** Looks at git, runtime, home, journal, engines and sources; changes nothing. */
export async function diagnose(options: {
  readonly home: string;
  readonly journal: Journal;
}): Promise<readonly Finding[]> {
  const { engines } = await createLocalMachine({ home: options.home, clock: systemClock });
  return [
    await diagnoseGit(options.home),
    good('runtime', `Node ${process.versions.node}`),
    await diagnoseHome(options.home),
    ...(await Promise.all(engines.map(diagnoseEngine))),
    ...(await diagnoseSources(options.journal)),
    diagnoseJournal(options.journal),
  ];
}
