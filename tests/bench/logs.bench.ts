/**
 * Reading flight logs: megabytes a second of a log of 500 MB that comes in pieces of one, as from a disk, one core,
 * after one run to warm up; and what it takes to go over the same bytes once, as the floor. A clip in a transport stream
 * is 8 megabits a second with ten sets of metadata, beside reading it from the disk alone.
 */
import fs from 'node:fs'
import fsp from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { LogReader } from '../../src/core/flight/logs/log.ts'
import { logKind, openLog } from '../../src/core/flight/logs/openLog.ts'
import { klvReader } from '../../src/core/footage/klv/klvClip.ts'
import { aDataflash, aSrt, aTlog, type Fix } from '../builders/logs.ts'
import { flightSets, transportStream } from '../builders/klv.ts'
import type { BenchRow } from './row.ts'
import type { Yardstick } from './yardstick.ts'

const MB = 1_000_000
const PIECE = 1024 * 1024
const START = Date.UTC(2026, 4, 20, 2, 15)

const fixes = (count: number): Fix[] =>
  Array.from({ length: count }, (_, i) => ({
    atMs: START + i * 200,
    lat: 41.77 + (i % 5000) * 1e-6,
    lon: 109.97 - (i % 5000) * 1e-6,
    heightM: i % 60,
  }))

/** Hands a log to a reader again and again in pieces until so many bytes have been read; the first bytes once. */
function feed(
  reader: Pick<LogReader, 'take' | 'finish'>,
  log: Uint8Array,
  headBytes: number,
  totalBytes: number,
): void {
  reader.take(log.subarray(0, headBytes))
  const body = log.subarray(headBytes)
  for (let done = headBytes; done < totalBytes; )
    for (let at = 0; at < body.length && done < totalBytes; at += PIECE) {
      const piece = body.subarray(at, at + PIECE)
      reader.take(piece)
      done += piece.length
    }
  reader.finish()
}

function megabytesPerSecond(log: Uint8Array, headBytes: number, totalBytes: number): number {
  const kind = logKind(log)
  if (!kind) throw new Error('no log')
  feed(openLog(kind), log, headBytes, totalBytes / 20)
  const began = performance.now()
  feed(openLog(kind), log, headBytes, totalBytes)
  return totalBytes / MB / ((performance.now() - began) / 1000)
}

function plainRead(log: Uint8Array, totalBytes: number): number {
  let sum = 0
  const began = performance.now()
  for (let done = 0; done < totalBytes; done += log.length)
    for (let i = 0; i < log.length; i++) sum += log[i] as number
  const seconds = (performance.now() - began) / 1000
  return sum >= 0 ? totalBytes / MB / seconds : 0
}

/** A clip of so many bytes in a file, read by itself and read for its metadata. */
async function clipRows(totalBytes: number): Promise<BenchRow[]> {
  const sets = flightSets(600)
  const stream = transportStream({ sets, picturesPerSet: 3, fps: 30, pictureBytes: 33_000 })
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-'))
  const file = path.join(dir, 'clip.ts')
  try {
    const out = fs.openSync(file, 'w')
    for (let done = 0; done < totalBytes; done += stream.length) fs.writeSync(out, stream)
    fs.closeSync(out)
    const { size } = fs.statSync(file)
    const rate = async (take: (piece: Uint8Array) => void): Promise<number> => {
      const began = performance.now()
      const handle = await fsp.open(file)
      const piece = Buffer.alloc(PIECE)
      for (;;) {
        const { bytesRead } = await handle.read(piece, 0, PIECE, null)
        if (bytesRead === 0) break
        take(piece.subarray(0, bytesRead))
      }
      await handle.close()
      return size / MB / ((performance.now() - began) / 1000)
    }
    const reading = (): Promise<number> => {
      const reader = klvReader()
      return rate((piece) => reader.take(piece))
    }
    await reading()
    const [figure, peerFigure] = [await reading(), await rate(() => undefined)]
    const on = `${Math.round(size / MB)} MB, 10 sets a second`
    return [{ what: 'reading a .ts with KLV', on, figure, unit: 'MB/s', peer: 'the file alone', peerFigure }]
  } finally {
    fs.rmSync(dir, { recursive: true })
  }
}

/** What its figures are held against between machines. */
export const yardstick: Yardstick = 'bytes'

export async function rows(): Promise<BenchRow[]> {
  const logs: [string, Uint8Array, number, number, number][] = [
    ['.tlog', aTlog(fixes(100_000)), 0, 500 * MB, 100],
    ['.bin', aDataflash(fixes(200_000)), 89, 500 * MB, 100],
    // 200 MB in 5 s.
    ['.SRT', aSrt(fixes(50_000)), 0, 200 * MB, 40],
  ]
  const ofLogs = logs.flatMap(([name, log, headBytes, totalBytes, aim]): BenchRow[] => {
    const on = `${totalBytes / MB} MB`
    const figure = megabytesPerSecond(log, headBytes, totalBytes)
    return [
      { what: `reading a ${name}`, on, figure, unit: 'MB/s', peer: 'aim at least', peerFigure: aim },
      {
        what: `reading a ${name}`,
        on,
        figure,
        unit: 'MB/s',
        peer: 'each byte once',
        peerFigure: plainRead(log, totalBytes),
      },
    ]
  })
  return [...ofLogs, ...(await clipRows(500 * MB))]
}
