/** The word after `--name`; undefined when it is not given. */
export function textOption(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Whether the piece of work of this number (from 0) is this process's: all are, without `--shard I/N`. */
export function createShard(): { readonly says: string; has(number: number): boolean } {
  const says = textOption('shard') ?? '1/1';
  const [part = 1, of = 1] = says.split('/').map(Number);
  if (!(part >= 1 && part <= of)) throw new Error(`--shard ${says}: say 1/2 and 2/2, for example.`);
  return { says, has: (number) => number % of === part - 1 };
}
