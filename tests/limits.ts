/**
 * How long anything in a test is waited for, ms. These only end a hang: what a test says must hold on a machine of any
 * speed with anything running beside it, so nothing here is short enough to be reached by work that is only slow.
 */
export const WAIT_MS = 5 * 60_000

/** The limits of every Vitest configuration: a test is bounded by its cases, not by its time. */
export const LIMITS = {
  testTimeout: 20 * 60_000,
  hookTimeout: 20 * 60_000,
  teardownTimeout: 60_000,
  expect: { poll: { timeout: WAIT_MS, interval: 50 } },
}
