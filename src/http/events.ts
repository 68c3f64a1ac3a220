import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServicesHost } from '../contract/index.ts'
import { SAFE_HEADERS } from './body.ts'

const HEARTBEAT_MS = 15_000
/** A reader that falls this far behind is cut off; its browser connects again by itself. */
const BACKLOG_LIMIT_BYTES = 4 * 1024 * 1024

/** What the services tell, as server-sent events, until the browser goes away. */
export function streamEvents(host: ServicesHost, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream; charset=utf-8' })
  response.write(':\n\n')
  const stop = host.on((event) => {
    if (response.writableLength > BACKLOG_LIMIT_BYTES) response.destroy()
    else response.write(`data: ${JSON.stringify(event)}\n\n`)
  })
  const beat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS)
  beat.unref()
  request.on('close', () => {
    clearInterval(beat)
    stop()
  })
}
