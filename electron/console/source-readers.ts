import { gestura } from '#electron/sources/gestura/gestura.ts';
import { grite } from '#electron/sources/grite/grite.ts';
import { huskies } from '#electron/sources/huskies/huskies.ts';
import { ralph } from '#electron/sources/ralph/ralph.ts';
import type { SourceReader } from '#electron/sources/source-reading.ts';

/** The systems whose records are read beside Rollcall's own. */
export const sourceReaders: readonly SourceReader[] = [ralph, gestura, grite, huskies];
