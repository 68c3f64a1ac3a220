import squareCode from 'qrcode-generator'

/** A text as a QR code: `path` (SVG) fills the dark modules, each one unit wide, of a square of `size` units. */
export function squarePath(text: string): { readonly size: number; readonly path: string } {
  const code = squareCode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  let path = ''
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`
  return { size, path }
}
