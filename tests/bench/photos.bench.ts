/** What 10,000 photos of a card say of themselves: each a file of its own, read and understood one after the other. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readLogFile } from '../../src/services/log.ts'
import type { BenchRow } from './row.ts'

const PHOTOS = 10_000
/** Files that differ; the rest are the same again: a disk's cache is warm for all of them either way. */
const FILES = 500
/** A photo of a drone has some megabytes: of these the first 256 kB are read. */
const PHOTO_BYTES = 1_000_000
const LIMIT_S = 20

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-photos-'))
  try {
    const sample = fs.readFileSync('missions/demo/footage/DJI_20260520101530_0001_V.JPG')
    const files = Array.from({ length: FILES }, (_, i) => {
      const file = path.join(dir, `${i}.JPG`)
      fs.writeFileSync(file, Buffer.concat([sample, Buffer.alloc(PHOTO_BYTES - sample.length, i)]))
      return file
    })
    const began = performance.now()
    let placed = 0
    for (let i = 0; i < PHOTOS; i++) {
      const read = await readLogFile(files[i % FILES] ?? '')
      if (read.ok && read.value.answer.position !== null) placed += 1
    }
    const figure = (performance.now() - began) / 1000
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
