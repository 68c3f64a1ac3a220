import os from 'node:os'
import path from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'
import { LIMITS } from './tests/limits.ts'

const CORE = 'tests/core/**/*.test.ts'

/** Everything that needs no browser. Electron is the suite's own fake: importing the real one would download it. */
export default defineConfig({
  resolve: { alias: { electron: path.resolve(import.meta.dirname, 'tests/fakes/electron.ts') } },
  test: {
    ...LIMITS,
    // Tests of the link wait for its timeouts most of their time: more of them than there are cores run side by side.
    maxWorkers: Math.max(3, os.availableParallelism() - 1),
    projects: [
      // The core is pure, so that its tests leave nothing behind: a worker loads it once for all files that it gets.
      {
        extends: true,
        test: {
          name: 'core',
          include: [CORE],
          isolate: false,
          setupFiles: 'tests/setup/properties.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'rest',
          globalSetup: ['tests/setup/noHome.ts', 'tests/setup/suite.ts', 'tests/setup/commandLine.ts'],
          setupFiles: ['tests/setup/keys.ts', 'tests/setup/properties.ts'],
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: [
            ...configDefaults.exclude,
            CORE,
            'tests/browser/**',
            'tests/desktop/**',
            'tests/bench/**',
          ],
        },
      },
    ],
  },
})
