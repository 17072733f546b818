import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Sentences name times of day as the operator's wall clock has them.
    env: { TZ: 'UTC' },
    // Two cores: real git and real processes are slow enough without more contention.
    maxWorkers: 2,
    // `ROLLCALL_FUZZ=full`: as many generated inputs as Rollcall promises.
    testTimeout: process.env['ROLLCALL_FUZZ'] === 'full' ? 600_000 : 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
  },
});
