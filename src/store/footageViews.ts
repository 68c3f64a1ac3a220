import type { Flight, TrackPoint } from '../core/flight/flight.ts'
import type { Footage, LaserTarget } from '../core/footage/footage.ts'
import type { Ground } from '../core/footage/view/ground.ts'
import { type FootageView, viewBox, viewsOf } from '../core/footage/view/footageViews.ts'
import { type PackedViews, packViews, unpackFootageViews } from '../core/footage/view/packedViews.ts'
import type { Box } from '../core/geo/box.ts'
import type { LatLon } from '../core/geo/position.ts'
import type { Version } from '../core/units/id.ts'
import { type ReadableDb, type WritableDb, writing } from './connection.ts'
import { getReadable, readableRow } from './documents.ts'
import { readHead } from './journal/entries.ts'
import { type FlightGround, groundOfFlight, groundOver, refreshGrounds } from './flightGround.ts'

type Stale = {
  id: string
  revision: number
  version: Version
  doc: string
  flight_version: string
  flight_id: string | null
  ground: string
}

/**
 * Brings the index of views up to the documents: what is new or was changed is looked at again, as is what was flown
 * over an elevation model that was changed; what is gone is taken out. Nothing to do, and nothing read, while the
 * journal stands where it stood.
 */
export function refreshViews(readable: ReadableDb): void {
  const { arrival } = readHead(readable)
  const known = readable.prepare('SELECT arrival FROM look_state').get() as { arrival: number } | undefined
  if (known?.arrival === arrival) return
  writing(readable, (db) => {
    for (const { key } of db
      .prepare('SELECT key FROM look_source WHERE footage_id NOT IN (SELECT id FROM footage)')
      .all() as { key: number }[])
      forget(db, key)
    refreshGrounds(db)
    const flights = new Map<string, { track: readonly TrackPoint[]; ground: FlightGround | null }>()
    const flightOf = (id: string | null) => {
      if (id === null) return null
      const before = flights.get(id)
      if (before) return before
      const flight = getReadable<Flight>(db, 'flight', id)?.doc
      const found = { track: flight?.track ?? [], ground: flight ? groundOfFlight(db, flight) : null }
      flights.set(id, found)
      return found
    }
    const stale = db
      .prepare(
        `SELECT f.id, f.revision, f.version, f.doc, f.flight_id, coalesce(l.version, '') AS flight_version,
           coalesce(g.digest, '') AS ground
         FROM footage f LEFT JOIN flight l ON l.id = f.flight_id LEFT JOIN look_source s ON s.footage_id = f.id
           LEFT JOIN look_ground g ON g.mission_id = l.mission_id
         WHERE s.key IS NULL OR s.version <> f.version OR s.flight_version <> coalesce(l.version, '')
           OR s.ground <> coalesce(g.digest, '')`,
      )
      .all() as Stale[]
    for (const { id, revision, version, doc, flight_version, flight_id, ground } of stale) {
      const old = db.prepare('SELECT key FROM look_source WHERE footage_id = ?').get(id) as
        | { key: number }
        | undefined
      if (old) forget(db, old.key)
      const flight = flightOf(flight_id)
      const footage = readableRow<Footage>(db, 'footage', { id, revision, version, doc })?.doc
      putViews(
        db,
        { id, version, flightVersion: flight_version, digest: ground, over: flight?.ground ?? null },
        footage ? viewsOf(footage, flight?.track ?? [], flight?.ground?.ground ?? null) : [],
      )
    }
    db.prepare(
      'INSERT INTO look_state (id, arrival) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET arrival = excluded.arrival',
    ).run(arrival)
  })
}

function forget(db: WritableDb, key: number): void {
  db.prepare(
    'DELETE FROM look WHERE id BETWEEN (SELECT first_look FROM look_source WHERE key = ?) AND (SELECT last_look FROM look_source WHERE key = ?)',
  ).run(key, key)
  db.prepare('DELETE FROM look_source WHERE key = ?').run(key)
}

/** The number of the last piece. Who comes later has later pieces, so that only the last source is asked. */
const lastLook = (db: ReadableDb): number =>
  (
    db.prepare('SELECT last_look AS last FROM look_source ORDER BY key DESC LIMIT 1').get() as
      | { last: number }
      | undefined
  )?.last ?? 0

/** So many seconds of a clip share a box: fewer rows to fetch, for boxes that are not much larger. */
const A_PIECE = 12

/** Keeps the views of one photo or clip: their pieces' numbers follow one another, so that they are found together. */
export function putViews(
  db: WritableDb,
  footage: {
    id: string
    version: string
    flightVersion: string
    digest: string
    over: FlightGround | null
  },
  views: readonly FootageView[],
): void {
  const last = lastLook(db)
  const [first] = views
  const pieces = Math.ceil(views.length / A_PIECE)
  const { over } = footage
  const { lastInsertRowid: source } = db
    .prepare(
      `INSERT INTO look_source
       (footage_id, version, flight_version, first_look, last_look, flight_id, taken_at_ms, width_px,
        ground, mission_id, takeoff_ground_m, target)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      footage.id,
      footage.version,
      footage.flightVersion,
      last + 1,
      last + pieces,
      first?.flightId ?? null,
      first?.takenAtMs ?? null,
      first?.widthPx ?? null,
      footage.digest,
      over?.missionId ?? null,
      over?.takeoffM ?? null,
      first?.view.target ? JSON.stringify(first.view.target) : null,
    )
  const insert = db.prepare('INSERT INTO look VALUES (?, ?, ?, ?, ?, ?, ?)')
  for (let i = 0; i < pieces; i++) {
    const own = views.slice(i * A_PIECE, (i + 1) * A_PIECE)
    const boxes = own.map(viewBox)
    insert.run(
      last + 1 + i,
      Math.min(...boxes.map(({ south }) => south)),
      Math.max(...boxes.map(({ north }) => north)),
      Math.min(...boxes.map(({ west }) => west)),
      Math.max(...boxes.map(({ east }) => east)),
      source,
      Buffer.from(packViews(own).buffer),
    )
  }
}

type Row = [source: number, views: Uint8Array]
type SourceRow = {
  footage_id: string
  flight_id: string | null
  taken_at_ms: number | null
  width_px: number | null
  mission_id: string | null
  takeoff_ground_m: number | null
  target: string | null
}

/** Whose views they are; each is read once in a question, and so is the ground of each flight. */
function packedOf(db: ReadableDb): (key: number, views: Uint8Array) => PackedViews {
  const find = db.prepare('SELECT * FROM look_source WHERE key = ?')
  const sources = new Map<number, Omit<PackedViews, 'views'>>()
  const grounds = new Map<string, Ground | null>()
  const groundOf = ({ mission_id, takeoff_ground_m }: SourceRow): Ground | null => {
    if (mission_id === null || takeoff_ground_m === null) return null
    const name = `${mission_id} ${takeoff_ground_m}`
    const ground = grounds.get(name) ?? groundOver(db, mission_id, takeoff_ground_m)
    grounds.set(name, ground)
    return ground
  }
  const sourceOf = (key: number): Omit<PackedViews, 'views'> => {
    const row = find.get(key) as SourceRow
    return {
      common: {
        footageId: row.footage_id,
        flightId: row.flight_id,
        takenAtMs: row.taken_at_ms,
        widthPx: row.width_px,
        ground: groundOf(row),
      },
      target: row.target === null ? null : (JSON.parse(row.target) as LaserTarget),
    }
  }
  return (key, bytes) => {
    const source = sources.get(key) ?? sourceOf(key)
    sources.set(key, source)
    return { common: source.common, target: source.target, views: floatsOf(bytes) }
  }
}

const floatsOf = (bytes: Uint8Array): Float32Array =>
  // A row's bytes need not begin where four bytes do.
  bytes.byteOffset % 4 === 0
    ? new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2)
    : new Float32Array(new Uint8Array(bytes).buffer)

/** The views that may hold a place, by the boxes about their pieces. One on the date line reaches beyond 180 degrees. */
export function* viewsNear(db: ReadableDb, { lat, lon }: LatLon): Generator<PackedViews> {
  const find = db
    .prepare('SELECT source, views FROM look WHERE south <= ? AND north >= ? AND west <= ? AND east >= ?')
    .raw()
  const packed = packedOf(db)
  for (const x of Math.abs(lon) > 179 ? [lon, lon + 360, lon - 360] : [lon])
    for (const [key, views] of find.all(lat, lat, x, x) as Row[]) yield packed(key, views)
}

/** Every view of a time, and of a flight where one is named, whose piece's box meets the box about some places. */
export function* viewsOver(
  db: ReadableDb,
  around: readonly LatLon[],
  fromMs: number,
  toMs: number,
  flightId: string | null = null,
): Generator<FootageView> {
  const lats = around.map(({ lat }) => lat)
  const lons = around.map(({ lon }) => lon)
  const rows = db
    .prepare(
      `SELECT l.source, l.views FROM look l JOIN look_source s ON s.key = l.source
       WHERE l.south <= ? AND l.north >= ? AND l.west <= ? AND l.east >= ? AND s.taken_at_ms BETWEEN ? AND ?
         AND ${flightId === null ? '? IS NULL' : 's.flight_id = ?'}`,
    )
    .raw()
    .all(
      Math.max(...lats),
      Math.min(...lats),
      Math.max(...lons),
      Math.min(...lons),
      fromMs,
      toMs,
      flightId,
    ) as Row[]
  const packed = packedOf(db)
  for (const [key, views] of rows) yield* unpackFootageViews(packed(key, views))
}

/** The box about all that was seen in a flight, by the index as it stands; null where nothing was. */
export function boxSeenIn(db: ReadableDb, flightId: string): Box | null {
  const sources = db
    .prepare(
      `SELECT s.first_look, s.last_look FROM footage f JOIN look_source s ON s.footage_id = f.id
       WHERE f.flight_id = ? AND s.flight_id = f.flight_id`,
    )
    .all(flightId) as { first_look: number; last_look: number }[]
  const find = db.prepare('SELECT south, north, west, east FROM look WHERE id = ?')
  const boxes: Box[] = []
  for (const { first_look, last_look } of sources)
    for (let id = first_look; id <= last_look; id++) {
      const box = find.get(id) as Box | undefined
      if (box) boxes.push(box)
    }
  if (boxes.length === 0) return null
  return boxes.reduce((about, box) => ({
    south: Math.min(about.south, box.south),
    north: Math.max(about.north, box.north),
    west: Math.min(about.west, box.west),
    east: Math.max(about.east, box.east),
  }))
}
