import fs from 'node:fs'
import path from 'node:path'
import { aTlog } from '../../builders/logs.ts'
import { aPhotoFile } from '../../builders/photoFile.ts'
import type { Chance } from '../chance.ts'

const START_MS = Date.UTC(2026, 4, 20, 2, 15)
const CLIP_BYTES = 150_000

/** A small card: a log, photos and clips of one flight, that no other seed makes. */
export function fillCard(card: string, chance: Chance): void {
  fs.mkdirSync(card)
  const put = (name: string, bytes: Uint8Array) => fs.writeFileSync(path.join(card, name), bytes)
  const fixes = Array.from({ length: 100 }, (_, i) => ({
    atMs: START_MS + i * 1000,
    lat: 41.77 + i * 1e-5,
    lon: 109.97,
    heightM: 60,
  }))
  put('flight.tlog', aTlog(fixes, chance.whole(0, 9000)))
  for (let i = 0; i < 3; i++)
    put(`p${i}.JPG`, aPhotoFile(START_MS - 8 * 3_600_000 + i * 20_000, chance.whole(i * 80, i * 80 + 79)))
  for (let i = 0; i < 2; i++) {
    const clip = Buffer.alloc(CLIP_BYTES, chance.whole(0, 255))
    clip.write('\u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0000\u0000isommp42', 'latin1')
    clip.writeUInt32BE(chance.whole(0, 0xffffffff), 24)
    put(`c${i}.MP4`, clip)
  }
}
