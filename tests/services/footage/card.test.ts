import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallOutput, InSession } from '../../../src/contract/index.ts'
import type { Flight } from '../../../src/core/flight/flight.ts'
import { callsOver, openServices } from '../../builders/services.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { aPhotoJpeg, SOMEWHERE } from '../../builders/photoJpeg.ts'

const AT = Date.UTC(2026, 4, 20, 2, 15)
let dir = ''
let card = ''
let host: InSession
let count = 0
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-card-'))
  card = path.join(dir, 'card')
  fs.mkdirSync(card)
})
afterEach(async () => {
  await host.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const open = (): void => {
  host = openServices({ home: dir, workspaceDir: path.join(dir, `w${++count}`) })
}
const ok = callsOver(() => host)
const put = (name: string, bytes: Uint8Array | string): string => {
  const file = path.join(card, name)
  fs.writeFileSync(file, bytes)
  return file
}
const local = (seconds: number): string =>
  new Date(AT + 8 * 3_600_000 + seconds * 1000)
    .toISOString()
    .slice(0, 19)
    .replaceAll('-', ':')
    .replace('T', ' ')
/** A minute along a parallel, a point a second. */
const gpx = (name: string, heightM: (i: number) => string, startMs = AT): string =>
  put(
    name,
    `<gpx version="1.1"><trk><trkseg>${Array.from(
      { length: 60 },
      (_, i) =>
        `<trkpt lat="41.77" lon="${(109.97 + i * 1e-5).toFixed(6)}"><ele>${heightM(i)}</ele><time>${new Date(startMs + i * 1000).toISOString()}</time></trkpt>`,
    ).join('')}</trkseg></trk></gpx>`,
  )
const FLIGHT: Flight = {
  id: '019744b0-0000-7000-8000-000000000001',
  missionId: null,
  missionRevision: null,
  siteIds: [],
  takeoffAtMs: AT,
  landedAtMs: AT + 60_000,
  pilot: '',
  aircraft: '',
  logIds: [],
  track: [],
  remarks: '',
}

/** What is good and what is bad on a card; the bad are of every kind. */
function aCard(): { good: string[]; bad: string[] } {
  const nothing: [number, number][] = [
    [0, 0],
    [0, 0],
    [0, 0],
  ]
  return {
    good: [
      gpx('flight.gpx', (i) => String(1600 + i)),
      gpx('wild.gpx', (i) => (i % 2 ? '1e308' : '1600'), AT + 1),
      put('a_plain.jpg', aPhotoJpeg({ original: local(10) })),
      put('z_plain.jpg', aPhotoJpeg({ original: local(20) })),
      put('void.jpg', aPhotoJpeg({ ...SOMEWHERE, gpsStatus: 'V', original: local(30) })),
      put('nan.jpg', aPhotoJpeg({ ...SOMEWHERE, lat: nothing, lon: nothing, original: local(40) })),
    ],
    bad: [put('empty.jpg', ''), path.join(card, 'gone.mp4'), card],
  }
}

type Kept = Record<string, unknown>
const bare = ({
  id: _id,
  importedAtMs: _at,
  ...doc
}: CallOutput<'footage.list'>['rows'][number]['doc']): Kept => doc

async function broughtAs(
  files: readonly string[],
): Promise<{ docs: Kept[]; flight: Kept; answer: CallOutput<'footage.ingest'> }> {
  open()
  await ok('flight.put', { base: null, doc: FLIGHT })
  const answer = await ok('footage.ingest', {
    files: files.map((file) => host.registerFile(file).ref),
    flightId: FLIGHT.id,
  })
  const docs = (await ok('footage.list', { flightId: FLIGHT.id })).rows.map(({ doc }) => bare(doc))
  const { logIds, ...flight } = (await ok('flight.get', { id: FLIGHT.id })).doc
  return {
    docs: docs.sort((a, b) => String(a['fileName']).localeCompare(String(b['fileName']))),
    flight: { ...flight, logs: logIds.length },
    answer,
  }
}

describe('a card with bad files in it', () => {
  it('gives the same documents for the good ones, in any order and with any of the bad', async () => {
    const { good, bad } = aCard()
    const wanted = await broughtAs(good)
    expect(wanted.docs).toHaveLength(good.length)
    // Photos without a place have it from the log, wherever in the list it stands.
    for (const doc of wanted.docs)
      if (String(doc['fileName']).endsWith('.jpg')) expect(doc['placement']).toMatchObject({ by: 'track' })
    await host.close()
    await fc.assert(
      fc.asyncProperty(
        fc
          .subarray(bad)
          .chain((some) => fc.shuffledSubarray([...good, ...some], { minLength: good.length + some.length })),
        async (files) => {
          const { docs, flight, answer } = await broughtAs(files)
          expect(docs).toEqual(wanted.docs)
          expect(flight).toEqual(wanted.flight)
          // The bad are named, each with its reason, and what is good is told in the order in which it was asked for.
          const left = answer.notes.filter(({ code }) => code === 'file_failed' || code === 'empty_file')
          expect(left.map(({ at }) => String(at)).sort()).toEqual(
            files
              .filter((file) => !good.includes(file))
              .map((file) => path.basename(file))
              .sort(),
          )
          expect(answer.footage.map(({ doc }) => doc.fileName)).toEqual(
            files.filter((file) => good.includes(file)).map((file) => path.basename(file)),
          )
          // The whole card is one entry.
          const { entries } = (await ok('workspace.status', {})).journal
          expect(entries).toBe(2)
          await host.close()
        },
      ),
      { numRuns: 10 },
    )
  })

  it('keeps out of it a reference that means nothing, and no more', async () => {
    const { good } = aCard()
    open()
    const refs = good.map((file) => host.registerFile(file).ref)
    const answer = await ok('footage.ingest', { files: ['made-up', ...refs], flightId: null })
    expect(answer.footage).toHaveLength(good.length)
    expect(answer.notes).toContainEqual(
      expect.objectContaining({ code: 'file_failed', at: 'made-up', params: { problem: 'unknown_file' } }),
    )
    // A folder, given for a file over any door, is the same: a word of ours, and nothing in the log.
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const folder = host.registerFile(os.tmpdir(), 'folder.jpg').ref
    expect((await ok('footage.ingest', { files: [folder, ...refs], flightId: null })).notes).toContainEqual(
      expect.objectContaining({
        code: 'file_failed',
        at: 'folder.jpg',
        params: { problem: 'NOT_A_FILE' },
      }),
    )
    // Whatever the reason, it is said: no sentence ends in a colon.
    for (const language of ['en', 'zh'] as const)
      expect(wordsOf(language, 'note', 'file_failed', { problem: 'NOT_A_FILE' })).toMatch(/[^:：\s]$/)
    expect(log.mock.calls).toEqual([])
    log.mockRestore()
    const { matches } = await ok('footage.match', { files: ['made-up', ...refs] })
    expect(matches.map(({ kind }) => kind)).toEqual([null, 'gpx', 'gpx', 'jpeg', 'jpeg', 'jpeg', 'jpeg'])
  })
})

describe('photos that came before their log', () => {
  it('are placed when it comes, as they would have been beside it', async () => {
    const { good } = aCard()
    const wanted = await broughtAs(good)
    await host.close()
    open()
    await ok('flight.put', { base: null, doc: FLIGHT })
    for (const group of [good.slice(2), good.slice(0, 2)])
      await ok('footage.ingest', {
        files: group.map((file) => host.registerFile(file).ref),
        flightId: FLIGHT.id,
      })
    const docs = (await ok('footage.list', { flightId: FLIGHT.id })).rows.map(({ doc }) => bare(doc))
    const byName = (a: Kept, b: Kept): number => String(a['fileName']).localeCompare(String(b['fileName']))
    expect(docs.sort(byName)).toEqual(wanted.docs)
  })
})
