import { api } from '../../../api/client.ts'

/** Pictures are laid on one another with a longer side of so many pixels at most: what is held is bounded by it. */
const LONG_PX = 1600

/** What is drawn of a sighting: a photo, or a clip at its moment. */
export type Shown = {
  readonly footageId: string
  readonly kind: 'photo' | 'clip'
  readonly momentS: number | null
}

/** The picture of a sighting, made smaller. @throws where it cannot be opened, or `signal` ended it */
export async function frameOf(
  { footageId, kind, momentS }: Shown,
  signal: AbortSignal,
): Promise<HTMLCanvasElement> {
  const url = api.mediaUrl(footageId)
  return kind === 'clip' ? clipFrame(url, momentS ?? 0, signal) : photoFrame(url, signal)
}

async function photoFrame(url: string, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const image = new Image()
  image.crossOrigin = 'anonymous'
  image.src = url
  try {
    await image.decode()
    signal.throwIfAborted()
    return drawn(image, image.naturalWidth, image.naturalHeight)
  } finally {
    image.removeAttribute('src')
  }
}

async function clipFrame(url: string, momentS: number, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const video = document.createElement('video')
  video.crossOrigin = 'anonymous'
  video.muted = true
  video.preload = 'auto'
  try {
    video.src = url
    await once(video, 'loadeddata', signal)
    const seeked = once(video, 'seeked', signal)
    video.currentTime = Math.min(momentS, video.duration)
    await seeked
    return drawn(video, video.videoWidth, video.videoHeight)
  } finally {
    video.removeAttribute('src')
    video.load()
  }
}

const once = (video: HTMLVideoElement, event: string, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    video.addEventListener(event, () => resolve(), { once: true, signal })
    video.addEventListener('error', () => reject(new Error('not shown')), { once: true, signal })
    signal.addEventListener('abort', () => reject(new Error('ended')), { once: true })
  })

function drawn(source: CanvasImageSource, widthPx: number, heightPx: number): HTMLCanvasElement {
  if (!(widthPx > 0) || !(heightPx > 0)) throw new Error('empty picture')
  const by = Math.min(1, LONG_PX / Math.max(widthPx, heightPx))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(widthPx * by))
  canvas.height = Math.max(1, Math.round(heightPx * by))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas to draw on')
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}
