import { resolve } from 'node:path';

/** What the desktop app was started with. */
export interface DesktopArguments {
  readonly home: string | undefined;
  /** A folder to watch and show; absolute. */
  readonly folder: string | undefined;
  /** A link such as `rollcall://item/<id>`, with which the system started us. */
  readonly link: string | undefined;
  /** The arguments of a terminal command, when that is asked for and no window. */
  readonly command: readonly string[] | undefined;
}

interface Start {
  /** Run as `electron <app>`: the first plain argument is the app itself. */
  readonly isDefaultApp: boolean;
  readonly cwd: string;
}

const linkScheme = 'rollcall:';

/** What stands for no folder and no link names a terminal command: `sweep`, `--help`. */
const terminalOptions = ['--help', '-h', '--version', '-V', '--json', '--browser'];

/** A folder is written as a path: `.`, `./repo`, `/repos/repo`, `C:\\work`. A bare word is a command. */
const isPath = (argument: string): boolean =>
  argument === '.' || argument === '..' || /[/\\]/.test(argument);

/** Reads the process's arguments. Chromium's own switches stand among them and are passed over. */
export function parseDesktopArguments(argv: readonly string[], start: Start): DesktopArguments {
  let home: string | undefined;
  const plain: string[] = [];
  const rest = argv.slice(1);
  for (let index = 0; index < rest.length; index += 1) {
    const argument = rest[index] ?? '';
    if (argument === '--home') {
      index += 1;
      home = rest[index];
    } else if (argument.startsWith('--home=')) home = argument.slice('--home='.length);
    else if (argument !== '' && !argument.startsWith('-')) plain.push(argument);
  }
  const [app] = start.isDefaultApp ? plain : [];
  const given = app === undefined ? plain : plain.slice(1);
  const [first] = given;
  const isCommand =
    (first !== undefined && !first.startsWith(linkScheme) && !isPath(first)) ||
    rest.some((argument) => terminalOptions.includes(argument));
  const own = app === undefined ? 0 : rest.indexOf(app) + 1;
  const folder = given.find((argument) => !argument.startsWith(linkScheme));
  return {
    home: home === undefined || home === '' ? undefined : resolve(start.cwd, home),
    folder: folder === undefined ? undefined : resolve(start.cwd, folder),
    link: given.find((argument) => argument.startsWith(linkScheme)),
    command: isCommand ? rest.slice(own) : undefined,
  };
}

/** The place in the page that a link means; undefined for a link that means none. */
export function hashOfLink(link: string): string | undefined {
  const match = /^rollcall:\/\/(item|view)\/([^/?#\s]+)\/?$/.exec(link);
  const [, kind, id] = match ?? [];
  return kind === undefined || id === undefined ? undefined : `#/${kind}/${id}`;
}
