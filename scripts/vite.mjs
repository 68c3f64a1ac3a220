/** The three builds, each as data, for `build`, `dev` and the tests. */
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { CALL_NAMES } from '../src/contract/calls.ts'

/** The window: one page, scripts and styles in files only, so that the strict content security policy holds. */
export const rendererBuild = (root) => ({
  configFile: false,
  logLevel: 'warn',
  root: path.join(root, 'renderer'),
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: path.join(root, 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
})

/** The Node side, everything bundled but what is native or Electron itself. */
export const nodeBuild = (root) => ({
  configFile: false,
  logLevel: 'warn',
  root,
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3', 'serialport'] },
  build: {
    ssr: true,
    outDir: path.join(root, 'out/node'),
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: {
        cli: path.join(root, 'src/cli/main.ts'),
        main: path.join(root, 'electron/main/main.ts'),
        services: path.join(root, 'electron/services/services.ts'),
        thread: path.join(root, 'src/services/reading/threads/thread.ts'),
      },
      external: ['electron', 'better-sqlite3', 'serialport'],
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
    },
  },
})

/** A sandboxed preload must be one CommonJS file. It gets the contract's names without its schemas. */
export const preloadBuild = (root) => ({
  configFile: false,
  define: { __CALL_NAMES__: JSON.stringify(CALL_NAMES) },
  logLevel: 'warn',
  root,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    outDir: path.join(root, 'out/preload'),
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: { preload: path.join(root, 'electron/preload/preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
})
