import { describe, expect, it } from 'vitest'
import { openLog } from '../../../src/core/flight/logs/openLog.ts'
import { LONGEST_LINE } from '../../../src/core/units/lines.ts'
import { aSrt, type Fix } from '../../builders/logs.ts'

const START = Date.UTC(2026, 4, 20, 2, 15)
const fixes = (count: number): Fix[] =>
  Array.from({ length: count }, (_, i) => ({
    atMs: START + i * 1000,
    lat: 41.77 + i * 1e-5,
    lon: 109.97,
    heightM: 60,
  }))
const table = (rows: readonly string[]): string =>
  [
    'time(millisecond),datetime(utc),latitude,longitude,height_above_takeoff(meters),isPhoto,isVideo',
    ...rows,
  ].join('\n')
const row = (i: number): string =>
  `${i * 100},2026-05-20 02:15:0${Math.floor(i / 10)},41.77${i},109.97,60,0,0`

function read(kind: 'srt' | 'airdata' | 'gpx' | 'kml', parts: Iterable<string>) {
  const reader = openLog(kind)
  for (const part of parts) reader.take(new TextEncoder().encode(part))
  return reader.finish()
}
/** A text without one end of a line, in pieces, of which no two stand in memory. */
function* endless(piece: string, times: number): Generator<string> {
  for (let i = 0; i < times; i++) yield piece
}
const damaged = { code: 'damaged_lines', severity: 'warning' }

describe('a log with a line that does not end', () => {
  it('(a table whose quote is never closed) keeps the rows before it', () => {
    const log = read('airdata', [
      `${table([row(1), row(2), row(3)])}\n"`,
      ...endless('41.77,109.97,'.repeat(5000), 100),
    ])
    expect(log.count).toBe(3)
    expect(log.notes).toContainEqual(expect.objectContaining({ ...damaged, params: { count: 1, line: 5 } }))
  })

  it('(a table) keeps the rows behind it', () => {
    const log = read('airdata', [table([row(1), `"${'x'.repeat(LONGEST_LINE)}`, row(2), row(3)])])
    expect(log.count).toBe(3)
    expect(log.notes).toContainEqual(expect.objectContaining({ ...damaged, params: { count: 1, line: 3 } }))
  })

  it('(subtitles) keeps the cues before and behind it', () => {
    const before = Buffer.from(aSrt(fixes(5)))
      .toString()
      .trimEnd()
    const cues = before.split(/\n(?=\d+\n)/)
    const long = [...cues.slice(0, 3), 'x'.repeat(LONGEST_LINE + 1), ...cues.slice(3)].join('\n')
    expect(read('srt', [long]).count).toBe(read('srt', [before]).count)
    expect(read('srt', [long]).notes).toContainEqual(expect.objectContaining(damaged))
    const log = read('srt', [
      `${before}\n\n`,
      ...endless('[latitude: 41.77] [longitude: 109.97] '.repeat(2000), 100),
    ])
    expect(log.count).toBe(5)
    expect(log.notes).toContainEqual(expect.objectContaining(damaged))
  })

  it('(a cue of which there is no end) keeps its first words', () => {
    const srt = Buffer.from(aSrt(fixes(2)))
      .toString()
      .trimEnd()
    const log = read('srt', [`${srt}\n`, ...endless(`${'y'.repeat(1000)}\n`, 500)])
    expect(log.count).toBe(2)
    expect(log.notes).toContainEqual(expect.objectContaining(damaged))
  })
})

describe('markup that never ends', () => {
  const point = '<trkpt lat="41.77" lon="109.97"><time>2026-05-20T02:15:00Z</time></trkpt>'
  it.each([
    ['comments', endless('<!--'.repeat(16_000), 40)],
    ['tags within a point', ['<trkpt lat="41.77" lon="109.97">', ...endless('<ele '.repeat(13_000), 40)]],
    ['a point', ['<trkpt lat="41.77" lon="109.97"><time>', ...endless('0'.repeat(65_000), 40)]],
  ])('(%s) keeps what stood before it', (_, parts) => {
    expect(read('gpx', [`<gpx><trk><trkseg>${point}`, ...parts]).count).toBe(1)
  })
})
