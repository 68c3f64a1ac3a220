import type { IncomingMessage, ServerResponse } from 'node:http'
import { CALL_LIMIT_BYTES } from '../contract/index.ts'

type Params = Record<string, string | number>

export const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** So long may a refused body go on before its connection is cut, ms. */
const LINGER_MS = 2000

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value))
  response
    .writeHead(status, {
      ...SAFE_HEADERS,
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
    })
    .end(body)
}

/**
 * One clear JSON error. Of what is left of the request's body a little is read, so that the answer is not lost with it,
 * and the connection is closed.
 */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  params: Params,
): void {
  if (!request.complete) {
    response.setHeader('connection', 'close')
    request.resume()
    // Who goes on sending does not hold the connection: it has its answer.
    response.once('finish', () => setTimeout(() => request.destroy(), LINGER_MS).unref())
  }
  sendJson(response, status, { ok: false, code, params })
}

type Body = { ok: true; value: unknown } | { ok: false; status: number; problem: string }

/**
 * The JSON body of a call, at most {@link CALL_LIMIT_BYTES}, whole within `limitMs`: who drips it is answered 408 and
 * dropped.
 */
export async function readJson(request: IncomingMessage, limitMs: number): Promise<Body> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return { ok: false, status: 415, problem: 'body_type' }
  const tooLarge: Body = {
    ok: false,
    status: 413,
    problem: 'too_large',
  }
  if (Number(request.headers['content-length'] ?? 0) > CALL_LIMIT_BYTES) return tooLarge
  const chunks: Buffer[] = []
  let size = 0
  const late = Symbol('late')
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<typeof late>((resolve) => {
    timer = setTimeout(resolve, limitMs, late)
  })
  const pieces = (request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)[
    Symbol.asyncIterator
  ]()
  try {
    for (;;) {
      const next = await Promise.race([pieces.next(), tooLate])
      if (next === late) return { ok: false, status: 408, problem: 'body_slow' }
      if (next.done) break
      size += next.value.length
      if (size > CALL_LIMIT_BYTES) return tooLarge
      chunks.push(next.value)
    }
  } finally {
    clearTimeout(timer)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, status: 400, problem: 'body_not_json' }
  }
}
