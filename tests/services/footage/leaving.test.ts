import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput, CallOutput, InSession } from '../../../src/contract/index.ts'
import type { Flight } from '../../../src/core/flight/flight.ts'
import { callsOver, openServices } from '../../builders/services.ts'
import { aTlog } from '../../builders/logs.ts'
import { aPhotoJpeg } from '../../builders/photoJpeg.ts'
import { aPng } from '../../builders/png.ts'

let dir = ''
let workspace = ''
let host: InSession
const opened: string[] = []
const start = (openOutside: boolean): void => {
  host = openServices({
    home: dir,
    workspaceDir: workspace,
    ...(openOutside
      ? {
          openOutside: async (file: string) => {
            opened.push(file)
            return ''
          },
        }
      : {}),
  })
}
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-leaving-'))
  workspace = path.join(dir, 'w')
  opened.length = 0
  start(false)
})
afterEach(async () => {
  await host.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const ok = callsOver(() => host)
const file = (name: string, bytes: Uint8Array): string => {
  const at = path.join(dir, name)
  fs.writeFileSync(at, bytes)
  return host.registerFile(at).ref
}
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const entries = async (): Promise<number> => (await ok('workspace.status', {})).journal.entries
const vaultPath = (sha256: string): string => path.join(workspace, 'vault', sha256.slice(0, 2), sha256)
/** Somebody writes over a file of the workspace, of as many bytes. */
function exchange(at: string, bytes?: Uint8Array): void {
  fs.chmodSync(at, 0o644)
  const before = fs.readFileSync(at)
  fs.writeFileSync(at, bytes ?? before.map((byte) => byte ^ 1))
}
const download = (id: string): Buffer => fs.readFileSync(host.download(id)?.path ?? '')

type Row = CallOutput<'footage.list'>['rows'][number]
async function photo(name = 'a.jpg', mark = 'one'): Promise<Row> {
  const bytes = aPhotoJpeg({ original: '2026:05:20 10:16:00', mark })
  const { footage } = await ok('footage.ingest', { files: [file(name, bytes)], flightId: null })
  return footage[0] as Row
}
const recipe = {
  program: 'Sortie',
  decoder: 'test',
  codec: 'jpeg',
  encoding: 'image/png',
  widthPx: 16,
  heightPx: 9,
  mediaTimeS: null,
}
const COPY = aPng(16, 9)
async function masked(row: Row): Promise<Row> {
  const {
    arrival: _,
    entry: __,
    ...now
  } = await ok('footage.setMasks', {
    id: row.doc.id,
    base: row.version,
    masks: [
      {
        id: 'm',
        reason: 'person',
        fromS: null,
        toS: null,
        keys: [
          {
            momentS: 0,
            ring: [
              [0, 0],
              [1, 0],
              [1, 1],
            ],
          },
        ],
      },
    ],
  })
  return now
}
const asked = (rows: readonly Row[], copy: string | null = null): CallInput<'footage.export'> => ({
  items: rows.map(({ doc, version }) => ({
    id: doc.id,
    base: version,
    copy: copy === null ? null : { file: copy, recipe },
  })),
  unmasked: null,
  language: 'en',
})
const now = async (id: string): Promise<Row> =>
  (await ok('footage.list', { flightId: null })).rows.find(({ doc }) => doc.id === id) as Row

describe('what leaves', () => {
  it('is what was recorded, byte for byte, and the list says its hash', async () => {
    const row = await photo()
    const { files } = await ok('footage.export', asked([row]))
    const [picture, list] = files.map(({ downloadId }) => download(downloadId))
    expect(hashOf(picture ?? Buffer.alloc(0))).toBe(row.doc.sha256)
    expect(String(list)).toContain(row.doc.sha256)
  })

  it('is no copy that was exchanged for the original without its masks', async () => {
    const row = await masked(await photo())
    const { files } = await ok('footage.export', asked([row], file('copy.png', COPY)))
    expect(download(files[0]?.downloadId ?? '')).toEqual(Buffer.from(COPY))
    const kept = path.join(workspace, 'derived', 'copies', hashOf(COPY).slice(0, 2), hashOf(COPY))
    exchange(kept, fs.readFileSync(vaultPath(row.doc.sha256)))
    const before = await entries()
    const again = await now(row.doc.id)
    expect(await host.call('footage.export', asked([again]))).toMatchObject({
      ok: false,
      code: 'changed_file',
      params: { file: 'a_masked.png' },
    })
    expect(await entries()).toBe(before)
    expect(await ok('workspace.verify', {})).toMatchObject({
      ok: false,
      derived: { changed: [`copies/${hashOf(COPY).slice(0, 2)}/${hashOf(COPY)}`] },
    })
    // Drawn again it takes the place of what was put there.
    const drawn = await ok('footage.export', asked([await now(row.doc.id)], file('copy.png', COPY)))
    expect(download(drawn.files[0]?.downloadId ?? '')).toEqual(Buffer.from(COPY))
    expect(await ok('workspace.verify', {})).toMatchObject({ ok: true, derived: { checked: 1 } })
  })

  it('is no original of another picture, given for a copy', async () => {
    const [row, other] = [await masked(await photo()), await photo('b.jpg', 'two')]
    const given = file('copy.jpg', fs.readFileSync(vaultPath(other.doc.sha256)))
    expect(await host.call('footage.export', asked([row], given))).toMatchObject({
      ok: false,
      code: 'unreadable_file',
    })
  })

  it.each([1, 2])('is no original that was changed, of %i', async (count) => {
    const rows = [await photo('a.jpg', 'one'), await photo('b.jpg', 'two')].slice(0, count)
    exchange(vaultPath(rows.at(-1)?.doc.sha256 ?? ''))
    const before = await entries()
    expect(await host.call('footage.export', asked(rows))).toMatchObject({
      ok: false,
      code: 'changed_file',
      params: { file: count === 1 ? 'a.jpg' : 'b.jpg' },
    })
    // Nothing is said to have left, and nothing is left to be fetched.
    expect(await entries()).toBe(before)
  })

  it('is neither opened nor fetched when it was changed', async () => {
    const row = await photo()
    const whole = await ok('footage.openOutside', { id: row.doc.id })
    expect(hashOf(download(whole.downloadId ?? ''))).toBe(row.doc.sha256)
    exchange(vaultPath(row.doc.sha256))
    const changed = { ok: false, code: 'changed_file', params: { file: 'a.jpg' } }
    expect(await host.call('footage.openOutside', { id: row.doc.id })).toMatchObject(changed)
    await host.close()
    start(true)
    expect(await host.call('footage.openOutside', { id: row.doc.id })).toMatchObject(changed)
    expect(opened).toEqual([])
  })

  it.each(['link', 'folder'])('is no %s that stands in the place of an original', async (what) => {
    const [row, other] = [await photo(), await photo('b.jpg', 'two')]
    const at = vaultPath(row.doc.sha256)
    const elsewhere = path.join(dir, 'elsewhere')
    fs.renameSync(at, elsewhere)
    if (what === 'link') fs.symlinkSync(elsewhere, at)
    else fs.mkdirSync(at)
    const changed = { ok: false, code: 'changed_file', params: { file: 'a.jpg' } }
    for (const rows of [[row], [row, other]])
      expect(
        await host.call('footage.export', {
          items: rows.map(({ doc, version }) => ({ id: doc.id, base: version, copy: null })),
          unmasked: null,
        }),
      ).toMatchObject(changed)
    expect(await host.call('footage.openOutside', { id: row.doc.id })).toMatchObject(changed)
    expect(await host.media(row.doc.id)).toBe(null)
  })

  it('is shown as long as it is now', async () => {
    const row = await photo()
    exchange(vaultPath(row.doc.sha256), Buffer.alloc(123_456))
    expect(await host.media(row.doc.id)).toMatchObject({ size: 123_456 })
  })

  it('is no copy drawn of an original that was changed', async () => {
    const row = await masked(await photo())
    exchange(vaultPath(row.doc.sha256))
    expect(await host.call('footage.export', asked([row], file('copy.png', COPY)))).toMatchObject({
      ok: false,
      code: 'changed_file',
      params: { file: 'a.jpg' },
    })
  })
})

describe('verification', () => {
  const FLIGHT: Flight = {
    id: '018f0000-0000-7000-8000-00000000f001',
    missionId: null,
    missionRevision: null,
    siteIds: [],
    takeoffAtMs: Date.UTC(2026, 4, 20, 2, 15),
    landedAtMs: Date.UTC(2026, 4, 20, 2, 16),
    pilot: '',
    aircraft: '',
    logIds: [],
    track: [],
    remarks: '',
  }
  const found = (folder: string, ending: string): string => {
    const names = fs.readdirSync(path.join(workspace, folder), { recursive: true, encoding: 'utf8' })
    return path.join(workspace, folder, names.find((name) => name.endsWith(ending)) ?? 'none')
  }
  function aMap(): string {
    const at = path.join(dir, 'm.mbtiles')
    const db = new Database(at)
    db.exec(`CREATE TABLE metadata (name TEXT, value TEXT);
      CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
      INSERT INTO metadata VALUES ('format', 'png'), ('name', 'm');
      INSERT INTO tiles VALUES (3, 1, 1, x'89504e47');`)
    db.close()
    return host.registerFile(at).ref
  }

  it('finds a changed track, small picture and map, and files that nobody recorded', async () => {
    await ok('flight.put', { base: null, doc: FLIGHT })
    const fixes = Array.from({ length: 50 }, (_, i) => ({
      atMs: FLIGHT.takeoffAtMs + i * 1000,
      lat: 41.77,
      lon: 109.97,
      heightM: 10,
    }))
    await ok('footage.ingest', { files: [file('a.tlog', aTlog(fixes, 0))], flightId: FLIGHT.id })
    const row = await photo()
    const small = Uint8Array.of(0xff, 0xd8, 1, 2, 3, 0xff, 0xd9)
    await ok('footage.keepPoster', { id: row.doc.id, file: file('p.jpg', small) })
    await ok('layer.import', {
      file: aMap(),
      beside: [],
      name: { zh: '图', en: 'm' },
      datum: 'wgs84',
      isSwapped: false,
    })
    expect(await ok('workspace.verify', {})).toMatchObject({
      ok: true,
      derived: { checked: 2, changed: [], extra: [] },
      maps: { checked: 1, missing: [], changed: [], extra: [] },
    })
    const [track, poster, map] = [
      found('derived/tracks', '.track'),
      found('derived/posters', '.jpg'),
      found('maps', '.mbtiles'),
    ]
    for (const at of [track, poster, map]) exchange(at)
    fs.writeFileSync(path.join(workspace, 'derived', 'posters', 'stranger.jpg'), small)
    fs.writeFileSync(path.join(workspace, 'maps', `${'0'.repeat(64)}.mbtiles`), small)
    const report = await ok('workspace.verify', {})
    expect(report).toMatchObject({
      ok: false,
      derived: { extra: ['posters/stranger.jpg'] },
      maps: { changed: [path.basename(map)], extra: [`${'0'.repeat(64)}.mbtiles`] },
    })
    expect(report.derived.changed.map((name) => path.basename(name))).toEqual([
      path.basename(poster),
      path.basename(track),
    ])
    // What was changed is not shown, it is made anew of the original; a map that is gone is missed.
    expect((await host.media(`${FLIGHT.id}.track`))?.size).toBeGreaterThan(50 * 28)
    fs.rmSync(map)
    expect(await ok('workspace.verify', {})).toMatchObject({
      derived: { changed: [expect.stringContaining('posters/')] },
      maps: { missing: [path.basename(map)], changed: [] },
    })
  })
})
