import type { IncomingMessage } from 'node:http'
import type { ServicesHost, Session } from '../contract/index.ts'

/** The header by which a page names its session. */
const SESSION_HEADER = 'x-sortie-session'
/** So many sessions are kept; of more, the one that has not been used for longest is forgotten. */
const MOST_SESSIONS = 200

/**
 * The session of each page: its tab has made up a name for it, which a reload keeps and another tab does not have. What
 * cannot carry a header (pictures, clips, tiles) carries the name in its address (`inAddress`). Whoever gives no name, or one that is none, has the session of the browser, which is one. Only who was let in is
 * asked for it.
 */
export function pageSessions(
  host: Pick<ServicesHost, 'session'>,
): (request: IncomingMessage, inAddress?: string | null) => Session {
  const sessions = new Map<string, Session>()
  return (request, inAddress) => {
    const given = request.headers[SESSION_HEADER] ?? inAddress
    const name = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : ''
    const session = sessions.get(name) ?? host.session()
    sessions.delete(name)
    sessions.set(name, session)
    for (const oldest of sessions.keys()) {
      if (sessions.size <= MOST_SESSIONS) break
      sessions.delete(oldest)
    }
    return session
  }
}
