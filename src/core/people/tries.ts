/**
 * The lock-out after wrong tries. A few are free, since people mistype; then each wrong one is followed by a wait, twice as
 * long as the one before, up to an hour. It ends with a right one and with nothing else: not with a restart.
 */
export type Tries = {
  /** Wrong ones since the last right one. */
  readonly wrong: number
  /** When the last one was made, and when the next one may be, UTC ms by this computer's clock. */
  readonly lastAtMs: number
  readonly nextAtMs: number
}

export const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 3_600_000

/** How long is waited after so many wrong tries, ms. */
export const waitAfter = (wrong: number): number =>
  wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, wrong - FREE_TRIES))

/**
 * From when on the next try may be made; at or before `nowMs`: now. A clock that stands before the last try was set back:
 * then the whole wait is counted from now, so that neither setting it back shortens one, nor a clock that was once far
 * ahead makes one without end.
 */
export const nextTryAt = ({ wrong, lastAtMs, nextAtMs }: Tries, nowMs: number): number =>
  nowMs < lastAtMs ? nowMs + waitAfter(wrong) : nextAtMs

/** The tries with one more that was begun at `nowMs`: it counts as wrong until it turns out to be right. */
export function tried(before: Tries | null, nowMs: number): Tries {
  const wrong = Math.min(1000, (before?.wrong ?? 0) + 1)
  return { wrong, lastAtMs: nowMs, nextAtMs: nowMs + waitAfter(wrong) }
}
