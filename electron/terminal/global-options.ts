export interface GlobalOptions {
  readonly home: string | undefined;
  readonly isJson: boolean;
  /** The other arguments, in order. */
  readonly rest: readonly string[];
}

/**
 * Takes `--home DIR`, `--home=DIR` and `--json` out of the arguments, wherever they stand before `--`.
 * What follows `--` belongs to somebody else's command.
 */
export function takeGlobalOptions(args: readonly string[]): GlobalOptions {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const rest: string[] = [];
  let home: string | undefined;
  let isJson = false;
  for (let index = 0; index < end; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '--json') isJson = true;
    else if (argument.startsWith('--home=')) home = argument.slice('--home='.length);
    else if (argument === '--home' && index + 1 < end) {
      index += 1;
      home = args[index];
    } else rest.push(argument);
  }
  return { home, isJson, rest: [...rest, ...args.slice(end)] };
}
