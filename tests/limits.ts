/**
 * How long anything in a test is waited for, ms. These only end a hang: what a test says must hold on a machine of any
 * speed with anything running beside it, so nothing here is short enough to be reached by work that is only slow.
 */
export const WAIT_MS = 5 * 60_000

/**
 * For every Node that runs tests: on processors with protection keys V8 now and then loses count of its own pages of code
 * while threads begin and end, and dies of `Check failed: jit_page.has_value()` (seen here once in some ten runs; known of
 * Node 18 to 24). Without the keys it does not count.
 */
export const NODE_FLAGS = ['--no-memory-protection-keys']

/** The limits of every Vitest configuration: a test is bounded by its cases, not by its time. */
export const LIMITS = {
  execArgv: NODE_FLAGS,
  testTimeout: 20 * 60_000,
  hookTimeout: 20 * 60_000,
  teardownTimeout: 60_000,
  expect: { poll: { timeout: WAIT_MS, interval: 50 } },
}
