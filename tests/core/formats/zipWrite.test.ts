import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { filesOfZip } from '../../../src/core/formats/zip.ts'
import { type StoredEntry, storedHead, zipEnd, zipOf } from '../../../src/core/formats/zipWrite.ts'

const AT_MS = Date.UTC(2026, 10, 27, 6, 30)

/** A ZIP of files as they are, as who writes it piece by piece would. */
function stored(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = []
  const entries: StoredEntry[] = []
  let at = 0
  for (const [name, bytes] of Object.entries(files)) {
    const entry = { name, crc: crc32(bytes), size: bytes.length, at }
    const head = storedHead(entry, AT_MS)
    expect(storedHead({ ...entry, crc: 0, size: 0 }, AT_MS).length).toBe(head.length)
    entries.push(entry)
    parts.push(head, bytes)
    at += head.length + bytes.length
  }
  return new Uint8Array(Buffer.concat([...parts, zipEnd(entries, at, AT_MS)]))
}

const someFiles = fc.dictionary(
  fc.stringMatching(/^[a-z影像0-9_]{1,20}\.(jpg|csv)$/),
  fc.uint8Array({ maxLength: 300 }),
  { maxKeys: 8, noNullPrototype: true },
)

describe('a ZIP', () => {
  it('holds what was put in, packed or as it is, for another reader and for ours', () => {
    fc.assert(
      fc.property(someFiles, (files) => {
        for (const zip of [zipOf(files, AT_MS), stored(files)]) {
          expect(unzipSync(zip)).toEqual(files)
          expect(filesOfZip(zip, () => true)).toEqual({ files, notes: [] })
        }
      }),
    )
  })

  it('is the same whenever and wherever it is written of the same', () => {
    const files = { '影像.jpg': new Uint8Array([1, 2, 3]) }
    expect(zipOf(files, AT_MS)).toEqual(zipOf(files, AT_MS))
    expect(stored(files)).toEqual(stored(files))
  })
})
