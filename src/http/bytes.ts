import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream'
import type { ServicesHost, Session } from '../contract/index.ts'
import {
  assetPath,
  contentSecurityPolicy,
  MIME_TYPES,
  NONCE_PLACEHOLDER,
  parseRange,
} from '../contract/web.ts'
import { fileWithin } from '../files/within.ts'
import { SAFE_HEADERS, sendError } from './body.ts'

const missing = (request: IncomingMessage, response: ServerResponse, id: string): void =>
  sendError(request, response, 404, 'not_found', { id: id.slice(0, 100) })

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  range?: { start: number; end: number },
): void {
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  pipeline(fs.createReadStream(file, range), response, () => undefined)
}

/** A browser that keeps bytes asks before it shows them again: whoever is no longer in sees none of them. */
const ASK_AGAIN = { 'cache-control': 'private, no-cache' }

/** An original by its id, whole or a range of it (RFC 9110, section 14). */
export async function sendMedia(
  host: ServicesHost,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const media = await host.media(id)
  if (!media && /\.(poster|track)$/.test(id)) {
    // A picture that nobody has made small yet, and a flight without a log, are usual, not errors worth words.
    response.writeHead(204, SAFE_HEADERS).end()
    return
  }
  if (!media) return missing(request, response, id)
  const etag = `"${media.size}-${Math.round(fs.statSync(media.path).mtimeMs)}"`
  const headers = {
    ...SAFE_HEADERS,
    ...ASK_AGAIN,
    etag,
    'content-type': media.mimeType,
    'accept-ranges': 'bytes',
  }
  if (request.headers['if-none-match'] === etag && request.headers.range === undefined) {
    response.writeHead(304, { ...SAFE_HEADERS, ...ASK_AGAIN, etag }).end()
    return
  }
  const range = parseRange(request.headers.range, media.size)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...SAFE_HEADERS, 'content-range': `bytes */${media.size}` }).end()
    return
  }
  if (!range) {
    response.writeHead(200, { ...headers, 'content-length': media.size })
    sendFile(request, response, media.path)
    return
  }
  response.writeHead(206, {
    ...headers,
    'content-range': `bytes ${range.start}-${range.end}/${media.size}`,
    'content-length': range.end - range.start + 1,
  })
  sendFile(request, response, media.path, range)
}

/** A download by its id, as an attachment: to the session that had it prepared. */
export function sendDownload(
  host: ServicesHost,
  session: Session,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const download = host.download(id, session)
  if (!download) return missing(request, response, id)
  const ascii = download.fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')
  response.writeHead(200, {
    ...SAFE_HEADERS,
    'content-type': download.mimeType,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(download.fileName.toWellFormed())}`,
  })
  sendFile(request, response, download.path)
}

/** A map tile: layer, zoom, column, row. */
export async function sendTile(
  host: ServicesHost,
  parts: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [layer = '', ...numbers] = parts
  if (!numbers.every((part) => /^\d{1,8}$/.test(part))) return missing(request, response, layer)
  const [z = 0, x = 0, y = 0] = numbers.map(Number)
  const tile = await host.tile(layer, z, x, y)
  if (!tile) {
    // A tile outside a layer is usual, not an error worth words.
    response.writeHead(204, SAFE_HEADERS).end()
    return
  }
  response
    .writeHead(200, {
      ...SAFE_HEADERS,
      ...ASK_AGAIN,
      'content-type': tile.mimeType,
      'content-length': tile.bytes.length,
    })
    .end(tile.bytes)
}

/** A file of the built window; its page gets a fresh nonce for each load. */
export function sendPage(
  rendererDir: string,
  urlPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const relative = assetPath(urlPath)
  const file = relative === null ? null : fileWithin(rendererDir, relative)
  if (!file) return missing(request, response, urlPath)
  const nonce = randomBytes(16).toString('base64')
  const bytes = fs.readFileSync(file)
  const body = file.endsWith('.html')
    ? Buffer.from(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce))
    : bytes
  response.writeHead(200, {
    ...SAFE_HEADERS,
    'content-type': MIME_TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(nonce),
    'content-length': body.length,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
