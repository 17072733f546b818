const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** `512 bytes`, `3 MB`, `1.4 GB`: in steps of 1000, as file managers count. */
export function sayBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const shown = unit === 0 || value >= 100 ? Math.round(value) : Number(value.toFixed(1));
  return `${shown} ${units[unit]}`;
}
