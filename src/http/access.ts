import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

export type Access = {
  origin: string
  token: string
  /** Why a request is refused by its Host, Origin or fetch metadata, or null. */
  refusal(request: IncomingMessage): string | null
  /**
   * What the one-time token is exchanged for: the cookie, once, and the address of the page with its keys. The token
   * again opens the page again for the browser that has the cookie. Null when it is wrong, or another's.
   */
  exchange(token: string, request: IncomingMessage): { cookie: string | null; location: string } | null
  /** Whether it is the browser that came with the token. That alone opens the page and its scripts, no more. */
  hasCookie(request: IncomingMessage): boolean
  /** Whether it is the page as well, by its header; bytes that a picture or a link asks for, by their address. */
  isPage(request: IncomingMessage, bytesKey: string | null): boolean
}

/** The header that carries the page's key. */
export const KEY_HEADER = 'x-sortie-key'

/**
 * Who may speak to the server: one browser that came with the token. The Host check stops DNS rebinding, the Origin
 * check other sites and programs on other ports. The cookie's name carries the port, since cookies do not tell ports
 * apart.
 *
 * A browser sends cookies to every server on 127.0.0.1, whatever its port: the cookie alone may be known to any of
 * them. So it opens nothing but the window's own files. The page holds a second secret, which was in the fragment of its
 * first address (a browser sends that nowhere) and is kept by origin, port and all: its calls carry it in a header. What
 * cannot carry a header (pictures, clips, tiles, downloads) carries a key of its own in the address, which opens bytes
 * only. Neither is of use without the cookie.
 */
export function createAccess(port: number): Access {
  const token = randomBytes(24).toString('base64url')
  const session = randomBytes(32).toString('base64url')
  const pageKey = randomBytes(32).toString('base64url')
  const bytesKey = randomBytes(32).toString('base64url')
  const cookieName = `sortie-${port}`
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  let used = false
  const hasCookie = (request: IncomingMessage): boolean => {
    const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
    // Another server on 127.0.0.1 may have given the browser one of the same name as well.
    return cookies.some(
      (part) => part.startsWith(`${cookieName}=`) && same(part.slice(cookieName.length + 1), session),
    )
  }
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
    exchange(given, request) {
      if (!same(given, token) || (used && !hasCookie(request))) return null
      const cookie = used ? null : `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
      used = true
      return { cookie, location: `/#key=${pageKey}&bytes=${bytesKey}` }
    },
    hasCookie,
    isPage(request, givenBytesKey) {
      if (!hasCookie(request)) return false
      const given = request.headers[KEY_HEADER]
      if (typeof given === 'string' && same(given, pageKey)) return true
      return givenBytesKey !== null && same(givenBytesKey, bytesKey)
    },
  }
}
