// macOS has no /proc. Written from ps(1) and sysctl(8); the tests cover the parser, but no machine
// that runs the tests can run the commands.
import { execFile } from 'node:child_process';
import type { LookAtPid, ProcessLook } from './process-look.ts';

const run = (program: string, args: readonly string[]) =>
  new Promise<{ readonly exitCode: number | string; readonly output: string }>((resolve) => {
    const options = {
      timeout: 5000,
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/sbin:/usr/bin:/bin' },
    };
    execFile(program, [...args], options, (error, output) => {
      resolve({ exitCode: error === null ? 0 : (error.code ?? 'killed'), output });
    });
  });

/** Parses one line of `ps -o lstart=,stat=`: a date of 24 columns, and the state. */
export function parsePsLine(output: string): ProcessLook {
  const found = /^(\w{3} +\w{3} +\d+ [\d:]{8} \d{4}) +(\S+)$/u.exec(output.slice(0, 200).trim());
  if (found === null) return { kind: 'unreadable', why: 'ps answered in an unknown form' };
  const [, lstart = '', state = ''] = found;
  if (state.startsWith('Z')) return { kind: 'none' };
  const startTime = lstart.replaceAll(/ +/g, ' ');
  const startedMs = Date.parse(`${startTime} UTC`);
  return {
    kind: 'found',
    startTime,
    startedAt: Number.isNaN(startedMs) ? undefined : new Date(startedMs).toISOString(),
  };
}

/** Looks at one pid with ps. Start times have the resolution of one second. */
export const lookAtMacPid: LookAtPid = async (pid) => {
  const { exitCode, output } = await run('ps', ['-o', 'lstart=,stat=', '-p', String(pid)]);
  if (exitCode === 1 && output.trim() === '') return { kind: 'none' };
  if (exitCode !== 0) return { kind: 'unreadable', why: `ps failed (${exitCode})` };
  return parsePsLine(output);
};

/** The present boot's id; throws when the system does not tell. */
export async function readMacBootId(): Promise<string> {
  const { exitCode, output } = await run('sysctl', ['-n', 'kern.bootsessionuuid']);
  if (exitCode !== 0 || output.trim() === '')
    throw new Error(`sysctl did not tell the id of this boot (${exitCode}).`);
  return output.trim().toLowerCase();
}

/** What sysctl says of when this boot began; empty when it says nothing. */
export async function readMacBootTime(): Promise<string> {
  const { exitCode, output } = await run('sysctl', ['-n', 'kern.boottime']);
  return exitCode === 0 ? output : '';
}
