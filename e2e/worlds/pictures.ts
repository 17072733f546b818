/** What drew the pictures in e2e/pictures. Change it together with them: `npm run pictures`. */
export const pictureReference = 'Chromium 156 on linux';

/** A small laptop's screen, and a usual one. In CSS pixels. */
export const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
