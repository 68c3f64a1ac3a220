import type { Footage } from '../../../../src/core/footage/footage.ts'
import { createStore } from 'zustand/vanilla'
import { api } from '../../../api/client.ts'
import type { Decoded, Wanted } from './decodeWorker.ts'
import { eighthsFor, longSide, type Size } from './eighths.ts'
import { drawnSmall, smallFile } from './small.ts'

/** From so many pixels on, decoding a photo whole takes longer than a key. */
const LARGE_PX = 4_000_000
/** What Chromium decodes; raw photos and HEIC it does not. */
const DECODED: readonly string[] = ['image/jpeg', 'image/webp', 'image/png']
/** Decoded pictures are held up to so many bytes: of a laptop's screen some forty, of the finest one four. */
const MOST_BYTES = 192 * 1024 * 1024
/** However large they are: the one that is shown and the next. */
const LEAST_HELD = 2
/** Small pictures alone are made when nobody has gone on to another picture for so long: they would be in its way, ms. */
const CALM_MS = 1500

/** A photo decoded for the screen, and for which longer side it was asked, px. */
export type Sharp = { readonly bitmap: ImageBitmap; readonly longPx: number }

type Photo = Pick<Footage, 'id' | 'kind' | 'mimeType' | 'widthPx' | 'heightPx'>

type State = {
  readonly held: ReadonlyMap<string, Sharp>
  /** What could not be decoded is shown as it is. It is tried anew when it is looked at again: a disk may be back. */
  readonly failed: ReadonlySet<string>
}

/** The photos that are decoded by now. */
export const sharp = createStore<State>()(() => ({ held: new Map(), failed: new Set() }))

/** Whether a photo is so large that it is decoded for the screen. */
export const isLarge = ({ kind, mimeType, widthPx, heightPx }: Photo): boolean =>
  kind === 'photo' && DECODED.includes(mimeType) && (widthPx ?? 0) * (heightPx ?? 0) > LARGE_PX

const sizeOf = ({ widthPx, heightPx }: Photo): Size => ({ widthPx: widthPx ?? 1, heightPx: heightPx ?? 1 })

/** How long the longer side of the picture is shown, px of the screen: as it was last. */
let shownPx = 1000
/** What is wanted, the most urgent first. */
let wanted: readonly Photo[] = []
type SmallAsked = {
  readonly photo: Photo
  readonly widthPx: number
  readonly end: (small: Blob | null) => void
}
/** Whose small picture is wanted, the first asked first. */
const smalls = new Map<string, SmallAsked>()
let worker: Worker | null = null
/** What the worker has in hand: one at a time, so that what is most urgent next comes next. */
let inHand: { photo: Photo; longPx: number; isShown: boolean } | null = null
/** Whose small pictures the worker makes. */
const smallsInHand = new Map<string, SmallAsked>()
/** When small pictures alone may be made. */
let calmAtMs = 0
let calm: ReturnType<typeof setTimeout> | undefined

const isSharpAt = (photo: Photo, { longPx }: Sharp): boolean =>
  longPx >= Math.min(shownPx, longSide(sizeOf(photo)))

/** The wanted ones that are held beside one another. */
function fitting(): readonly Photo[] {
  let bytes = 0
  return wanted.filter((photo, i) => {
    const { widthPx, heightPx } = eighthsFor(sizeOf(photo), shownPx)
    bytes += widthPx * heightPx * 4
    return i < LEAST_HELD || bytes <= MOST_BYTES
  })
}

/** Says how large a picture is shown, by its longer side: from now on they are decoded so large. */
export function showAt(longPx: number): void {
  if (longPx <= shownPx && longPx > shownPx / 2) return
  shownPx = Math.max(1, Math.ceil(longPx))
  next()
}

/** Wants photos decoded, the most urgent first, in place of all that was wanted before. */
export function want(photos: readonly Photo[]): void {
  wanted = photos.filter(isLarge)
  const { held, failed } = sharp.getState()
  // What is wanted is held longest.
  const order = new Map([...held].filter(([id]) => !wanted.some((photo) => photo.id === id)))
  for (const { id } of [...wanted].reverse()) {
    const known = held.get(id)
    if (known) order.set(id, known)
  }
  const still = [...failed].filter((id) => wanted.some((photo) => photo.id === id))
  sharp.setState({ held: order, failed: still.length === failed.size ? failed : new Set(still) })
  calmAtMs = performance.now() + CALM_MS
  next()
}

/**
 * The small picture of a photo, as a JPEG so wide: made of what is decoded for the screen, or is going to be, else when
 * nothing more urgent is wanted. Null where it cannot be.
 */
export function smallPicture(photo: Photo, widthPx: number): Promise<Blob | null> {
  const known = sharp.getState().held.get(photo.id)
  if (known) return smallFile(drawnSmall(known.bitmap, widthPx))
  return new Promise((end) => {
    const before = smalls.get(photo.id)
    smalls.set(photo.id, {
      photo,
      widthPx,
      end: (small) => {
        before?.end(small)
        end(small)
      },
    })
    next()
  })
}

function next(): void {
  if (inHand) return
  const { held, failed } = sharp.getState()
  const urgent = fitting().find((photo) => {
    const known = held.get(photo.id)
    return !failed.has(photo.id) && (!known || !isSharpAt(photo, known))
  })
  const [first] = smalls.values()
  if (urgent) inHand = { photo: urgent, longPx: shownPx, isShown: true }
  else if (!first) return
  else {
    const waitMs = calmAtMs - performance.now()
    clearTimeout(calm)
    if (waitMs > 0) {
      calm = setTimeout(next, waitMs)
      return
    }
    inHand = { photo: first.photo, longPx: first.widthPx, isShown: false }
  }
  const { photo, longPx, isShown } = inHand
  const small = smalls.get(photo.id)
  smalls.delete(photo.id)
  if (small) smallsInHand.set(photo.id, small)
  worker ??= started()
  const ask: Wanted = {
    key: photo.id,
    url: new URL(api.mediaUrl(photo.id), location.href).href,
    mimeType: photo.mimeType,
    of: sizeOf(photo),
    longPx,
    isShown,
    smallPx: small?.widthPx ?? null,
  }
  worker.postMessage(ask)
}

function started(): Worker {
  const made = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' })
  made.addEventListener('message', ({ data }: MessageEvent<Decoded>) =>
    'bitmap' in data ? take(data.bitmap) : takeSmall(data.key, data.small),
  )
  made.addEventListener('error', () => {
    for (const key of smallsInHand.keys()) takeSmall(key, null)
    take(null)
  })
  return made
}

function take(bitmap: ImageBitmap | null): void {
  const done = inHand
  inHand = null
  if (!done?.isShown) bitmap?.close()
  else if (bitmap) hold(done.photo.id, { bitmap, longPx: done.longPx })
  else sharp.setState(({ failed }) => ({ failed: new Set([...failed, done.photo.id]) }))
  next()
}

function takeSmall(key: string, small: Blob | null): void {
  smallsInHand.get(key)?.end(small)
  smallsInHand.delete(key)
  if (inHand?.photo.id === key && !inHand.isShown) take(null)
}

function hold(id: string, one: Sharp): void {
  const held = new Map(sharp.getState().held)
  const gone = [held.get(id)]
  held.delete(id)
  held.set(id, one)
  const kept = new Set([id, ...fitting().map((photo) => photo.id)])
  let bytes = [...held.values()].reduce((sum, { bitmap }) => sum + bytesOf(bitmap), 0)
  // Those that were wanted last stand at the end.
  for (const [old, { bitmap }] of held) {
    if (bytes <= MOST_BYTES) break
    if (kept.has(old)) continue
    bytes -= bytesOf(bitmap)
    gone.push(held.get(old))
    held.delete(old)
  }
  sharp.setState({ held })
  for (const old of gone) old?.bitmap.close()
}

const bytesOf = ({ width, height }: ImageBitmap): number => width * height * 4
