import { densities, themes, type Appearance } from '#renderer/state/mirror-state.ts';

const key = 'rollcall.appearance';
const usual: Appearance = { theme: 'system', density: 'comfortable' };

/** What the operator chose last; the system's theme until then, or when it cannot be read. */
export function readAppearance(storage: Pick<Storage, 'getItem'>): Appearance {
  let stored: unknown;
  try {
    stored = JSON.parse(storage.getItem(key) ?? '{}');
  } catch (error) {
    // Storage may be denied or hold something else: looks are not worth an error.
    console.info('The appearance could not be read; the usual one is shown.', error);
  }
  if (typeof stored !== 'object' || stored === null) return usual;
  const found: Record<string, unknown> = { ...stored };
  return {
    theme: themes.find((theme) => theme === found['theme']) ?? usual.theme,
    density: densities.find((density) => density === found['density']) ?? usual.density,
  };
}

/** Puts it on the page: every colour and row height follows from these two attributes. */
export function showAppearance(root: HTMLElement, { theme, density }: Appearance): void {
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.dataset['theme'] = theme;
  root.dataset['density'] = density;
}

/** Remembers it for the next start. */
export function storeAppearance(storage: Pick<Storage, 'setItem'>, appearance: Appearance): void {
  storage.setItem(key, JSON.stringify(appearance));
}
