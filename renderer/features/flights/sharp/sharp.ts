import type { Footage } from '../../../../src/core/footage/footage.ts'
import { createStore } from 'zustand/vanilla'
import { api } from '../../../api/client.ts'
import type { Decoded, Wanted } from './decodeWorker.ts'

/** From so many pixels on, decoding a photo whole takes longer than a key. */
const LARGE_PX = 4_000_000
/** What Chromium decodes; raw photos and HEIC it does not. */
const DECODED: readonly string[] = ['image/jpeg', 'image/webp', 'image/png']
/** So many decoded pictures are held, some megabytes each. */
const MOST_HELD = 10

/** A photo decoded for the screen, and for which width it was asked, px. */
export type Sharp = { readonly bitmap: ImageBitmap; readonly widthPx: number }

type Photo = Pick<Footage, 'id' | 'kind' | 'mimeType' | 'widthPx' | 'heightPx'>

type State = {
  readonly held: ReadonlyMap<string, Sharp>
  /** What could not be decoded is shown as it is. */
  readonly failed: ReadonlySet<string>
}

/** The photos that are decoded by now. */
export const sharp = createStore<State>()(() => ({ held: new Map(), failed: new Set() }))

/** Whether a photo is so large that it is decoded for the screen. */
export const isLarge = ({ kind, mimeType, widthPx, heightPx }: Photo): boolean =>
  kind === 'photo' && DECODED.includes(mimeType) && (widthPx ?? 0) * (heightPx ?? 0) > LARGE_PX

/** How wide the picture is shown, px of the screen: as it was last. */
let shownPx = 1000
/** What is wanted, the most urgent first. */
let wanted: readonly Photo[] = []
const asides: { photo: Photo; widthPx: number; end: (bitmap: ImageBitmap | null) => void }[] = []
let worker: Worker | null = null
/** What the worker has in hand: one at a time, so that what is most urgent next comes next. */
let inHand: { photo: Photo; widthPx: number; end: ((bitmap: ImageBitmap | null) => void) | null } | null =
  null

const isSharpAt = (photo: Photo, { widthPx }: Sharp): boolean =>
  widthPx >= Math.min(shownPx, photo.widthPx ?? shownPx)

/** Says how wide a picture is shown: from now on they are decoded so wide. */
export function showAt(widthPx: number): void {
  if (widthPx <= shownPx && widthPx > shownPx / 2) return
  shownPx = Math.max(1, Math.ceil(widthPx))
  next()
}

/** Wants photos decoded, the most urgent first, in place of all that was wanted before. */
export function want(photos: readonly Photo[]): void {
  wanted = photos.filter(isLarge)
  const { held } = sharp.getState()
  // What is wanted is held longest.
  const order = new Map([...held].filter(([id]) => !wanted.some((photo) => photo.id === id)))
  for (const { id } of [...wanted].reverse()) {
    const known = held.get(id)
    if (known) order.set(id, known)
  }
  sharp.setState({ held: order })
  next()
}

/** A photo decoded once, when nothing more urgent is wanted: for small pictures. Null where it cannot be. */
export const decodedAside = (photo: Photo, widthPx: number): Promise<ImageBitmap | null> =>
  new Promise((end) => {
    asides.push({ photo, widthPx, end })
    next()
  })

function next(): void {
  if (inHand) return
  const { held, failed } = sharp.getState()
  const urgent = wanted.find((photo) => {
    const known = held.get(photo.id)
    return !failed.has(photo.id) && (!known || !isSharpAt(photo, known))
  })
  const aside = urgent ? undefined : asides.shift()
  if (urgent) inHand = { photo: urgent, widthPx: shownPx, end: null }
  else if (aside) inHand = aside
  else return
  worker ??= started()
  const { id, mimeType, widthPx, heightPx } = inHand.photo
  const ask: Wanted = {
    key: id,
    url: new URL(api.mediaUrl(id), location.href).href,
    mimeType,
    of: { widthPx: widthPx ?? 1, heightPx: heightPx ?? 1 },
    widthPx: inHand.widthPx,
  }
  worker.postMessage(ask)
}

function started(): Worker {
  const made = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' })
  made.addEventListener('message', ({ data }: MessageEvent<Decoded>) => take(data.bitmap))
  made.addEventListener('error', () => take(null))
  return made
}

function take(bitmap: ImageBitmap | null): void {
  const done = inHand
  inHand = null
  if (!done) return bitmap?.close()
  if (done.end) done.end(bitmap)
  else if (bitmap) hold(done.photo.id, { bitmap, widthPx: done.widthPx })
  else sharp.setState(({ failed }) => ({ failed: new Set([...failed, done.photo.id]) }))
  next()
}

function hold(id: string, one: Sharp): void {
  const held = new Map(sharp.getState().held)
  const before = held.get(id)
  held.delete(id)
  held.set(id, one)
  // Those that were wanted last stand at the end.
  const gone = [...held].slice(0, Math.max(0, held.size - MOST_HELD))
  for (const [old] of gone) held.delete(old)
  sharp.setState({ held })
  for (const { bitmap } of [...(before ? [before] : []), ...gone.map(([, old]) => old)]) bitmap.close()
}
