import { defineConfig } from 'vitest/config'
import { LIMITS } from './tests/limits.ts'

/** The built application in a real Electron, one window at a time. */
export default defineConfig({
  test: {
    include: ['tests/desktop/**/*.test.ts'],
    ...LIMITS,
    globalSetup: 'tests/setup/suite.ts',
    setupFiles: 'tests/setup/keys.ts',
    fileParallelism: false,
  },
})
