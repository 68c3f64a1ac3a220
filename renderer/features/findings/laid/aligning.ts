import type { Box } from '../../../../src/core/finding/align/align.ts'
import type { LaidAnswer, Pixels, ToLay } from './alignWorker.ts'

/**
 * How one picture lies on another, worked out in a worker of its own, which goes with the answer or with `signal`: what it
 * held goes with it, and of two pairs only the one that is looked at is worked on. @throws where the worker fails
 */
export function alignedIn(
  before: { canvas: HTMLCanvasElement; region: Box | null },
  after: { canvas: HTMLCanvasElement; region: Box | null },
  signal: AbortSignal,
): Promise<LaidAnswer> {
  const ask: ToLay = { before: pixelsOf(before), after: pixelsOf(after) }
  return new Promise<LaidAnswer>((resolve, reject) => {
    signal.throwIfAborted()
    const worker = new Worker(new URL('./alignWorker.ts', import.meta.url), { type: 'module' })
    const end = (): void => worker.terminate()
    signal.addEventListener('abort', () => {
      end()
      reject(new Error('ended'))
    })
    worker.addEventListener('message', ({ data }: MessageEvent<LaidAnswer>) => {
      end()
      resolve(data)
    })
    worker.addEventListener('error', () => {
      end()
      reject(new Error('the worker failed'))
    })
    worker.postMessage(ask, [ask.before.rgba.buffer, ask.after.rgba.buffer])
  })
}

function pixelsOf({ canvas, region }: { canvas: HTMLCanvasElement; region: Box | null }): Pixels {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to read')
  const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return { widthPx: width, heightPx: height, rgba: data, region }
}
