/** The three builds, each as data, for `build`, `dev` and the tests. */
import fs from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { CALL_NAMES } from '../src/contract/calls.ts'

/** Sortie's licence and the notice of others', which the window shows: beside its page, under these names. */
const TEXTS = { 'LICENSE.txt': 'LICENSE', 'NOTICE.txt': 'NOTICE' }
const licenceTexts = (root) => {
  const textOf = (fileName) => fs.readFileSync(path.join(root, TEXTS[fileName]), 'utf8')
  return {
    name: 'licence-texts',
    generateBundle() {
      for (const fileName of Object.keys(TEXTS))
        this.emitFile({ type: 'asset', fileName, source: textOf(fileName) })
    },
    configureServer(server) {
      for (const fileName of Object.keys(TEXTS))
        server.middlewares.use(`/${fileName}`, (_request, response) => response.end(textOf(fileName)))
    },
  }
}

const JITLESS = '\0sortie/zod without its compiler'
/**
 * Zod tries `new Function` to see whether it may compile its parsers; our policy forbids it and counts the try as a breach.
 * Whoever imports it in the window gets it told not to, before any schema is made: however the bundler cuts the window into
 * chunks, what a module imports runs before it.
 */
const zodWithoutCompiler = () => ({
  name: 'zod-without-compiler',
  enforce: 'pre',
  resolveId: (source, importer) => (source === 'zod' && importer !== JITLESS ? JITLESS : null),
  async load(id) {
    if (id !== JITLESS) return null
    const own = JSON.stringify((await this.resolve('zod', undefined, { skipSelf: true }))?.id)
    return {
      code: `import { config } from ${own}\nconfig({ jitless: true })\nexport * from ${own}`,
      moduleSideEffects: true,
    }
  },
})

/** The window: one page, scripts and styles in files only, so that the strict content security policy holds. */
export const rendererBuild = (root) => ({
  configFile: false,
  logLevel: 'warn',
  root: path.join(root, 'renderer'),
  base: './',
  plugins: [zodWithoutCompiler(), react(), licenceTexts(root)],
  worker: { format: 'es', plugins: () => [zodWithoutCompiler()] },
  build: {
    outDir: path.join(root, 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
})

/**
 * What the Node side takes from `node_modules` when it runs: Electron itself, what is native, and mavlink-mappings,
 * whose licence asks that whoever has the program can put another version in its place.
 */
export const EXTERNAL = ['electron', 'better-sqlite3', 'serialport', 'mavlink-mappings']
const isExternal = (id) => EXTERNAL.some((name) => id === name || id.startsWith(`${name}/`))

/** The Node side, everything bundled but what is `EXTERNAL`. */
export const nodeBuild = (root) => ({
  configFile: false,
  logLevel: 'warn',
  root,
  ssr: { noExternal: true, external: EXTERNAL },
  build: {
    ssr: true,
    outDir: path.join(root, 'out/node'),
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: {
        cli: path.join(root, 'src/cli/sortie.ts'),
        main: path.join(root, 'electron/main/main.ts'),
        services: path.join(root, 'electron/services/services.ts'),
        thread: path.join(root, 'src/services/reading/threads/thread.ts'),
      },
      external: isExternal,
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
