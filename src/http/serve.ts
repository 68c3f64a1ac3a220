import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ServicesHost, systemFailure } from '../contract/index.ts'
import { createAccess } from './access.ts'
import { SAFE_HEADERS, sendError } from './body.ts'
import { clientCount } from './clients.ts'
import { openStreams, streamEvents } from './events.ts'
import { dropStalled, type Limits, LIMITS, type Reading } from './limits.ts'
import { builtRenderer } from './renderer.ts'
import { isForBytes, routeOf } from './routes.ts'
import { pageSessions } from './sessions.ts'

export type ServeOptions = {
  /** 0 or absent: any free port. */
  port?: number
  /** The built window; absent: the one beside this program. */
  rendererDir?: string
  limits?: Partial<Limits>
}

export type Served = {
  /** The address to open, with its one-time token. */
  url: string
  origin: string
  port: number
  close(): Promise<void>
}

type Address = { readonly url: URL; readonly room: string; readonly parts: string[] }

/** What is asked for, its parts decoded; null for an address that no URL or UTF-8 can be read from. */
function addressOf(asked: string, origin: string): Address | null {
  try {
    const url = new URL(asked, origin)
    const [, room = '', ...rest] = url.pathname.split('/')
    return { url, room, parts: rest.map(decodeURIComponent) }
  } catch (error) {
    if (error instanceof URIError || (error as NodeJS.ErrnoException).code === 'ERR_INVALID_URL') return null
    throw error
  }
}

/**
 * The contract and the built window over HTTP, on 127.0.0.1 only. The address carries a one-time token that is
 * exchanged for a cookie and the page's keys; every other request needs that cookie, one of the keys (`Access`), our own
 * Host and, where one is sent, our own Origin. A client that is too slow, or does not read, is dropped (`Limits`).
 *
 * @throws when the port cannot be had (`EADDRINUSE`, `EACCES`) or there is no built window.
 */
export async function serve(host: ServicesHost, options: ServeOptions = {}): Promise<Served> {
  const rendererDir = options.rendererDir ?? builtRenderer()
  const clients = clientCount(() => host.releaseUploads())
  const limits = { ...LIMITS, ...options.limits }
  const server = http.createServer({
    // An upload may take its time as long as it goes on: bodies have limits of their own.
    requestTimeout: 0,
    headersTimeout: limits.headersMs,
    connectionsCheckingInterval: Math.ceil(limits.headersMs / 4),
  })
  server.maxConnections = limits.connections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const access = createAccess(port)

  const sessionOf = pageSessions(host)
  const streams = openStreams(limits.streams)
  const answer = async (
    request: http.IncomingMessage,
    response: http.ServerResponse,
    reading: Reading,
  ): Promise<void> => {
    const refused = access.refusal(request)
    if (refused) return sendError(request, response, 403, 'not_let_in', { problem: refused })
    const address = addressOf(request.url ?? '/', access.origin)
    if (!address)
      return sendError(request, response, 400, 'bad_input', { path: '', problem: 'address_unreadable' })
    const { url, room, parts } = address
    const token = url.searchParams.get('token')
    if (request.method === 'GET' && url.pathname === '/' && token !== null) {
      const entered = access.exchange(token, request)
      if (!entered) return sendError(request, response, 403, 'not_let_in', { problem: 'address_used' })
      const { cookie, location } = entered
      response
        .writeHead(303, { ...SAFE_HEADERS, location, ...(cookie ? { 'set-cookie': cookie } : {}) })
        .end()
      return
    }
    const method = request.method ?? 'GET'
    const route = routeOf(method, room, parts.length)
    // What carries no header has its key and the name of its page in its address.
    const isBytes = method !== 'POST' && isForBytes(room)
    const isLetIn =
      route?.by === 'browser' && !isBytes
        ? access.hasCookie(request)
        : access.isPage(request, isBytes ? url.searchParams.get('key') : null)
    if (!isLetIn) return sendError(request, response, 403, 'not_let_in', { problem: 'address_needed' })
    if (!route) return sendError(request, response, 404, 'unknown_call', { name: url.pathname.slice(0, 100) })
    if (method !== route.method && method !== 'HEAD')
      return sendError(request, response, 405, 'bad_input', { path: '', problem: 'get_or_post' })
    const session = sessionOf(request, isBytes ? url.searchParams.get('session') : null)
    const refusal = isBytes ? host.bytesRefusal(session) : null
    if (refusal) return sendError(request, response, 403, refusal, {})
    const follow = (): void => {
      clients.came(request)
      streamEvents(host, session, response, streams, reading)
    }
    return route.answer({ host, session, request, response, url, parts, limits, rendererDir, follow })
  }

  server.on('request', (request, response) => {
    answer(request, response, dropStalled(response, limits.stallMs)).catch((error: unknown) => {
      const failed = systemFailure(error)
      if (failed && !response.headersSent)
        return sendError(request, response, 507, failed.code, { file: '', problem: failed.problem })
      process.stderr.write(
        `http: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      )
      if (response.headersSent) response.destroy()
      else sendError(request, response, 500, 'internal', {})
    })
  })
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })

  return {
    url: `${access.origin}/?token=${access.token}`,
    origin: access.origin,
    port,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      server.closeAllConnections()
      await closed
      clients.close()
      host.releaseUploads()
    },
  }
}
