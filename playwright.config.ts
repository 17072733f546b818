import { defineConfig } from '@playwright/test';

/** The stories: each runs in the browser shell and, where there is an Electron, in the window. */
export default defineConfig({
  testDir: 'e2e/stories',
  outputDir: 'test-results',
  // Real processes and real git on few cores: one world at a time.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  timeout: 90_000,
  expect: {
    timeout: 10_000,
    // A picture that is not there yet is made by `npm run pictures` only, and then looked at.
    toHaveScreenshot: { maxDiffPixelRatio: 0.002, animations: 'disabled', scale: 'device' },
  },
  snapshotPathTemplate: 'e2e/pictures/{arg}{ext}',
  updateSnapshots: 'none',
  reporter: 'list',
  projects: [
    // What only a window has is told in stories of its own.
    { name: 'browser', testIgnore: '**/desktop-*.spec.ts' },
    {
      name: 'desktop',
      testIgnore: ['**/pictures.spec.ts', '**/zoomed.spec.ts', '**/long-lists.spec.ts'],
    },
  ],
});
