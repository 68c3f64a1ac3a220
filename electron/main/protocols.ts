import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { CustomScheme } from 'electron'
import {
  assetPath,
  contentSecurityPolicy,
  MIME_TYPES,
  NONCE_PLACEHOLDER,
  parseRange,
} from '../../src/contract/web.ts'
import { fileWithin } from '../../src/files/within.ts'
import type { Piece } from './madeFiles.ts'
import { APP_ORIGIN } from './origin.ts'

/** The three schemes: the page, the originals by id, map tiles. None bypasses the content security policy. */
export const SCHEMES: CustomScheme[] = [
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  {
    scheme: 'media',
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
  },
  { scheme: 'tiles', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]

/** The page draws pictures onto a canvas: it alone may read their bytes. */
const FOR_OUR_PAGE = {
  'access-control-allow-origin': APP_ORIGIN,
  'access-control-allow-headers': 'range',
  'access-control-expose-headers': 'content-range, content-length, accept-ranges',
}

type Media = { path: string; mimeType: string; size: number }
type Download = { path: string; fileName: string; mimeType: string }
type Tile = { bytes: Uint8Array; mimeType: string }

/** What the schemes ask of the services process. */
export type ByteSource = {
  media(id: string): Promise<Media | null>
  download(id: string): Promise<Download | null>
  tile(layerId: string, z: number, x: number, y: number): Promise<Tile | null>
}

const plain = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers })

const stream = (file: string, range?: { start: number; end: number }): ReadableStream =>
  Readable.toWeb(fs.createReadStream(file, range)) as ReadableStream

const attachment = (fileName: string): string =>
  `attachment; filename="${fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName.toWellFormed())}`

/**
 * `app://sortie/…`: the built page with a fresh nonce for each load, prepared downloads and whole tracks by id, and
 * `receive` for the bytes of files that the page made.
 */
export const appHandler =
  (rendererDir: string, source: ByteSource, receive: (request: Piece) => Promise<Response>) =>
  async (request: Piece): Promise<Response> => {
    const url = new URL(request.url)
    if (url.host !== 'sortie') return plain(404)
    if (url.pathname === '/files') return receive(request)
    if (request.method !== 'GET') return plain(405)
    const wanted = /^\/download\/([^/]+)$/.exec(url.pathname)
    if (wanted) {
      const download = await source.download(decodeURIComponent(wanted[1] as string))
      if (!download) return plain(404)
      return new Response(stream(download.path), {
        headers: {
          'content-type': download.mimeType,
          'content-disposition': attachment(download.fileName),
        },
      })
    }
    // What a script of the page reads comes from the page's own origin.
    const track = /^\/media\/([^/]+\.track)$/.exec(url.pathname)
    if (track) return mediaResponse(source, track[1] as string, null)
    if (url.pathname.startsWith('/tiles/')) return tileResponse(source, url.pathname.slice('/tiles'.length))
    const relative = assetPath(url.pathname)
    const file = relative === null ? null : fileWithin(rendererDir, relative)
    if (!file) return plain(404)
    const nonce = randomBytes(16).toString('base64')
    const headers = {
      'content-type': MIME_TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    }
    const bytes = fs.readFileSync(file)
    if (!file.endsWith('.html')) return new Response(bytes, { headers })
    return new Response(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce), { headers })
  }

/** `media://sortie/ID`: an original by its id, whole or a range of it. */
export const mediaHandler =
  (source: Pick<ByteSource, 'media'>) =>
  async (request: { url: string; method: string; headers: Headers }): Promise<Response> => {
    const url = new URL(request.url)
    if (url.host !== 'sortie') return plain(404)
    if (request.method === 'OPTIONS') return plain(204, FOR_OUR_PAGE)
    if (request.method !== 'GET') return plain(405)
    return mediaResponse(source, url.pathname.slice(1), request.headers.get('range'))
  }

async function mediaResponse(
  source: Pick<ByteSource, 'media'>,
  encodedId: string,
  wanted: string | null,
): Promise<Response> {
  const id = decodeURIComponent(encodedId)
  const media = await source.media(id)
  // What is not there is usual, not an error worth words: a picture that nobody has made small yet, a flight without a log,
  // an original that is asked for while another workspace is being opened.
  if (!media) return plain(204)
  const headers = {
    ...FOR_OUR_PAGE,
    'content-type': media.mimeType,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  }
  const range = parseRange(wanted, media.size)
  if (range === 'unsatisfiable') return plain(416, { 'content-range': `bytes */${media.size}` })
  if (!range)
    return new Response(media.size === 0 ? null : stream(media.path), {
      headers: { ...headers, 'content-length': String(media.size) },
    })
  return new Response(stream(media.path, range), {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${range.start}-${range.end}/${media.size}`,
      'content-length': String(range.end - range.start + 1),
    },
  })
}

/** `tiles://sortie/LAYER/Z/X/Y`: a tile of a layer that was brought in. */
export const tilesHandler =
  (source: Pick<ByteSource, 'tile'>) =>
  async (request: { url: string; method: string }): Promise<Response> => {
    const url = new URL(request.url)
    if (url.host !== 'sortie') return plain(404)
    if (request.method !== 'GET') return plain(405)
    return tileResponse(source, url.pathname)
  }

/** The tile that a path names, `/LAYER/Z/X/Y`. */
async function tileResponse(source: Pick<ByteSource, 'tile'>, pathname: string): Promise<Response> {
  const parts = /^\/([^/]+)\/(\d{1,2})\/(\d{1,8})\/(\d{1,8})$/.exec(pathname)
  if (!parts) return plain(404)
  const [, layer = '', z, x, y] = parts
  const tile = await source.tile(decodeURIComponent(layer), Number(z), Number(x), Number(y))
  // A tile outside a layer is usual, not an error worth words.
  if (!tile) return plain(204)
  return new Response(new Uint8Array(tile.bytes), {
    headers: { 'content-type': tile.mimeType, 'x-content-type-options': 'nosniff' },
  })
}

/** Bad bytes in an address or a file that vanished answer 404, never an unhandled rejection. */
export const calm =
  <R>(handler: (request: R) => Promise<Response>) =>
  async (request: R): Promise<Response> => {
    try {
      return await handler(request)
    } catch {
      return plain(404)
    }
  }
