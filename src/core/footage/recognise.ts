import { logKind } from '../flight/logs/openLog.ts'
import { STRIDES, strideAt, TRANSPORT_STREAM } from './klv/packets.ts'

/** What a file is by its first bytes, never by its name. */
export type Recognised = { kind: 'photo' | 'clip' | 'log' | 'document'; mimeType: string; extension: string }

/** Media types of flight logs: registered ones where there are any. */
const LOGS: Readonly<Record<NonNullable<ReturnType<typeof logKind>>, Omit<Recognised, 'kind'>>> = {
  tlog: { mimeType: 'application/x-mavlink-tlog', extension: 'tlog' },
  bin: { mimeType: 'application/x-ardupilot-dataflash', extension: 'bin' },
  ulg: { mimeType: 'application/x-px4-ulog', extension: 'ulg' },
  srt: { mimeType: 'application/x-subrip', extension: 'srt' },
  airdata: { mimeType: 'text/csv', extension: 'csv' },
  litchi: { mimeType: 'text/csv', extension: 'csv' },
  gpx: { mimeType: 'application/gpx+xml', extension: 'gpx' },
  kml: { mimeType: 'application/vnd.google-earth.kml+xml', extension: 'kml' },
}

/** Major brands of pictures in ISO 23008-12 files. */
const HEIF_BRANDS: readonly string[] = ['heic', 'heix', 'heim', 'heis', 'mif1']

/** Pictures whose metadata are read. */
export const HAS_EXIF: readonly string[] = ['image/jpeg', 'image/heic', 'image/x-adobe-dng']

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

/** DJI's flight record (`.txt`), of which the head is read. */
export const DJI_RECORD = 'application/x-dji-flight-record'
/** Versions that there are, and how much of the head behind it is empty. */
const NEWEST_VERSION = 30
const HEAD_END = 100

/**
 * DJI's record has no magic number: it begins with where its details stand (64 bits, below four gigabytes), their
 * length, and a version; from version 6 on the head is 100 bytes, most of them empty.
 */
function isDjiRecord(head: Uint8Array): boolean {
  const version = head[10] ?? 0
  if (head.length < HEAD_END + 1 || version < 6 || version > NEWEST_VERSION) return false
  const high = [4, 5, 6, 7].every((at) => head[at] === 0)
  const used = head.subarray(11, HEAD_END).filter((byte) => byte !== 0).length
  return high && used <= 16
}

/** Tags of GeoTIFF (OGC 19-008, 7.1): the size of a pixel on the ground, a place it is tied to, the directory of keys. */
const GEO_TAGS: readonly number[] = [33_550, 33_922, 34_735]

/** Whether a TIFF's first directory lays it on the ground, as an elevation model's or an orthophoto's does: no camera took that. */
function isOnTheGround(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const isLittle = head[0] === 0x49
  if (head.length < 8) return false
  const at = view.getUint32(4, isLittle)
  if (at + 2 > head.length) return false
  const count = view.getUint16(at, isLittle)
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + 12 * i
    if (entry + 12 > head.length) return false
    if (GEO_TAGS.includes(view.getUint16(entry, isLittle))) return true
  }
  return false
}

/**
 * A transport stream is packets in a row; the first may be cut where a recording began in the middle. At its very
 * beginning three are enough, since a small file may hold no more.
 */
function isTransportStream(head: Uint8Array): boolean {
  if (strideAt(head, 0, 3) !== null || strideAt(head, 4, 3) === STRIDES[1]) return true
  for (let at = 1; at < STRIDES[1]; at++) if (strideAt(head, at, 8) !== null) return true
  return false
}

/** Recognises a file by its first bytes (at least 512 of them where it has as many). */
export function recognise(head: Uint8Array): Recognised {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff)
    return { kind: 'photo', mimeType: 'image/jpeg', extension: 'jpg' }
  if (ascii(head, 1, 4) === 'PNG') return { kind: 'photo', mimeType: 'image/png', extension: 'png' }
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP')
    return { kind: 'photo', mimeType: 'image/webp', extension: 'webp' }
  // TIFF of either byte order: what drones write so is DNG, the sensor's raw picture.
  if (ascii(head, 0, 4) === 'II*\0' || ascii(head, 0, 4) === 'MM\0*')
    return isOnTheGround(head)
      ? { kind: 'document', mimeType: 'image/tiff', extension: 'tif' }
      : { kind: 'photo', mimeType: 'image/x-adobe-dng', extension: 'dng' }
  if (ascii(head, 4, 8) === 'ftyp') {
    const brand = ascii(head, 8, 12)
    if (HEIF_BRANDS.includes(brand)) return { kind: 'photo', mimeType: 'image/heic', extension: 'heic' }
    return brand.startsWith('qt')
      ? { kind: 'clip', mimeType: 'video/quicktime', extension: 'mov' }
      : { kind: 'clip', mimeType: 'video/mp4', extension: 'mp4' }
  }
  // EBML (RFC 8794) whose type of document says WebM.
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3)
    return ascii(head, 0, 64).includes('webm')
      ? { kind: 'clip', mimeType: 'video/webm', extension: 'webm' }
      : { kind: 'document', mimeType: 'application/octet-stream', extension: 'bin' }
  if (ascii(head, 0, 5) === '%PDF-')
    return { kind: 'document', mimeType: 'application/pdf', extension: 'pdf' }
  if (isTransportStream(head)) return { kind: 'clip', mimeType: TRANSPORT_STREAM, extension: 'ts' }
  const log = logKind(head)
  if (log) return { kind: 'log', ...LOGS[log] }
  if (isDjiRecord(head)) return { kind: 'log', mimeType: DJI_RECORD, extension: 'txt' }
  return { kind: 'document', mimeType: 'application/octet-stream', extension: 'bin' }
}
