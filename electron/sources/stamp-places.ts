import { lstat } from 'node:fs/promises';
import { errorCode } from '#electron/platform/system-error.ts';

/** What a few stats say of places; another text says “changed”. */
export interface PlacesStamp {
  readonly text: string;
  readonly directories: readonly string[];
}

export async function stampPlaces(places: readonly string[]): Promise<PlacesStamp> {
  const stats = await Promise.all(
    places.map(async (place) => {
      try {
        const stats = await lstat(place);
        const { ino, size, mtimeMs, ctimeMs } = stats;
        return { text: `${ino} ${size} ${mtimeMs} ${ctimeMs}`, isDirectory: stats.isDirectory() };
      } catch (error) {
        return { text: errorCode(error), isDirectory: false };
      }
    }),
  );
  return {
    text: stats.map(({ text }, index) => `${places[index]} ${text}`).join('\n'),
    directories: places.filter((_place, index) => stats[index]?.isDirectory),
  };
}
