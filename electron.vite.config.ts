import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Electron 33 (Chromium 130, Node 20.18) has to be able to load what is built here.
const nodeTarget = 'node20.18';

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      outDir: 'out/main',
      rollupOptions: {
        input: {
          main: 'electron/main.ts',
          cli: 'electron/cli.ts',
          'console-worker': 'electron/console/console-worker.ts',
          'git-broker': 'electron/platform/git-broker.ts',
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: 'electron/preload.ts' },
        // A sandboxed preload script is CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // The icon, for the tab, the window and the tray.
    publicDir: '../build/public',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      // A font inlined as data: would need a looser content security policy.
      assetsInlineLimit: 0,
      // The gallery shows every screen with made-up data, for visual tests.
      rollupOptions: { input: { index: 'renderer/index.html', gallery: 'renderer/gallery.html' } },
    },
  },
});
