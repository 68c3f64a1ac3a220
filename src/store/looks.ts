import type { Flight, TrackPoint } from '../core/flight/flight.ts'
import type { Footage } from '../core/footage/footage.ts'
import { type Look, lookBox, looksOf } from '../core/footage/looks.ts'
import type { Assumed } from '../core/footage/view.ts'
import type { LatLon } from '../core/geo/position.ts'
import { getDocument } from './documents.ts'
import type { ReadableDb } from './database.ts'
import { readHead } from './journal.ts'

const LENS = 1
const ATTITUDE = 2
type Stale = { id: string; revision: number; doc: string; flight_revision: number; flight_id: string | null }

/**
 * Brings the index of looks up to the documents: what is new or was changed is looked at again, what is gone is taken
 * out. Nothing to do, and nothing read, while the journal stands where it stood.
 */
export function refreshLooks(db: ReadableDb): void {
  const { seq } = readHead(db)
  const known = db.prepare('SELECT seq FROM look_state').get() as { seq: number } | undefined
  if (known?.seq === seq) return
  db.transaction(() => {
    for (const { key } of db
      .prepare('SELECT key FROM look_source WHERE footage_id NOT IN (SELECT id FROM footage)')
      .all() as { key: number }[])
      forget(db, key)
    const tracks = new Map<string, readonly TrackPoint[]>()
    const trackOf = (id: string | null): readonly TrackPoint[] => {
      if (id === null) return []
      const track = tracks.get(id) ?? getDocument<Flight>(db, 'flight', id)?.doc.track ?? []
      tracks.set(id, track)
      return track
    }
    const stale = db
      .prepare(
        `SELECT f.id, f.revision, f.doc, f.flight_id, coalesce(l.revision, 0) AS flight_revision
         FROM footage f LEFT JOIN flight l ON l.id = f.flight_id LEFT JOIN look_source s ON s.footage_id = f.id
         WHERE s.key IS NULL OR s.revision <> f.revision OR s.flight_revision <> coalesce(l.revision, 0)`,
      )
      .all() as Stale[]
    for (const { id, revision, doc, flight_revision, flight_id } of stale) {
      const old = db.prepare('SELECT key FROM look_source WHERE footage_id = ?').get(id) as
        | { key: number }
        | undefined
      if (old) forget(db, old.key)
      putLooks(
        db,
        { id, revision, flightRevision: flight_revision },
        looksOf(JSON.parse(doc) as Footage, trackOf(flight_id)),
      )
    }
    db.prepare(
      'INSERT INTO look_state (id, seq) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq',
    ).run(seq)
  }).immediate()
}

function forget(db: ReadableDb, key: number): void {
  db.prepare(
    'DELETE FROM look WHERE id BETWEEN (SELECT first_look FROM look_source WHERE key = ?) AND (SELECT last_look FROM look_source WHERE key = ?)',
  ).run(key, key)
  db.prepare('DELETE FROM look_source WHERE key = ?').run(key)
}

/** So many seconds of a clip share a box: fewer rows to fetch, for boxes that are not much larger. */
const A_PIECE = 8
/** Numbers of one view in a row's `views`: moment, place, height, heading, pitch, lens, what was assumed. */
const WIDTH = 9

/** Keeps the looks of one photo or clip: their pieces' numbers follow one another, so that they are found together. */
export function putLooks(
  db: ReadableDb,
  footage: { id: string; revision: number; flightRevision: number },
  looks: readonly Look[],
): void {
  const { last } = db.prepare('SELECT coalesce(max(last_look), 0) AS last FROM look_source').get() as {
    last: number
  }
  const [first] = looks
  const pieces = Math.ceil(looks.length / A_PIECE)
  const { lastInsertRowid: source } = db
    .prepare(
      `INSERT INTO look_source
       (footage_id, revision, flight_revision, first_look, last_look, flight_id, taken_at_ms, width_px)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      footage.id,
      footage.revision,
      footage.flightRevision,
      last + 1,
      last + pieces,
      first?.flightId ?? null,
      first?.takenAtMs ?? null,
      first?.widthPx ?? null,
    )
  const insert = db.prepare('INSERT INTO look VALUES (?, ?, ?, ?, ?, ?, ?)')
  for (let i = 0; i < pieces; i++) {
    const own = looks.slice(i * A_PIECE, (i + 1) * A_PIECE)
    const boxes = own.map(lookBox)
    insert.run(
      last + 1 + i,
      Math.min(...boxes.map(({ south }) => south)),
      Math.max(...boxes.map(({ north }) => north)),
      Math.min(...boxes.map(({ west }) => west)),
      Math.max(...boxes.map(({ east }) => east)),
      source,
      Buffer.from(Float64Array.from(own.flatMap(numbersOf)).buffer),
    )
  }
}

/** A photo has no moment: NaN stands for it. */
function numbersOf({ momentS, view, assumed }: Look): number[] {
  const { at, heightM, headingDeg, pitchDeg, lens } = view
  const bits = (assumed.includes('lens') ? LENS : 0) + (assumed.includes('attitude') ? ATTITUDE : 0)
  return [
    momentS ?? Number.NaN,
    at.lat,
    at.lon,
    heightM,
    headingDeg,
    pitchDeg,
    lens.hfovDeg,
    lens.vfovDeg,
    bits,
  ]
}

type Row = [source: number, views: Uint8Array]
type Source = {
  footage_id: string
  flight_id: string | null
  taken_at_ms: number | null
  width_px: number | null
}
const ASSUMED: readonly (readonly Assumed[])[] = [[], ['lens'], ['attitude'], ['lens', 'attitude']]

/** Every look whose piece's box holds a place. Boxes on the date line reach beyond 180: it is sought there too. */
export function* looksNear(db: ReadableDb, { lat, lon }: LatLon): Generator<Look> {
  const find = db
    .prepare('SELECT source, views FROM look WHERE south <= ? AND north >= ? AND west <= ? AND east >= ?')
    .raw()
  const sourceOf = db.prepare('SELECT * FROM look_source WHERE key = ?')
  const sources = new Map<number, Source>()
  for (const x of Math.abs(lon) > 179 ? [lon, lon + 360, lon - 360] : [lon])
    for (const [key, views] of find.all(lat, lat, x, x) as Row[]) {
      const source = sources.get(key) ?? (sourceOf.get(key) as Source)
      sources.set(key, source)
      yield* unpacked(source, views)
    }
}

/** Every look of a time whose piece's box meets the box about some places. */
export function* looksOver(
  db: ReadableDb,
  around: readonly LatLon[],
  fromMs: number,
  toMs: number,
): Generator<Look> {
  const lats = around.map(({ lat }) => lat)
  const lons = around.map(({ lon }) => lon)
  const rows = db
    .prepare(
      `SELECT l.source, l.views FROM look l JOIN look_source s ON s.key = l.source
       WHERE l.south <= ? AND l.north >= ? AND l.west <= ? AND l.east >= ? AND s.taken_at_ms BETWEEN ? AND ?`,
    )
    .raw()
    .all(Math.max(...lats), Math.min(...lats), Math.max(...lons), Math.min(...lons), fromMs, toMs) as Row[]
  const sourceOf = db.prepare('SELECT * FROM look_source WHERE key = ?')
  const sources = new Map<number, Source>()
  for (const [key, views] of rows) {
    const source = sources.get(key) ?? (sourceOf.get(key) as Source)
    sources.set(key, source)
    yield* unpacked(source, views)
  }
}

function* unpacked(source: Source, views: Uint8Array): Generator<Look> {
  const numbers = new Float64Array(views.slice().buffer)
  for (let i = 0; i + WIDTH <= numbers.length; i += WIDTH) {
    const value = (k: number): number => numbers[i + k] as number
    const momentS = value(0)
    yield {
      footageId: source.footage_id,
      flightId: source.flight_id,
      takenAtMs: source.taken_at_ms,
      widthPx: source.width_px,
      momentS: Number.isNaN(momentS) ? null : momentS,
      view: {
        at: { lat: value(1), lon: value(2) },
        heightM: value(3),
        headingDeg: value(4),
        pitchDeg: value(5),
        lens: { hfovDeg: value(6), vfovDeg: value(7) },
      },
      assumed: ASSUMED[value(8)] ?? [],
    }
  }
}
