/** The one page of the window, and the only origin that may speak to the main process. */
export const APP_ORIGIN = 'app://sortie'
export const APP_URL = `${APP_ORIGIN}/`

const parse = (url: unknown): URL | null => {
  if (typeof url !== 'string') return null
  try {
    return new URL(url)
  } catch {
    return null
  }
}

/** Whether a URL is the application's own: compared by its parsed parts, never by a prefix of the text. */
export function isOwnUrl(url: unknown): boolean {
  const parsed = parse(url)
  return (
    parsed !== null &&
    parsed.protocol === 'app:' &&
    parsed.host === 'sortie' &&
    parsed.username === '' &&
    parsed.password === ''
  )
}

/** Hosts that a link of the application may open in the system's browser. */
export const EXTERNAL_HOSTS: readonly string[] = [
  'www.gov.cn',
  'flk.npc.gov.cn',
  'www.caac.gov.cn',
  'uom.caac.gov.cn',
]

/** The address to hand to the system's browser, or null when it must not be opened: https and a listed host only. */
export function externalUrl(url: unknown): string | null {
  const parsed = parse(url)
  if (!parsed || parsed.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return null
  if (parsed.port !== '' || !EXTERNAL_HOSTS.includes(parsed.hostname)) return null
  return parsed.href
}
