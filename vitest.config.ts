import os from 'node:os'
import path from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'
import { LIMITS } from './tests/limits.ts'

/** Everything that needs no browser. Electron is the suite's own fake: importing the real one would download it. */
export default defineConfig({
  resolve: { alias: { electron: path.resolve(import.meta.dirname, 'tests/fakes/electron.ts') } },
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: [...configDefaults.exclude, 'tests/browser/**', 'tests/desktop/**', 'tests/bench/**'],
    ...LIMITS,
    // Tests of the link wait for its timeouts most of their time: more of them than there are cores run side by side.
    maxWorkers: Math.max(3, os.availableParallelism() - 1),
  },
})
