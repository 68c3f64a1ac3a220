/** How many pixels a JPEG or PNG has, by its head (ITU T.81, B.2.2; ISO/IEC 15948, 11.2.2); null for any other file. */
export function pictureSize(bytes: Uint8Array): { widthPx: number; heightPx: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sized = (widthPx: number, heightPx: number) =>
    widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47)
    return sized(view.getUint32(16), view.getUint32(20))
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] as number
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return sized(view.getUint16(at + 7), view.getUint16(at + 5))
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return null
}
