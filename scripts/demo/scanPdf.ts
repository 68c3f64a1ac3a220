/** A page of a scan: a JPEG of three channels. */
export type ScannedPage = { readonly widthPx: number; readonly heightPx: number; readonly jpeg: Uint8Array }

/** A4, points. */
const [WIDTH, HEIGHT] = [595.28, 841.89]

/** Pages as a PDF that holds nothing but their pictures (ISO 32000-1), as scanners write them: the same bytes for the same pages. */
export function pdfOfPages(pages: readonly ScannedPage[], title: string): Uint8Array {
  const parts: Buffer[] = []
  const starts: number[] = []
  let length = 0
  const put = (bytes: Uint8Array | string): void => {
    const part = Buffer.from(bytes as string)
    parts.push(part)
    length += part.length
  }
  const object = (head: string, stream: Uint8Array | string | null = null): void => {
    starts.push(length)
    put(`${starts.length} 0 obj\n`)
    if (stream === null) put(head)
    else {
      put(`<< ${head} /Length ${stream.length} >>\nstream\n`)
      put(stream)
      put('\nendstream')
    }
    put('\nendobj\n')
  }
  put('%PDF-1.4\n')
  /** Of each page three objects, after the first three: itself, what is drawn on it, its picture. */
  const first = (i: number): number => 4 + 3 * i
  object('<< /Type /Catalog /Pages 2 0 R >>')
  object(
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${first(i)} 0 R`).join(' ')}] >>`,
  )
  object(`<< /Title (Sample ${title}) /Producer (Sortie demo) >>`)
  for (const [i, { widthPx, heightPx, jpeg }] of pages.entries()) {
    const [own, drawn, picture] = [first(i), first(i) + 1, first(i) + 2]
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents ${drawn} 0 R /Resources << /XObject << /P ${picture} 0 R >> >> >>`,
    )
    if (own !== starts.length) throw new Error('objects are numbered in their order')
    object('', `q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /P Do Q`)
    object(
      `/Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
      jpeg,
    )
  }
  const table = length
  put(`xref\n0 ${starts.length + 1}\n0000000000 65535 f \n`)
  for (const start of starts) put(`${String(start).padStart(10, '0')} 00000 n \n`)
  put(`trailer\n<< /Size ${starts.length + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  return Buffer.concat(parts)
}
