import type { ServerResponse } from 'node:http'
import type { ServicesHost, Session } from '../contract/index.ts'
import { SAFE_HEADERS } from './body.ts'
import type { Reading } from './limits.ts'

const HEARTBEAT_MS = 15_000
/** A reader that falls this far behind is cut off; its window connects again by itself. */
const BACKLOG_LIMIT_BYTES = 4 * 1024 * 1024

/** The streams that are open, at most so many: a new one takes the place of the oldest. */
export type Streams = { add(response: ServerResponse): void }

export function openStreams(most: number): Streams {
  const open = new Set<ServerResponse>()
  return {
    add(response) {
      const [oldest] = open
      if (open.size >= most) oldest?.destroy()
      open.add(response)
      response.on('close', () => open.delete(response))
    },
  }
}

/** What the services tell a session, as server-sent events, until the window goes away or no longer reads. */
export function streamEvents(
  host: ServicesHost,
  session: Session,
  response: ServerResponse,
  streams: Streams,
  reading: Reading,
): void {
  response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream; charset=utf-8' })
  const say = (text: string): void => {
    if (response.writableLength > BACKLOG_LIMIT_BYTES) response.destroy()
    else response.write(text, reading.taken)
  }
  say(':\n\n')
  const stop = host.on(session, (event) => say(`data: ${JSON.stringify(event)}\n\n`))
  const beat = setInterval(() => say(':\n\n'), HEARTBEAT_MS)
  beat.unref()
  response.on('close', () => {
    clearInterval(beat)
    stop()
  })
  streams.add(response)
}
