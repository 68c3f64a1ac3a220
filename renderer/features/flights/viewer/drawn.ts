/** A canvas of a size to draw a picture of the same size on. */
export function canvasOf(
  widthPx: number,
  heightPx: number,
): {
  canvas: HTMLCanvasElement
  context: CanvasRenderingContext2D
} {
  const canvas = document.createElement('canvas')
  canvas.width = widthPx
  canvas.height = heightPx
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to draw on')
  return { canvas, context }
}

/** What a canvas holds, as a file. @throws where the picture is too large for the encoder. */
export const fileOf = (
  canvas: HTMLCanvasElement,
  fileName: string,
  type: string,
  quality?: number,
): Promise<File> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob ? resolve(new File([blob], fileName, { type })) : reject(new Error('too large to draw')),
      type,
      quality,
    )
  })
