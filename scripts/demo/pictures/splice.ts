/** Segments that say something of a JPEG (ITU T.81, B.1.1.3): APP0 to APP15, and comments. */
const says = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe

/** The file's own segments that say something, with another file's picture. */
export function withPicture(file: Uint8Array, picture: Uint8Array): Uint8Array {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...segmentsOf(file)
      .filter(({ marker }) => says(marker))
      .map(({ bytes }) => bytes),
    ...segmentsOf(picture)
      .filter(({ marker }) => !says(marker))
      .map(({ bytes }) => bytes),
  ])
}

/** What lies behind the start of an image, each with its marker; the scan is one, up to the end. */
export function segmentsOf(file: Uint8Array): { marker: number; bytes: Uint8Array }[] {
  const segments: { marker: number; bytes: Uint8Array }[] = []
  for (let at = 2; at + 4 <= file.length; ) {
    const marker = file[at + 1] ?? 0
    const end = marker === 0xda ? file.length : at + 2 + ((file[at + 2] ?? 0) << 8) + (file[at + 3] ?? 0)
    segments.push({ marker, bytes: file.subarray(at, end) })
    at = end
  }
  return segments
}

/** Boxes of a film (ISO/IEC 14496-12) that its own say nothing of: they follow from how its pictures are coded. */
const CODED = new Set(['edts', 'stbl'])
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf'])

/** The file's own boxes, with the coded pictures of another film of one track. */
export function withFilm(
  file: Buffer,
  film: Buffer,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): Buffer {
  const made = new Map<string, Buffer>()
  const look = (bytes: Buffer): void => {
    for (const { type, body, whole } of boxesOf(bytes)) {
      if (CODED.has(type) || type === 'mdat') made.set(type, Buffer.from(whole))
      if (CONTAINERS.has(type)) look(body)
    }
  }
  look(film)
  const renewed = (bytes: Buffer): Buffer =>
    Buffer.concat(
      boxesOf(bytes).map(({ type, body, whole }) => {
        if (CODED.has(type) || type === 'mdat') return made.get(type) ?? Buffer.alloc(0)
        if (CONTAINERS.has(type)) return boxOf(type, renewed(body))
        if (type !== 'tkhd') return whole
        const sized = Buffer.from(whole)
        sized.writeUInt32BE(widthPx * 65_536, sized.length - 8)
        sized.writeUInt32BE(heightPx * 65_536, sized.length - 4)
        return sized
      }),
    )
  const whole = renewed(file)
  moveChunks(whole, whole.indexOf('mdat') - film.indexOf('mdat'))
  return whole
}

/** Chunks are told by where they lie in their file: the table of one that lies elsewhere is moved with it. */
function moveChunks(bytes: Buffer, by: number): void {
  const table = bytes.indexOf('stco')
  for (let i = 0; i < bytes.readUInt32BE(table + 8); i++) {
    const at = table + 12 + 4 * i
    bytes.writeUInt32BE(bytes.readUInt32BE(at) + by, at)
  }
}

/** The boxes of a container, each whole and without its head. */
export function boxesOf(bytes: Buffer): { type: string; body: Buffer; whole: Buffer }[] {
  const boxes: { type: string; body: Buffer; whole: Buffer }[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const whole = bytes.subarray(at, at + bytes.readUInt32BE(at))
    boxes.push({ type: whole.toString('latin1', 4, 8), body: whole.subarray(8), whole })
    at += whole.length
  }
  return boxes
}

function boxOf(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
