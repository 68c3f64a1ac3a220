import type { ServerResponse } from 'node:http'

/** How long a client may take and how much it may hold; one that exceeds it is dropped, and what it held is free. */
export type Limits = {
  /** For the head of a request, from the connection on, ms. */
  headersMs: number
  /** For the whole body of a call, ms. */
  callMs: number
  /** A reader that takes nothing of what waits for it, and an upload that brings too little, for so long, ms. */
  stallMs: number
  /** The least that an upload brings in `stallMs`, bytes. */
  leastBytes: number
  /** Open at once. */
  connections: number
  /** Streams of events open at once: a new one takes the place of the oldest. */
  streams: number
}

/** A window needs six connections and one stream; several tabs and a paused player are still far from these. */
export const LIMITS: Limits = {
  headersMs: 20_000,
  callMs: 60_000,
  stallMs: 120_000,
  leastBytes: 64 * 1024,
  connections: 256,
  streams: 16,
}

/** Told of each piece that a reader has taken, where its response does not say so itself. */
export type Reading = { taken: () => void }

/**
 * Drops a reader that takes nothing of what waits for it through a whole `stallMs`: its socket, the file that it was
 * sent and what was buffered for it are let go. Whoever has nothing waiting for it may be silent as long as it likes.
 */
export function dropStalled(response: ServerResponse, stallMs: number): Reading {
  let isMoving = true
  const taken = (): void => {
    isMoving = true
  }
  const look = setInterval(() => {
    const waits = response.writableLength > 0 || (response.writableEnded && !response.writableFinished)
    if (waits && !isMoving) response.destroy()
    isMoving = !waits
  }, stallMs)
  look.unref()
  response.on('drain', taken)
  response.on('close', () => clearInterval(look))
  return { taken }
}
