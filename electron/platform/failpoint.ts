/** `name`, or `name#n` for the n-th time it is passed (from 1). */
interface Chosen {
  readonly name: string;
  readonly passing: number;
}

function choose(setting: string | undefined): Chosen | undefined {
  if (setting === undefined || setting === '') return undefined;
  const [name = '', passing = '1'] = setting.split('#');
  return { name, passing: Number(passing) };
}

/**
 * Gives a function that ends the process at one named point, as a power cut would: nothing is flushed
 * and nobody is told. Set to `*` it tells each point instead. Without a setting it does nothing.
 */
export function createFailpoint(
  setting: string | undefined,
  end: () => void,
  tell: (name: string) => void = () => undefined,
): (name: string) => void {
  if (setting === '*') return tell;
  const chosen = choose(setting);
  if (chosen === undefined) return () => undefined;
  let passed = 0;
  return (name) => {
    if (name !== chosen.name) return;
    passed += 1;
    if (passed === chosen.passing) end();
  };
}

/**
 * A point between two steps, at which a test may end Rollcall (`ROLLCALL_FAILPOINT`). Names are
 * `<verb or part>:<what was just done or comes next>`, written out, each at one place only.
 */
export const failpoint = createFailpoint(
  process.env['ROLLCALL_FAILPOINT'],
  () => process.kill(process.pid, 'SIGKILL'),
  (name) => process.stderr.write(`failpoint ${name}\n`),
);
