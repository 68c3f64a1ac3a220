import type { IncomingMessage, ServerResponse } from 'node:http'
import { CALL_LIMIT_BYTES } from '../contract/index.ts'

type Params = Record<string, string | number>

export const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

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

/** One clear JSON error. What is left of the request's body is not read: the connection is closed after it. */
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
  }
  sendJson(response, status, { ok: false, code, params })
}

type Body = { ok: true; value: unknown } | { ok: false; status: number; problem: string }

/** The JSON body of a call, at most {@link CALL_LIMIT_BYTES}. */
export async function readJson(request: IncomingMessage): Promise<Body> {
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
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > CALL_LIMIT_BYTES) return tooLarge
    chunks.push(chunk)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, status: 400, problem: 'body_not_json' }
  }
}
