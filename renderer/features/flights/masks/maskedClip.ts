import {
  ALL_FORMATS,
  Conversion,
  ConversionCanceledError,
  getFirstEncodableVideoCodec,
  Input,
  Mp4OutputFormat,
  Output,
  Quality,
  StreamTarget,
  type StreamTargetChunk,
  UrlSource,
  WebMOutputFormat,
} from 'mediabunny'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import type { Mask } from '../../../../src/core/footage/copies/mask.ts'
import { api } from '../../../api/client.ts'
import { recipeOf } from '../viewer/recipe.ts'
import { drawMasks } from './drawMasks.ts'
import type { Copied } from './maskedPhoto.ts'

/** What is written is collected in pieces of this size, bytes. */
const PIECE_BYTES = 16 * 1024 * 1024

/**
 * A clip with its masks drawn into each frame, at its full size; without sound and without metadata. What this Chromium
 * cannot decode or encode is said. Loaded late: nothing else needs the reader and writer of clips.
 *
 * @throws {DOMException} `AbortError` when it is called off.
 */
export async function maskedClip(
  footage: Footage,
  masks: readonly Mask[],
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Copied> {
  const input = new Input({ source: new UrlSource(api.mediaUrl(footage.id)), formats: ALL_FORMATS })
  try {
    const track = (await input.canRead()) ? await input.getPrimaryVideoTrack() : null
    if (!track || !(await track.canDecode())) return { problem: 'not_decoded' }
    // Encoders take even sizes only.
    const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()].map(
      (pixels) => pixels - (pixels % 2),
    ) as [number, number]
    const quality = new Quality('high')
    const codec = await getFirstEncodableVideoCodec(['avc', 'vp9', 'av1', 'vp8'], { width, height, quality })
    if (!codec) return { problem: 'not_encoded' }
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d', { alpha: false })
    if (!context) return { problem: 'not_encoded' }
    const isMp4 = codec !== 'vp8'
    const collected = pieces()
    const output = new Output({
      format: isMp4 ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat(),
      target: new StreamTarget(collected.stream, { chunked: true, chunkSize: PIECE_BYTES }),
    })
    const conversion = await Conversion.init({
      input,
      output,
      tracks: 'primary',
      copy: false,
      // Place, time and names that the camera wrote would go along otherwise.
      tags: {},
      audio: { discard: true },
      video: {
        codec,
        quality,
        width,
        height,
        fit: 'fill',
        forceTranscode: true,
        // Masks are set on the picture as it is seen, turned upright.
        allowTransformationMetadata: false,
        process: (sample) => {
          sample.draw(context, 0, 0, width, height)
          drawMasks(context, masks, sample.timestamp, width, height)
          return canvas
        },
      },
      showWarnings: false,
    })
    if (!conversion.isValid) return { problem: 'not_encoded' }
    conversion.onProgress = (share) => onProgress(share)
    const cancel = (): void => void conversion.cancel()
    signal.addEventListener('abort', cancel)
    try {
      signal.throwIfAborted()
      await conversion.execute()
    } catch (error) {
      if (error instanceof ConversionCanceledError) signal.throwIfAborted()
      throw error
    } finally {
      signal.removeEventListener('abort', cancel)
    }
    const type = isMp4 ? 'video/mp4' : 'video/webm'
    const encoding = `${type}, ${codec}, quality high, no sound`
    return {
      file: new File([collected.whole()], footage.fileName, { type }),
      recipe: await recipeOf(footage, { encoding, widthPx: width, heightPx: height, mediaTimeS: null }),
    }
  } finally {
    input.dispose()
  }
}

/** Collects what is written, at whatever place, as a blob: the browser keeps large ones on the disk. */
function pieces(): { stream: WritableStream<StreamTargetChunk>; whole: () => Blob } {
  let whole = new Blob([])
  return {
    whole: () => whole,
    stream: new WritableStream({
      write({ data, position }) {
        const before = whole.slice(0, position)
        const gap = new Uint8Array(Math.max(0, position - whole.size))
        whole = new Blob([before, gap, Uint8Array.from(data), whole.slice(position + data.length)])
      },
    }),
  }
}
