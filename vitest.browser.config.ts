import { defineConfig } from 'vitest/config'

/** The built window in a real browser over the real HTTP door. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
