/** What 10,000 photos of a card say of themselves: each a file of its own, read and understood in the threads of the services. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openThreads } from '../../src/services/reading/threads/threads.ts'
import type { BenchRow } from './row.ts'
import type { Yardstick } from './yardstick.ts'

const PHOTOS = 10_000
/** Files that differ; the rest are the same again: a disk's cache is warm for all of them either way. */
const FILES = 500
/** A photo of a drone has some megabytes: of these the first 256 kB are read. */
const PHOTO_BYTES = 1_000_000
const LIMIT_S = 20

/** What its figures are held against between machines. */
export const yardstick: Yardstick = 'bytes'

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-photos-'))
  try {
    const sample = fs.readFileSync('missions/demo/footage/DJI_20260520101530_0001_V.JPG')
    const files = Array.from({ length: FILES }, (_, i) => {
      const file = path.join(dir, `${i}.JPG`)
      fs.writeFileSync(file, Buffer.concat([sample, Buffer.alloc(PHOTO_BYTES - sample.length, i)]))
      return file
    })
    const threads = openThreads()
    const began = performance.now()
    const reads = await Promise.all(
      Array.from({ length: PHOTOS }, (_, i) => threads.run('identify', { file: files[i % FILES] ?? '' })),
    )
    const figure = (performance.now() - began) / 1000
    await threads.close()
    const placed = reads.filter((read) => read.ok && read.value.answer.position !== null).length
    if (placed !== PHOTOS) throw new Error(`${placed} of ${PHOTOS} photos said where they were`)
    return [
      {
        what: "photos' metadata",
        on: `${PHOTOS.toLocaleString('en')} photos`,
        figure,
        unit: 's',
        peer: 'limit',
        peerFigure: LIMIT_S,
      },
    ]
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}
