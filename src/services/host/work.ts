/** How long work over the bytes of a file tells how far it is, and learns that nobody wants it any more. */
export type Work = {
  readonly signal?: AbortSignal
  /** Bytes done with since the last call. */
  readonly onBytes?: (bytes: number) => void
}

/** Of words that come often, one in so many milliseconds is passed on. */
export const TELL_EVERY_MS = 100
