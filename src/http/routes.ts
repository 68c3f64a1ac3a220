import type http from 'node:http'
import { checkedCall, type ServicesHost, type Session } from '../contract/index.ts'
import { readJson, sendError, sendJson } from './body.ts'
import { sendDownload, sendMedia, sendPage, sendTile } from './bytes.ts'
import type { Limits } from './limits.ts'
import { receiveFile } from './upload.ts'

const STATUS: Record<string, number> = {
  bad_input: 400,
  not_allowed: 403,
  unknown_call: 404,
  internal: 500,
  services_down: 503,
}

/** What a route answers with: who asks, for what, and how. */
export type Asked = {
  readonly host: ServicesHost
  readonly session: Session
  readonly request: http.IncomingMessage
  readonly response: http.ServerResponse
  readonly url: URL
  /** The parts of the address after the room, decoded. */
  readonly parts: readonly string[]
  readonly limits: Limits
  readonly rendererDir: string
  /** Sends what happens as it happens, for as long as it is listened to. */
  readonly follow: () => void
}

/**
 * An address of the server. `by`: who may ask.
 * - `browser`: the one that came with the token, for the window's own files, which hold nothing of a workspace;
 * - `page`: its page, by its key in a header; what a session may, the calls know themselves;
 * - `bytes`: the page, or what carries no header by the key in its address, and only while its session has somebody in who
 *   is not locked out: what is of the workspace and passes no call.
 */
export type Route = {
  readonly method: 'GET' | 'POST'
  /** The first part of the address; null: all that is no other route's. */
  readonly room: string | null
  /** So many parts follow it. */
  readonly parts: number
  readonly by: 'browser' | 'page' | 'bytes'
  readonly answer: (asked: Asked) => void | Promise<void>
}

/** All that the server answers, but the one-time address. What is added here is bound, and tested, as `by` says. */
export const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    room: 'call',
    parts: 1,
    by: 'page',
    async answer({ host, session, request, response, parts, limits }) {
      const body = await readJson(request, limits.callMs)
      if (!body.ok)
        return sendError(request, response, body.status, 'bad_input', { path: '', problem: body.problem })
      const result = await checkedCall(host, session, parts[0], body.value)
      return sendJson(response, result.ok ? 200 : (STATUS[result.code] ?? 200), result)
    },
  },
  {
    method: 'POST',
    room: 'files',
    parts: 0,
    by: 'page',
    async answer({ host, request, response, url, limits }) {
      const name = url.searchParams.get('name') ?? ''
      const received = await receiveFile(request, host.uploads(), name, limits)
      if (!received.ok) return sendError(request, response, received.status, received.code, received.params)
      return sendJson(response, 200, { ok: true, value: host.registerFile(received.path, received.name) })
    },
  },
  { method: 'GET', room: 'events', parts: 0, by: 'page', answer: ({ follow }) => follow() },
  {
    method: 'GET',
    room: 'media',
    parts: 1,
    by: 'bytes',
    answer: ({ host, parts: [id = ''], request, response }) => sendMedia(host, id, request, response),
  },
  {
    method: 'GET',
    room: 'download',
    parts: 1,
    by: 'bytes',
    answer: ({ host, session, parts: [id = ''], request, response }) =>
      sendDownload(host, session, id, request, response),
  },
  {
    method: 'GET',
    room: 'tiles',
    parts: 4,
    by: 'bytes',
    answer: ({ host, parts, request, response }) => sendTile(host, parts, request, response),
  },
  {
    method: 'GET',
    room: null,
    parts: 0,
    by: 'browser',
    answer: ({ rendererDir, url, request, response }) =>
      sendPage(rendererDir, url.pathname, request, response),
  },
]

/**
 * The route of an address: the one whose room and parts it has, else that of the window's own files. Null: nothing is posted
 * there.
 */
export function routeOf(method: string, room: string, parts: number): Route | null {
  const isPosted = method === 'POST'
  const ofMethod = ROUTES.filter((route) => (route.method === 'POST') === isPosted)
  return (
    ofMethod.find((route) => route.room === room && route.parts === parts) ??
    ofMethod.find((route) => route.room === null) ??
    null
  )
}

/** Whether what is asked for under a room is of the workspace, whatever else the address says. */
export const isForBytes = (room: string): boolean =>
  ROUTES.some((route) => route.by === 'bytes' && route.room === room)
