/**
 * Rules of the web side that the desktop's protocols and the HTTP server share, so that the window is as closed over
 * one as over the other.
 */

/** Placeholder in index.html that is replaced by a fresh value for each load. */
export const NONCE_PLACEHOLDER = '__NONCE__'

/**
 * The content security policy of every page: own scripts, own styles and those with the load's nonce (React Aria
 * inserts one), pictures also from blobs and from the media and tile schemes of the desktop, originals read through the
 * former; no network.
 */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob: media: tiles:",
    "media-src 'self' media: blob:",
    "font-src 'self'",
    "connect-src 'self' media:",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

export const MIME_TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  woff2: 'font/woff2',
}

/**
 * The path inside the built window that a URL path asks for, or null for anything that is not a plain relative
 * path in it: decoded once, no parent steps, no backslashes, no NUL, no drive letters.
 */
export function assetPath(urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  const relative = decoded.replace(/^\/+/, '') || 'index.html'
  if (/[\\\0:%]/.test(relative)) return null
  if (relative.split('/').some((part) => part === '..' || part === '.' || part === '')) return null
  return relative
}

export type ByteRange = { start: number; end: number }

/**
 * A `Range` header over a body of `size` bytes (RFC 9110, section 14): null for none or one that must be ignored,
 * 'unsatisfiable' for 416. Only a single range is served.
 */
export function parseRange(
  header: string | null | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  if (match[1] === '') {
    const last = Number(match[2])
    return last === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - last), end: size - 1 }
  }
  const start = Number(match[1])
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1)
  if (start >= size) return 'unsatisfiable'
  return end < start ? null : { start, end }
}
