/** The demo's footage as if it had been taken today: the same pictures and track, with all that tells of their time moved. */
import fs from 'node:fs'
import path from 'node:path'

const FOLDER = path.resolve(import.meta.dirname, '../../missions/demo/footage')
/** When the demo's track begins. */
const BEGAN_MS = Date.UTC(2026, 4, 20, 2, 15)
/** Seconds from the beginning of 1904, as MP4 counts them, to that of 1970. */
const EPOCH_S = 2_082_844_800
const CHINA_MS = 8 * 3_600_000

const iso = (atMs: number): string => new Date(atMs).toISOString()
const digits = (atMs: number): string => iso(atMs).replaceAll(/\D/g, '').slice(0, 14)
/** As EXIF has it: local, without a zone. */
const exif = (atMs: number): string => iso(atMs).slice(0, 19).replaceAll('-', ':').replace('T', ' ')

/**
 * Writes the demo's track, its photo with a place of its own and its clip into a folder, as of a flight that began at
 * `takeoffMs`; answers their paths, the track first.
 */
export function flownToday(
  folder: string,
  takeoffMs: number,
): { track: string; photo: string; clip: string } {
  const shiftMs = Math.round((takeoffMs - BEGAN_MS) / 1000) * 1000
  const read = (name: string): Buffer => fs.readFileSync(path.join(FOLDER, name))
  const put = (name: string, bytes: Uint8Array): string => {
    const file = path.join(folder, name)
    fs.writeFileSync(file, bytes)
    return file
  }
  const named = (afterS: number, rest: string): string =>
    `DJI_${digits(BEGAN_MS + shiftMs + CHINA_MS + afterS * 1000)}_${rest}`
  return {
    track: put('patrol.gpx', movedBytes(read('patrol.gpx'), shiftMs)),
    photo: put(named(30, '0001_V.JPG'), movedBytes(read('DJI_20260520101530_0001_V.JPG'), shiftMs)),
    clip: put(named(40, '0001_V.MP4'), clipMoved(read('DJI_20260520101540_0001_V.MP4'), shiftMs)),
  }
}

/** A photo of a phone, taken at `takenMs`, without a place; `mark` makes it another original. */
export function phonePhoto(folder: string, name: string, mark: number, takenMs: number): string {
  const file = path.join(folder, name)
  const bytes = fs.readFileSync(path.join(FOLDER, 'DJI_20260520101600_0002_V_nogps.JPG'))
  const shiftMs = Math.round((takenMs - (BEGAN_MS + 60_000)) / 1000) * 1000
  fs.writeFileSync(file, Buffer.concat([movedBytes(bytes, shiftMs), Buffer.from([mark])]))
  return file
}

/** Moves every time that is written out. Bytes stand for themselves in Latin 1, and a moved time is as long as it was. */
function movedBytes(bytes: Buffer, shiftMs: number): Buffer {
  const text = bytes
    .toString('latin1')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g, (at) => iso(Date.parse(`${at}Z`) + shiftMs).slice(0, 19))
    .replaceAll(/\d{4}:\d\d:\d\d \d\d:\d\d:\d\d/g, (at) => {
      const [day = '', time = ''] = at.split(' ')
      return exif(Date.parse(`${day.replaceAll(':', '-')}T${time}Z`) + shiftMs)
    })
  return Buffer.from(text, 'latin1')
}

/** Moves the times in the headers of a film, its tracks and their media (version 0 of each box). */
function clipMoved(bytes: Buffer, shiftMs: number): Buffer {
  const moved = Buffer.from(bytes)
  for (const type of ['mvhd', 'tkhd', 'mdhd'])
    for (let at = moved.indexOf(type); at >= 0; at = moved.indexOf(type, at + 4))
      for (const time of [at + 8, at + 12]) {
        const knownS = moved.readUInt32BE(time)
        if (knownS > EPOCH_S) moved.writeUInt32BE(knownS + shiftMs / 1000, time)
      }
  return moved
}
