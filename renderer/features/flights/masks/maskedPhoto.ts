import type { Recipe } from '../../../../src/core/footage/copies/derived.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import type { Mask } from '../../../../src/core/footage/copies/mask.ts'
import { api } from '../../../api/client.ts'
import { canvasOf, fileOf } from '../viewer/drawn.ts'
import { recipeOf } from '../viewer/recipe.ts'
import { drawMasks } from './drawMasks.ts'

const JPEG_QUALITY = 0.92

/** A copy, and how it was made; or why there is none, in the codes of the dictionary's family `copy`. */
export type Copied = { file: File; recipe: Recipe } | { problem: CopyProblem }
export type CopyProblem = 'not_shown' | 'not_decoded' | 'not_encoded'

/** A photo at its full size with its masks drawn over. Nothing of its metadata goes along. */
export async function maskedPhoto(footage: Footage, masks: readonly Mask[]): Promise<Copied> {
  const image = new Image()
  image.crossOrigin = 'anonymous'
  image.src = api.mediaUrl(footage.id)
  try {
    await image.decode()
  } catch {
    return { problem: 'not_shown' }
  }
  const { naturalWidth: widthPx, naturalHeight: heightPx } = image
  const { canvas, context } = canvasOf(widthPx, heightPx)
  context.drawImage(image, 0, 0)
  drawMasks(context, masks, 0, widthPx, heightPx)
  const isPng = footage.mimeType === 'image/png'
  const type = isPng ? 'image/png' : 'image/jpeg'
  const file = await fileOf(canvas, footage.fileName, type, JPEG_QUALITY)
  const encoding = isPng ? type : `${type}, quality ${JPEG_QUALITY}`
  return { file, recipe: await recipeOf(footage, { encoding, widthPx, heightPx, mediaTimeS: null }) }
}
