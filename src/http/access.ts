import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

export type Access = {
  origin: string
  token: string
  /** Why a request is refused by its Host, Origin or fetch metadata, or null. */
  refusal(request: IncomingMessage): string | null
  /** The cookie for the one-time token, or null when it is wrong or used. */
  exchange(token: string): string | null
  isKnown(request: IncomingMessage): boolean
}

/**
 * Who may speak to the server: one browser that came with the token. The Host check stops DNS rebinding, the Origin
 * check other sites and programs on other ports. The cookie's name carries the port, since cookies do not tell ports
 * apart.
 */
export function createAccess(port: number): Access {
  const token = randomBytes(24).toString('base64url')
  const session = randomBytes(32).toString('base64url')
  const cookieName = `sortie-${port}`
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  let used = false
  return {
    origin: `http://127.0.0.1:${port}`,
    token,
    refusal(request) {
      const { host, origin } = request.headers
      if (!host || !hosts.includes(host)) return 'wrong Host'
      if (origin !== undefined && origin !== `http://${host}`) return 'wrong Origin'
      const site = request.headers['sec-fetch-site']
      const isOpening = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate'
      if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isOpening)
        return 'a request from another site'
      return null
    },
    exchange(given) {
      if (used || !same(given, token)) return null
      used = true
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    isKnown(request) {
      const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
      const mine = cookies.find((part) => part.startsWith(`${cookieName}=`))
      return mine !== undefined && same(mine.slice(cookieName.length + 1), session)
    },
  }
}
