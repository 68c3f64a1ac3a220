import { defineConfig } from 'vitest/config'

/** The built application in a real Electron, one window at a time. */
export default defineConfig({
  test: {
    include: ['tests/desktop/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
