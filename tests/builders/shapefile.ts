type Position = readonly [number, number]
export type Shape = { type: 1 | 3 | 5 | 8 | 15; parts: readonly (readonly Position[])[] }

/** A `.shp` file of shapes (ESRI Shapefile Technical Description, 1998), built without the reader. */
export function aShp(shapes: readonly Shape[]): Uint8Array {
  const records = shapes.map(({ type, parts }, i) => {
    const points = parts.flat()
    const isPoint = type === 1
    const bytes = isPoint
      ? 20
      : type === 8
        ? 40 + 16 * points.length
        : 44 + 4 * parts.length + 16 * points.length
    const z = type === 15 ? 16 + 8 * points.length : 0
    const view = new DataView(new ArrayBuffer(8 + bytes + z))
    view.setInt32(0, i + 1)
    view.setInt32(4, (bytes + z) / 2)
    view.setInt32(8, type, true)
    let at = 12
    if (!isPoint) {
      at = 44
      if (type !== 8) {
        view.setInt32(44, parts.length, true)
        at = 48
      }
      view.setInt32(at, points.length, true)
      at += 4
      let first = 0
      if (type !== 8)
        for (const part of parts) {
          view.setInt32(at, first, true)
          first += part.length
          at += 4
        }
    }
    for (const [x, y] of points) {
      view.setFloat64(at, x, true)
      view.setFloat64(at + 8, y, true)
      at += 16
    }
    return new Uint8Array(view.buffer)
  })
  const header = new DataView(new ArrayBuffer(100))
  const length = records.reduce((sum, { length: bytes }) => sum + bytes, 100)
  header.setInt32(0, 9994)
  header.setInt32(24, length / 2)
  header.setInt32(28, 1000, true)
  header.setInt32(32, shapes[0]?.type ?? 0, true)
  return joined([new Uint8Array(header.buffer), ...records])
}

/** A dBASE table of one numeric and one text field, its names given as bytes of any encoding. */
export function aDbf(names: readonly Uint8Array[], field = 'NAME'): Uint8Array {
  const width = 40
  const header = new DataView(new ArrayBuffer(32 + 2 * 32 + 1))
  header.setUint8(0, 3)
  header.setUint32(4, names.length, true)
  header.setUint16(8, header.byteLength, true)
  header.setUint16(10, 1 + 8 + width, true)
  const describe = (at: number, name: string, type: string, bytes: number): void => {
    for (let i = 0; i < name.length; i++) header.setUint8(at + i, name.charCodeAt(i))
    header.setUint8(at + 11, type.charCodeAt(0))
    header.setUint8(at + 16, bytes)
  }
  describe(32, 'ID', 'N', 8)
  describe(64, field, 'C', width)
  header.setUint8(96, 0x0d)
  const rows = names.map((name, i) => {
    const row = new Uint8Array(1 + 8 + width).fill(0x20)
    row.set(new TextEncoder().encode(String(i).padStart(8)), 1)
    row.set(name.subarray(0, width), 9)
    return row
  })
  return joined([new Uint8Array(header.buffer), ...rows])
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
