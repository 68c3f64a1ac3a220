import type {
  Answer,
  CallInput,
  CallName,
  CallOutput,
  ChosenFile,
  ContractEvent,
} from '../../src/contract/index.ts'
import { followEvents } from './events.ts'
import { type PageKeys, pageKeys } from './pageKeys.ts'
import { pageSession } from './pageSession.ts'

/** What the desktop's preload puts on the window: the one door. */
export type Bridge = {
  call(name: string, input: unknown): Promise<Answer>
  on(listener: (event: ContractEvent) => void): () => void
  files(files: File[]): Promise<ChosenFile[]>
  /** Makes a file of the bytes that were sent under an id. */
  made(id: string, name: string): Promise<ChosenFile[]>
}

declare global {
  interface Window {
    sortie?: Bridge
  }
}

/** A refused or failed call: a code that has words in both languages, and what the words need. */
export class ApiError extends Error {
  readonly code: string
  readonly params: Record<string, string | number>
  /** Does it all the same, where a person may say so: null where they may not. */
  readonly again: (() => Promise<unknown>) | null

  constructor(
    code: string,
    params: Record<string, string | number> = {},
    again: (() => Promise<unknown>) | null = null,
  ) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.params = params
    this.again = again
  }
}

/** One way to reach the services. */
export type Transport = Omit<Bridge, 'made'> & {
  /** Hands over a file that the window made itself. */
  made(file: File): Promise<ChosenFile>
  /** Whether files are opened with the system's programs; else they are fetched. */
  readonly opensOutside: boolean
  mediaUrl(id: string): string
  /** Of bytes that a script reads: from the page's own origin, which the policy of the page allows alone. */
  trackUrl(flightId: string): string
  /** A Leaflet URL template with {z}, {x} and {y}. */
  tileUrl(layerId: string): string
  /** The same of tiles that a script reads: from the page's own origin. */
  tileBytesUrl(layerId: string): string
  downloadUrl(id: string): string
}

/** A file goes to the desktop's main process in pieces of so many bytes. */
const PIECE_BYTES = 32 * 1024 * 1024

/** Sends a file that has no path to the desktop's main process, piece by piece, and has it made a file there. */
async function sendPieces(bridge: Bridge, file: File): Promise<ChosenFile> {
  const id = crypto.randomUUID()
  for (let from = 0; from < file.size; from += PIECE_BYTES) {
    const { ok, status } = await fetch(`/files?made=${id}&from=${from}`, {
      method: 'POST',
      body: await file.slice(from, from + PIECE_BYTES).arrayBuffer(),
    })
    if (status === 503) throw new ApiError('disk_failed', { file: file.name, problem: 'EIO' })
    if (!ok) throw new ApiError(status === 507 ? 'disk_full' : 'internal', { file: file.name })
  }
  const [made] = await bridge.made(id, file.name)
  if (!made) throw new ApiError('unknown_file', { file: file.name })
  return made
}

/** The desktop's door: Electron's bridge, and its schemes for bytes. */
export const desktopTransport = (bridge: Bridge): Transport => ({
  call: (name, input) => bridge.call(name, input),
  on: (listener) => bridge.on(listener),
  files: (files) => bridge.files(files),
  made: (file) => sendPieces(bridge, file),
  opensOutside: true,
  mediaUrl: (id) => `media://sortie/${encodeURIComponent(id)}`,
  trackUrl: (flightId) => `app://sortie/media/${encodeURIComponent(`${flightId}.track`)}`,
  tileUrl: (layerId) => `tiles://sortie/${encodeURIComponent(layerId)}/{z}/{x}/{y}`,
  tileBytesUrl: (layerId) => `app://sortie/tiles/${encodeURIComponent(layerId)}/{z}/{x}/{y}`,
  downloadUrl: (id) => `app://sortie/download/${encodeURIComponent(id)}`,
})

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean'

/** The browser's door: the same calls over loopback HTTP, events as server-sent events; `session` names the page's. */
export function httpTransport(
  base = '',
  keys: PageKeys | null = null,
  session: string | null = null,
): Transport {
  const listeners = new Set<(event: ContractEvent) => void>()
  let stopEvents: (() => void) | null = null
  const known: Record<string, string> = {
    ...(keys ? { 'x-sortie-key': keys.key } : {}),
    ...(session ? { 'x-sortie-session': session } : {}),
  }
  // A page that goes ends what it asks for, but for what is asked to outlive it.
  let isLeaving = false
  globalThis.addEventListener?.('pagehide', () => void (isLeaving = true), { capture: true })
  globalThis.addEventListener?.('pageshow', () => void (isLeaving = false))
  const asked = new URLSearchParams({
    ...(keys ? { key: keys.bytes } : {}),
    ...(session ? { session } : {}),
  }).toString()
  const bytes = (path: string): string => `${base}${path}${asked === '' ? '' : `?${asked}`}`
  const request = async (
    path: string,
    { headers, ...init }: Omit<RequestInit, 'headers'> & { headers: Record<string, string> },
  ): Promise<Answer> => {
    let response: Response
    try {
      response = await fetch(`${base}${path}`, {
        ...init,
        headers: { ...headers, ...known },
        credentials: 'same-origin',
      })
    } catch {
      return { ok: false, code: 'services_down', params: {} }
    }
    try {
      const body: unknown = await response.json()
      if (isAnswer(body)) return body
      if (response.ok) return { ok: true, value: body }
    } catch {
      // Not JSON: the status below says what is left to say.
    }
    const refused = response.status === 401 || response.status === 403
    return { ok: false, code: refused ? 'not_let_in' : 'internal', params: { status: response.status } }
  }
  const files = async (given: File[]): Promise<ChosenFile[]> => {
    const chosen: ChosenFile[] = []
    for (const file of given) {
      const answer = await request(`/files?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      })
      if (!answer.ok) throw new ApiError(answer.code, answer.params)
      const value = answer.value as { ref: string }
      chosen.push({ ref: value.ref, name: file.name, size: file.size })
    }
    return chosen
  }
  return {
    call: (name, input) =>
      request(`/call/${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
        keepalive: isLeaving,
      }),
    on: (listener) => {
      // One stream for all listeners: a browser allows few connections to one server.
      listeners.add(listener)
      stopEvents ??= followEvents(`${base}/events`, known, (event) => {
        for (const tell of listeners) tell(event)
      })
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stopEvents?.()
        stopEvents = null
      }
    },
    files,
    made: async (file) => (await files([file]))[0] as ChosenFile,
    opensOutside: false,
    mediaUrl: (id) => bytes(`/media/${encodeURIComponent(id)}`),
    trackUrl: (flightId) => bytes(`/media/${encodeURIComponent(`${flightId}.track`)}`),
    tileUrl: (layerId) => bytes(`/tiles/${encodeURIComponent(layerId)}/{z}/{x}/{y}`),
    tileBytesUrl: (layerId) => bytes(`/tiles/${encodeURIComponent(layerId)}/{z}/{x}/{y}`),
    downloadUrl: (id) => bytes(`/download/${encodeURIComponent(id)}`),
  }
}

/** The client over a transport. */
export const createClient = (transport: Transport) => ({
  /** Calls the services. @throws {ApiError} with the contract's code when they refuse or fail. */
  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const answer = await transport.call(name, input)
    if (!answer.ok) throw new ApiError(answer.code, answer.params)
    return answer.value as CallOutput<N>
  },
  /** Listens to what the services tell; answers how to stop. */
  on: (listener: (event: ContractEvent) => void) => transport.on(listener),
  /** Hands files over and gets the references that calls take. */
  files: (files: File[]): Promise<ChosenFile[]> => transport.files(files),
  /** Hands over a file that the window made itself, a drawn picture say. */
  made: (file: File): Promise<ChosenFile> => transport.made(file),
  opensOutside: transport.opensOutside,
  mediaUrl: (id: string) => transport.mediaUrl(id),
  trackUrl: (flightId: string) => transport.trackUrl(flightId),
  /** The small picture of a photo or clip, where there is one; asked for once more when it has been made. */
  posterUrl: (id: string, isMade: boolean) => {
    const url = transport.mediaUrl(`${id}.poster`)
    return isMade ? `${url}${url.includes('?') ? '&' : '?'}made` : url
  },
  tileUrl: (layerId: string) => transport.tileUrl(layerId),
  tileBytesUrl: (layerId: string) => transport.tileBytesUrl(layerId),
  downloadUrl: (id: string) => transport.downloadUrl(id),
})
export type Client = ReturnType<typeof createClient>

const bridge = typeof window === 'undefined' ? undefined : window.sortie

/** The window's one way to the services. */
export const api: Client = createClient(
  bridge
    ? desktopTransport(bridge)
    : typeof window === 'undefined'
      ? httpTransport()
      : httpTransport('', pageKeys(), pageSession()),
)
