/** Boxes of an MP4 or QuickTime file (ISO/IEC 14496-12, 4.2): a size, a type of four letters, a body. */
export type Box = { readonly type: string; readonly body: Uint8Array }

/** The head of a box: how long it is itself, and how long the whole box is; 0 means to the end of what it stands in. */
export function boxHeader(head: Uint8Array): { type: string; headerBytes: number; size: number } | null {
  if (head.length < 8) return null
  const view = viewOn(head)
  const type = String.fromCharCode(...head.subarray(4, 8))
  const size = view.getUint32(0)
  if (size !== 1) return { type, headerBytes: 8, size }
  return head.length >= 16 ? { type, headerBytes: 16, size: Number(view.getBigUint64(8)) } : null
}

/** The boxes in some bytes, up to the first that does not fit. */
export function* boxesOf(bytes: Uint8Array): Generator<Box> {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const header = boxHeader(bytes.subarray(at, at + 16))
    const size = header && (header.size || bytes.length - at)
    if (!header || !size || size < header.headerBytes || size > bytes.length - at) return
    yield { type: header.type, body: bytes.subarray(at + header.headerBytes, at + size) }
    at += size
  }
}

/** The first box at a path of types that has them all. */
export function boxAt(bytes: Uint8Array, path: readonly string[]): Uint8Array | null {
  const [type, ...rest] = path
  for (const box of boxesOf(bytes)) {
    if (box.type !== type) continue
    const found = rest.length === 0 ? box.body : boxAt(box.body, rest)
    if (found) return found
  }
  return null
}

export const viewOn = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Version and flags at the beginning of a full box; null of one that is shorter than it must be. */
export function fullBox(
  body: Uint8Array | null,
  bytes: number,
): { view: DataView; version: number; flags: number } | null {
  if (!body || body.length < Math.max(4, bytes)) return null
  const view = viewOn(body)
  return { view, version: view.getUint8(0), flags: view.getUint32(0) & 0xffffff }
}
