import squareCode from 'qrcode-generator'

/** A text as a QR code: a square of `size` modules, of which some are dark. */
export function squareOf(text: string): {
  readonly size: number
  readonly isDark: (row: number, column: number) => boolean
} {
  const code = squareCode(0, 'M')
  code.addData(text)
  code.make()
  return { size: code.getModuleCount(), isDark: (row, column) => code.isDark(row, column) }
}

/** The same as a drawing: `path` (SVG) fills the dark modules, each one unit wide, of a square of `size` units. */
export function squarePath(text: string): { readonly size: number; readonly path: string } {
  const { size, isDark } = squareOf(text)
  let path = ''
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) if (isDark(row, column)) path += `M${column} ${row}h1v1h-1z`
  return { size, path }
}
