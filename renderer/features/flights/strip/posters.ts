import type { Footage } from '../../../../src/core/footage/footage.ts'
import { api } from '../../../api/client.ts'
import { isLarge, smallPicture } from '../sharp/sharp.ts'
import { canvasOf, fileOf } from '../viewer/drawn.ts'

/** Pixels across: enough for a list on a fine screen. */
const WIDTH_PX = 320
const QUALITY = 0.8
const FILE_NAME = 'poster.jpg'
/** A clip's first frame is often black, or the ground under the feet of the crew. */
const CLIP_MOMENT_S = 1
/** Longer than this no picture takes to open from a disk. */
const PATIENCE_MS = 60_000
/** Photos that Chromium opens; raw ones and HEIC it does not. */
const OPENED: readonly string[] = ['image/jpeg', 'image/png', 'image/webp']

/** What could not be made once is not tried again while the window stands. */
const failed = new Set<string>()
/** One at a time: an original may be some hundred megabytes when it is unpacked. */
let queue: Promise<unknown> = Promise.resolve()

/** Whether a small picture may be made of a photo or clip. */
export const canHavePoster = ({ id, kind, mimeType }: Footage): boolean =>
  !failed.has(id) && (kind === 'clip' || (kind === 'photo' && OPENED.includes(mimeType)))

/** What is being made: a picture may stand in two places that both ask for it. */
const making = new Map<string, Promise<boolean>>()

/** Makes the small picture of a photo or clip and has it kept; false where that cannot be done. */
export function makePoster(footage: Footage): Promise<boolean> {
  const { id } = footage
  const known = making.get(id)
  if (known) return known
  const made = fileFor(footage)
    .then(async (file) => {
      await api.call('footage.keepPoster', { id, file: (await api.made(file)).ref })
      return true
    })
    .catch(() => {
      failed.add(id)
      return false
    })
    .finally(() => making.delete(id))
  making.set(id, made)
  return made
}

async function fileFor(footage: Footage): Promise<File> {
  // Large photos are decoded away from the window's thread, which takes them in an order of its own.
  const small = isLarge(footage) ? await smallPicture(footage, WIDTH_PX) : null
  if (small) return new File([small], FILE_NAME, { type: small.type })
  const made = queue.then(() => (footage.kind === 'clip' ? ofClip(footage.id) : ofPhoto(footage.id)))
  queue = made.catch(() => undefined)
  return made
}

async function ofPhoto(id: string): Promise<File> {
  const image = new Image()
  image.crossOrigin = 'anonymous'
  image.src = api.mediaUrl(id)
  await inTime(image.decode())
  return smallOf(image, image.naturalWidth, image.naturalHeight)
}

async function ofClip(id: string): Promise<File> {
  const video = document.createElement('video')
  video.crossOrigin = 'anonymous'
  video.muted = true
  video.preload = 'auto'
  try {
    video.src = api.mediaUrl(id)
    await inTime(once(video, 'loadeddata'))
    const seeked = once(video, 'seeked')
    video.currentTime = Math.min(CLIP_MOMENT_S, video.duration / 2)
    await inTime(seeked)
    return await smallOf(video, video.videoWidth, video.videoHeight)
  } finally {
    video.removeAttribute('src')
    video.load()
  }
}

const once = (video: HTMLVideoElement, event: string): Promise<void> =>
  new Promise((resolve, reject) => {
    video.addEventListener(event, () => resolve(), { once: true })
    video.addEventListener('error', () => reject(new Error('not shown')), { once: true })
  })

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('too slow')), PATIENCE_MS)),
  ])

async function smallOf(
  source: HTMLImageElement | HTMLVideoElement,
  width: number,
  height: number,
): Promise<File> {
  const scale = Math.min(1, WIDTH_PX / width)
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
  // Made small off the main thread, as far as Chromium does it there.
  const bitmap = await createImageBitmap(source, { resizeWidth: size.width, resizeHeight: size.height })
  const { canvas, context } = canvasOf(size.width, size.height)
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  return fileOf(canvas, FILE_NAME, 'image/jpeg', QUALITY)
}
