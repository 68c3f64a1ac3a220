import { crc32, inflateRawSync } from 'node:zlib'
import { readZipEntries, type ZipFound } from '../../core/formats/zipRead.ts'
import { openPlain } from '../../store/openFile.ts'

/** The files of a ZIP of any size, each read by itself from where it lies. */
export type ZipParts = {
  readonly entries: readonly ZipFound[]
  readonly sizeBytes: number
  /** A file unpacked; null where it is damaged, packed in another way, or has more than `most`, bytes. */
  read(entry: ZipFound, most: number): Promise<Uint8Array | null>
  close(): Promise<void>
}

/** Null for what is no ZIP, or is cut. Names never become paths. */
export async function openZip(file: string): Promise<ZipParts | null> {
  const open = await openPlain(file)
  const { size } = await open.stat()
  const part = async (at: number, length: number): Promise<Uint8Array> => {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - at)))
    const { bytesRead } = await open.read(bytes, 0, bytes.length, at)
    return bytes.subarray(0, bytesRead)
  }
  const entries = await readZipEntries(size, part).catch(() => null)
  if (!entries) {
    await open.close()
    return null
  }
  return {
    entries,
    sizeBytes: size,
    async read({ at, packed, method, size: unpacked, sum }, most) {
      if (unpacked > most || packed > most || (method !== 0 && method !== 8)) return null
      const head = await part(at, 30)
      const view = new DataView(head.buffer, head.byteOffset, head.length)
      if (head.length < 30 || view.getUint32(0, true) !== 0x04034b50) return null
      const bytes = await part(at + 30 + view.getUint16(26, true) + view.getUint16(28, true), packed)
      const whole = (content: Uint8Array): Uint8Array | null =>
        content.length === unpacked && crc32(content) === sum ? content : null
      if (method === 0) return whole(bytes)
      try {
        return whole(inflateRawSync(bytes, { maxOutputLength: Math.max(1, unpacked) }))
      } catch {
        return null
      }
    },
    close: () => open.close(),
  }
}
