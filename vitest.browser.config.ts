import os from 'node:os'
import { defineConfig } from 'vitest/config'
import { LIMITS } from './tests/limits.ts'

/** The built window in a real browser over the real HTTP door. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    ...LIMITS,
    globalSetup: 'tests/setup/suite.ts',
    setupFiles: 'tests/setup/keys.ts',
    // A window waits for its services and its services for it: one more than there are cores keeps them at work.
    maxWorkers: os.availableParallelism() + 1,
  },
})
