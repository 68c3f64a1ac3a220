/** What a browser and its page have of `sortie serve` once they were opened by its one-time address. */
export type Entered = {
  cookie: string
  /** Of the page's calls. */
  key: string
  /** Of bytes that are asked for by their address. */
  bytes: string
  /** What a call of the page carries. */
  headers: { cookie: string; 'x-sortie-key': string }
  /** An address of bytes, with their key. */
  at(path: string): string
}

/** Comes in by the one-time address, as a browser does. */
export async function enter(url: string): Promise<Entered> {
  const answer = await fetch(url, { redirect: 'manual' })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const keys = new URLSearchParams((answer.headers.get('location') ?? '').split('#')[1] ?? '')
  const [key, bytes] = [keys.get('key') ?? '', keys.get('bytes') ?? '']
  return {
    cookie,
    key,
    bytes,
    headers: { cookie, 'x-sortie-key': key },
    at: (path) => `${path}?key=${bytes}`,
  }
}
