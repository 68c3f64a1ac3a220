import type { IncomingMessage } from 'node:http'

/** A page that is loaded again is gone for a moment; one that stays away for so long does not come back, ms. */
const AWAY_MS = 60_000

/** Counts the pages that listen to events, and calls `gone` once there has been none for a while. */
export function clientCount(
  gone: () => void,
  awayMs = AWAY_MS,
): { came(request: IncomingMessage): void; close(): void } {
  let open = 0
  let timer: NodeJS.Timeout | undefined
  return {
    came(request) {
      open += 1
      clearTimeout(timer)
      request.once('close', () => {
        open -= 1
        if (open > 0) return
        timer = setTimeout(gone, awayMs)
        timer.unref()
      })
    },
    close: () => clearTimeout(timer),
  }
}
