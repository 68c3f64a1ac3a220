import path from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

/** Everything that needs no browser. Electron is the suite's own fake: importing the real one would download it. */
export default defineConfig({
  resolve: { alias: { electron: path.resolve(import.meta.dirname, 'tests/fakes/electron.ts') } },
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: [...configDefaults.exclude, 'tests/browser/**', 'tests/desktop/**', 'tests/bench/**'],
    testTimeout: 20_000,
  },
})
