import { openTerminalConsole } from '#electron/terminal/open-terminal-console.ts';
import { valueOf } from '#shared/testing/value-of.ts';

/** Opens a console (which settles what an earlier one had begun). Throws what is in the way. */
export const openHome = async (home: string) => valueOf(await openTerminalConsole(home));
