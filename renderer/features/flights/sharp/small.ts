const QUALITY = 0.8

/** A decoded picture drawn small, so many pixels wide at most; null where there is nothing to draw on. */
export function drawnSmall(bitmap: ImageBitmap, widthPx: number): OffscreenCanvas | null {
  const scale = Math.min(1, widthPx / bitmap.width)
  const side = (px: number): number => Math.max(1, Math.round(px * scale))
  const canvas = new OffscreenCanvas(side(bitmap.width), side(bitmap.height))
  const context = canvas.getContext('2d')
  if (!context) return null
  context.imageSmoothingQuality = 'medium'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** What was drawn, as a JPEG; null where it cannot be written. */
export async function smallFile(drawn: OffscreenCanvas | null): Promise<Blob | null> {
  try {
    return (await drawn?.convertToBlob({ type: 'image/jpeg', quality: QUALITY })) ?? null
  } catch {
    return null
  }
}
