import { LONGEST_LINE } from '../units/lines.ts'
import { decodeText } from './text.ts'
import { namesInZip } from './zip.ts'

/** What a file is told by: looked at once, and no farther than is asked. */
export type Sniffed = {
  readonly bytes: Uint8Array
  /** The name that a person knows it by; it only helps the words. */
  readonly fileName: string
  readonly isZip: boolean
  /** The first character that is no white space, past a byte order mark and UTF-16's zeros; empty of what has none. */
  readonly first: string
  /** The outermost element of a KML or GPX, as far as its first letters say, in any encoding. */
  readonly root: 'kml' | 'gpx' | null
  /** The names in a zip; none of what is no zip. */
  readonly names: () => readonly string[]
  /** The whole as text; empty where it is none. */
  readonly text: () => string
  /** The beginning of that: as much as a line may have. */
  readonly head: () => string
}

const HEAD_BYTES = 4096

export function sniff(bytes: Uint8Array, fileName: string): Sniffed {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const text = once(() => decodeText(bytes).text ?? '')
  return {
    bytes,
    fileName,
    isZip,
    first: firstCharacter(bytes),
    root: rootOf(bytes),
    names: once(() => (isZip ? namesInZip(bytes) : [])),
    text,
    head: () => text().slice(0, LONGEST_LINE),
  }
}

function once<T>(look: () => T): () => T {
  let found: { readonly it: T } | null = null
  return () => {
    found ??= { it: look() }
    return found.it
  }
}

function rootOf(bytes: Uint8Array): Sniffed['root'] {
  const letters = String.fromCharCode(
    ...bytes.subarray(0, HEAD_BYTES).filter((byte) => byte >= 0x20 && byte < 0x7f),
  )
  const name = /<\s*(?:\w+:)?(kml|gpx)\b/i.exec(letters)?.[1]?.toLowerCase()
  return name === 'kml' || name === 'gpx' ? name : null
}

function firstCharacter(bytes: Uint8Array): string {
  for (const byte of bytes.subarray(0, HEAD_BYTES))
    if (byte > 0x20 && byte < 0x7f) return String.fromCharCode(byte)
  return ''
}
