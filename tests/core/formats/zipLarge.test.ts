import { describe, expect, it } from 'vitest'
import { readZipEntries } from '../../../src/core/formats/zipRead.ts'
import { isLargeSize, type StoredEntry, storedHead, zipEnd } from '../../../src/core/formats/zipWrite.ts'

const AT_MS = Date.UTC(2026, 10, 27, 6, 30)

/** A ZIP of which only the end is there: what stands before it is never asked for. */
async function endOf(sizes: readonly number[]) {
  const entries: StoredEntry[] = []
  let at = 0
  for (const [i, size] of sizes.entries()) {
    const entry = { name: `bag/影像${i}.mp4`, crc: i, size, at, isLarge: isLargeSize(size) }
    entries.push(entry)
    at += storedHead(entry, AT_MS).length + size
  }
  const end = zipEnd(entries, at, AT_MS)
  const read = await readZipEntries(at + end.length, (from, length) => {
    const start = Math.max(0, from - at)
    const before = Math.max(0, at - from)
    return Promise.resolve(
      new Uint8Array([
        ...new Uint8Array(Math.min(before, length)),
        ...end.subarray(start, start + Math.max(0, length - before)),
      ]),
    )
  })
  return { entries, read }
}

describe('a ZIP of any size', () => {
  const GIB = 2 ** 30
  it.each([
    ['small files', [10, 20, 0]],
    ['a file of 50 GB between small ones', [10, 50e9, 20]],
    ['files that are small, and together more than 4 GiB', [2 * GIB, 2 * GIB, 2 * GIB]],
    ['a file just below and one just above the border', [0xffff_fffe, 0xffff_ffff, 0x1_0000_0000]],
    ['more files than 65,535', Array.from({ length: 70_000 }, () => 1)],
  ])('%s: each is found with its size and place', async (_what, sizes) => {
    const { entries, read } = await endOf(sizes)
    expect(read).toHaveLength(sizes.length)
    expect(read?.map(({ name, size, packed, at }) => [name, size, packed, at])).toEqual(
      entries.map(({ name, size, at }) => [name, size, size, at]),
    )
  })

  it('is refused where it is cut', async () => {
    expect(await readZipEntries(5, () => Promise.resolve(new Uint8Array(5)))).toBeNull()
    expect(await readZipEntries(0, () => Promise.resolve(new Uint8Array(0)))).toBeNull()
  })
})
