import { describe, expect, it, vi } from 'vitest';
import { readAppearance, storeAppearance } from './appearance.ts';

const stored = (text: string | null) => readAppearance({ getItem: () => text });

describe('the appearance', () => {
  it('is the system’s until the operator chooses', () => {
    expect(stored(null)).toEqual({ theme: 'system', density: 'comfortable' });
  });

  it('is kept for the next start', () => {
    const kept: string[] = [];
    const appearance = { theme: 'dark', density: 'compact' } as const;
    storeAppearance({ setItem: (_key, text) => kept.push(text) }, appearance);
    expect(stored(kept[0] ?? null)).toEqual(appearance);
  });

  it('falls back to the usual one when what was kept makes no sense', () => {
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    for (const text of ['{', 'null', '7', '{"theme":"pink","density":3}'])
      expect(stored(text)).toEqual({ theme: 'system', density: 'comfortable' });
  });
});
