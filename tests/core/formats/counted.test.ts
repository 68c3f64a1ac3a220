/** What a reader meets is used or told: for every reader, used and named make up what the file holds. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawnOf } from '../../../src/core/formats/drawn.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import { readAreas } from '../../../src/core/formats/readAreas.ts'
import type { LayerFeature } from '../../../src/core/geo/layer.ts'
import type { Note } from '../../../src/core/units/note.ts'
import {
  type At,
  geo,
  geoArea,
  geoLine,
  geoPoint,
  gpx,
  kml,
  kmlArea,
  kmlLine,
  kmlPoint,
  kmlTrack,
  litchi,
  placemark,
  plan,
  planItem,
  waylines,
} from '../../builders/drawings.ts'
import { aShp } from '../../builders/shapefile.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const toldOf = (notes: readonly Note[], code: string): number =>
  notes.filter((note) => note.code === code).reduce((sum, { params }) => sum + Number(params['count']), 0)

/** A thing in a file: its kind, and a place of it that nothing else has. */
type Thing = { kind: 'points' | 'lines' | 'tracks' | 'areas' | 'holes' | 'unplaced'; at: At }
let next = 0
const place = (): At => {
  next += 1
  return [41.77 + next / 10_000, 109.97]
}
const lineFrom = ([lat, lon]: At, count: number): At[] =>
  Array.from({ length: count }, (_, i): At => [lat, lon + i / 10_000])
const squareAt = ([lat, lon]: At, size: number): At[] => [
  [lat, lon],
  [lat, lon + size],
  [lat + size / 2, lon + size],
  [lat + size / 2, lon],
]

/** How many there are of each kind of thing. */
const counts = fc.record({
  points: fc.nat(3),
  lines: fc.nat(3),
  tracks: fc.nat(2),
  areas: fc.nat(2),
  holes: fc.nat(2),
  unplaced: fc.nat(2),
})
type Counts = { [K in Thing['kind']]: number }
const thingsOf = (wanted: Partial<Counts>): Thing[] =>
  (Object.entries(wanted) as [Thing['kind'], number][]).flatMap(([kind, count]) =>
    kind === 'holes' ? [] : Array.from({ length: count }, () => ({ kind, at: place() })),
  )

/** For each kind: how many of the file's things have their place in what was read, and how many are told to be left. */
function allAccountedFor(
  things: readonly Thing[],
  holes: number,
  isUsed: (at: At) => boolean,
  notes: readonly Note[],
): void {
  for (const kind of ['points', 'lines', 'tracks', 'areas', 'unplaced'] as const) {
    const own = things.filter((thing) => thing.kind === kind)
    const used = own.filter(({ at }) => isUsed(at)).length
    expect({ kind, sum: used + toldOf(notes, `left_${kind}`) }, JSON.stringify(notes)).toEqual({
      kind,
      sum: own.length,
    })
  }
  if (holes >= 0) expect(toldOf(notes, 'left_holes')).toBe(holes)
}
const isItem =
  (items: readonly { lat: number; lon: number }[]) =>
  ([lat, lon]: At): boolean =>
    items.some((item) => Math.abs(item.lat - lat) < 1e-6 && Math.abs(item.lon - lon) < 1e-6)

const kmlOf = (things: readonly Thing[], holes: number, isMulti: boolean): string => {
  const shape = ({ kind, at }: Thing): string =>
    kind === 'points'
      ? kmlPoint(at)
      : kind === 'lines'
        ? kmlLine(lineFrom(at, 3))
        : kind === 'tracks'
          ? kmlTrack(lineFrom(at, 2))
          : kind === 'areas'
            ? kmlArea(
                squareAt(at, 0.001),
                Array.from({ length: holes }, () => squareAt(at, 0.0001)),
              )
            : ''
  const drawn = things.filter(({ kind }) => kind !== 'unplaced')
  const empty = things.filter(({ kind }) => kind === 'unplaced').map(() => placemark('none', ''))
  return kml(
    ...(isMulti && drawn.length > 0
      ? [placemark('all', `<MultiGeometry>${drawn.map(shape).join('')}</MultiGeometry>`)]
      : drawn.map((thing, i) => placemark(`n${i}`, shape(thing)))),
    ...empty,
  )
}

describe('what is met is used or told', () => {
  test.each(['', '1', 'all'])('of a KML drawing read as a mission, taking “%s”', (take) => {
    fc.assert(
      fc.property(counts, fc.boolean(), ({ holes, ...wanted }, isMulti) => {
        const things = thingsOf(wanted)
        const { value, notes } = importMission(encode(kmlOf(things, holes, isMulti)), 'a.kml', { take })
        if (!value) expect(notes.some(({ severity }) => severity === 'error')).toBe(true)
        else allAccountedFor(things, holes * wanted.areas, isItem(value.items), notes)
      }),
      { numRuns: 60 },
    )
  })

  test.each(['', '2', 'all'])('of a GPX file, taking “%s”', (take) => {
    fc.assert(
      fc.property(counts, ({ points, lines, tracks }) => {
        const things = thingsOf({ points, lines, tracks })
        const of = (kind: Thing['kind']) => things.filter((thing) => thing.kind === kind)
        const text = gpx({
          wpt: of('points').map(({ at }) => at),
          rte: of('lines').map(({ at }) => lineFrom(at, 3)),
          trk: of('tracks').map(({ at }) => lineFrom(at, 2)),
        })
        const { value, notes } = importMission(encode(text), 'a.gpx', { take })
        if (!value) expect(notes.some(({ severity }) => severity === 'error')).toBe(true)
        else allAccountedFor(things, 0, isItem(value.items), notes)
      }),
      { numRuns: 60 },
    )
  })

  const geometryOf = (thing: Thing, holes: number): object | null =>
    thing.kind === 'points'
      ? geoPoint(thing.at)
      : thing.kind === 'lines'
        ? geoLine(lineFrom(thing.at, 3))
        : thing.kind === 'areas'
          ? geoArea(
              squareAt(thing.at, 0.001),
              Array.from({ length: holes }, () => squareAt(thing.at, 0.0001)),
            )
          : null
  test.each(['', '1', 'all'])('of a GeoJSON drawing read as a mission, taking “%s”', (take) => {
    fc.assert(
      fc.property(counts, fc.boolean(), ({ points, lines, areas, unplaced, holes }, isCollection) => {
        const things = thingsOf({ points, lines, areas, unplaced })
        const all = things.map((thing) => geometryOf(thing, holes))
        const drawn = all.filter((one) => one !== null)
        const nothing = all.filter((one) => one === null)
        const text = geo(isCollection ? [{ type: 'GeometryCollection', geometries: drawn }, ...nothing] : all)
        const { value, notes } = importMission(encode(text), 'a.geojson', { take })
        if (!value) expect(notes.some(({ severity }) => severity === 'error')).toBe(true)
        else allAccountedFor(things, holes * areas, isItem(value.items), notes)
      }),
      { numRuns: 60 },
    )
  })

  test('of drawings read as areas', () => {
    fc.assert(
      fc.property(counts, fc.boolean(), ({ holes, ...wanted }, isMulti) => {
        for (const kinds of [wanted, { ...wanted, tracks: 0 }]) {
          const things = thingsOf(kinds)
          const isGeo = kinds.tracks === 0
          const text = isGeo
            ? geo(things.map((thing) => geometryOf(thing, holes)))
            : kmlOf(things, holes, isMulti)
          const { value, notes } = readAreas(encode(text), 'a')
          const flat = JSON.stringify((value ?? []).map(({ geometry }) => geometry.coordinates))
          allAccountedFor(things, 0, ([lat, lon]) => flat.includes(`[${lon},${lat}]`), notes)
          const rings = (value ?? []).reduce(
            (sum, { geometry }) => sum + (geometry.type === 'Polygon' ? geometry.coordinates.length - 1 : 0),
            0,
          )
          expect(rings).toBe(holes * kinds.areas)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('of a KML’s overlays, links and models: by their own names', () => {
    const text = kml(
      placemark('way', kmlLine(lineFrom(place(), 2))),
      '<NetworkLink/><NetworkLink/><GroundOverlay/>',
      placemark('house', '<Model><Location/></Model>'),
    )
    for (const { notes } of [importMission(encode(text), 'a.kml'), readAreas(encode(text), 'a.kml')])
      expect(notes).toContainEqual(
        expect.objectContaining({
          code: 'left_named',
          params: { names: 'NetworkLink × 2, GroundOverlay × 1, Model × 1', count: 4 },
        }),
      )
  })

  test('of a shapefile: empty shapes, other kinds, heights, and holes whichever way they run', () => {
    const square = (x: number, y: number, side: number): [number, number][] => [
      [x, y],
      [x, y + side],
      [x + side, y + side],
      [x + side, y],
      [x, y],
    ]
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (isOuterTurned, isHoleTurned, isHoleFirst) => {
        const turned = (ring: [number, number][], isTurned: boolean) => (isTurned ? ring.toReversed() : ring)
        const outer = turned(square(109, 41, 0.1), isOuterTurned)
        // As the specification has it a hole runs the other way round.
        const hole = turned(square(109.02, 41.02, 0.02).toReversed(), isHoleTurned)
        const island = turned(square(109.025, 41.025, 0.005), isOuterTurned)
        const rings = isHoleFirst ? [hole, island, outer] : [outer, hole, island]
        const { value, notes } = readAreas(aShp([{ type: 5, parts: rings }]), 'a.shp')
        const shapes = (value ?? []).map(({ geometry }) => geometry.coordinates)
        expect(shapes).toContainEqual([outer, hole])
        expect(shapes).toContainEqual([island])
        expect(shapes).toHaveLength(2)
        expect(toldOf(notes, 'rings_turned')).toBe((isOuterTurned ? 2 : 0) + (isHoleTurned ? 1 : 0))
      }),
    )
  })

  test('of DJI actions: each without a counterpart is named, with its waypoint', () => {
    const names = ['takePhoto', 'panoShot', 'zoom', 'recordPointCloud', 'hover', 'zoom']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 6 }), (actions) => {
        const line: At[] = [
          [41.77, 109.97, 60],
          [41.771, 109.97, 60],
        ]
        const { notes } = importMission(encode(waylines([{ at: line, actions: [actions] }])), 'a.wpml')
        const unknown = actions.filter((name) => !['takePhoto', 'hover'].includes(name))
        const told = notes.filter(({ code }) => code === 'wpml_action')
        expect(told.map(({ params }) => params['action'])).toEqual(unknown)
        for (const { at } of told) expect(at).toBe('Placemark 1')
      }),
      { numRuns: 60 },
    )
  })

  test('of Litchi columns and actions, and members of a plan: by their own names', () => {
    const line = [
      { at: place(), more: ',7' },
      { at: place(), more: ',8' },
    ]
    expect(importMission(encode(litchi(line, ',winch(m)')), 'a.csv').notes).toContainEqual(
      expect.objectContaining({ code: 'left_named', params: { names: 'winch(m) × 1', count: 1 } }),
    )
    const text = litchi(line.map(({ at }) => ({ at }))).replaceAll(',-1,0,', ',9,0,')
    expect(
      importMission(encode(text), 'a.csv').notes.filter(({ code }) => code === 'litchi_action'),
    ).toHaveLength(2)
    const own = plan([planItem(place())], { airspace: { zones: [1] }, notes: {} })
    expect(importMission(encode(own), 'a.plan').notes).toContainEqual(
      expect.objectContaining({ code: 'left_named', params: { names: 'airspace × 1', count: 1 } }),
    )
  })

  test('of a GeoJSON in another system of coordinates: refused by its name, not as places that are none', () => {
    const crs = (name: string) => ({ crs: { type: 'name', properties: { name } } })
    const line = geoLine(lineFrom(place(), 3))
    for (const name of ['urn:ogc:def:crs:EPSG::4549', 'EPSG:3857', 'urn:ogc:def:crs:EPSG::4610'])
      for (const { value, notes } of [
        importMission(encode(geo([line], crs(name))), 'a.geojson'),
        readAreas(encode(geo([line], crs(name))), 'a.geojson'),
      ]) {
        expect(value).toBeNull()
        expect(notes).toContainEqual(
          expect.objectContaining({ code: 'geojson_crs', params: { system: name } }),
        )
      }
    for (const name of ['urn:ogc:def:crs:OGC:1.3:CRS84', 'urn:ogc:def:crs:EPSG::4490', 'EPSG:4326'])
      expect(readAreas(encode(geo([line], crs(name))), 'a.geojson').value).toHaveLength(1)
  })
})

describe('which of several routes', () => {
  const two = kml(
    placemark('pin', kmlPoint(place())),
    placemark('round', kmlLine(lineFrom(place(), 4))),
    placemark('second', kmlLine(lineFrom(place(), 2))),
  )
  const waypointsOf = (take: string | null) =>
    importMission(encode(two), 'a.kml', { take }).value?.items.filter(({ command }) => command === 16).length
  test('is asked with their names and points, and taken by number, name or all together', () => {
    const { value, notes } = importMission(encode(two), 'a.kml')
    expect(value).toBeNull()
    expect(notes).toContainEqual(
      expect.objectContaining({
        code: 'several_routes',
        params: { count: 2, list: '1 = round (LineString, 4) | 2 = second (LineString, 2)' },
      }),
    )
    expect([waypointsOf('1'), waypointsOf('SECOND'), waypointsOf('all')]).toEqual([4, 2, 6])
    for (const none of ['3', '0', 'third', '-1', '1.5'])
      expect(importMission(encode(two), 'a.kml', { take: none })).toMatchObject({ value: null })
  })

  test('a name that two have is none, and one that is a number comes before the number', () => {
    const lines = (...names: string[]) =>
      kml(...names.map((name, i) => placemark(name, kmlLine(lineFrom(place(), i + 2)))))
    expect(importMission(encode(lines('a', 'a')), 'a.kml', { take: 'a' }).value).toBeNull()
    const items = importMission(encode(lines('2', 'x')), 'a.kml', { take: '2' }).value?.items
    expect(items?.filter(({ command }) => command === 16)).toHaveLength(2)
  })

  test('of a file that has one, another cannot be taken', () => {
    const one = encode(plan([planItem(place())]))
    expect(importMission(one, 'a.plan', { take: '1' }).value).not.toBeNull()
    expect(importMission(one, 'a.plan', { take: '2' })).toMatchObject({ value: null })
  })

  test('of DJI waylines can be chosen, all are flown else', () => {
    const lines = [lineFrom(place(), 2), lineFrom(place(), 3)].map((at) => ({
      at: at.map(([lat, lon]): At => [lat, lon, 60]),
    }))
    const count = (take: string | null) =>
      importMission(encode(waylines(lines)), 'a.wpml', { take }).value?.items.filter(
        ({ command }) => command === 16,
      ).length
    expect([count(null), count('1'), count('2'), count('all')]).toEqual([5, 2, 3, 5])
  })
})

describe('shapes for who uses them', () => {
  test('are used or told, whatever the mixture, and closed lines are areas but for who flies along lines', () => {
    const ring = (at: At, isClosed: boolean): [number, number][] => {
      const corners = squareAt(at, 0.001).map(([lat, lon]): [number, number] => [lon, lat])
      return isClosed ? [...corners, ...corners.slice(0, 1)] : corners
    }
    fc.assert(
      fc.property(
        fc.record({
          areas: fc.nat(3),
          holes: fc.nat(2),
          open: fc.nat(3),
          closed: fc.nat(3),
          points: fc.nat(3),
        }),
        fc.subarray(['area', 'hole', 'line', 'point'] as const),
        ({ areas, holes, open, closed, points }, used) => {
          const feature = (geometry: LayerFeature['geometry']): LayerFeature => ({
            geometry,
            kind: 'other',
            label: '',
          })
          const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
          const features = [
            ...many(areas, () =>
              feature({ type: 'Polygon', coordinates: many(1 + holes, () => ring(place(), true)) }),
            ),
            ...many(open, () => feature({ type: 'LineString', coordinates: ring(place(), false) })),
            ...many(closed, () => feature({ type: 'LineString', coordinates: ring(place(), true) })),
            ...many(points, () => feature({ type: 'Point', coordinates: [109.97, 41.77] })),
          ]
          const drawn = drawnOf(features, used)
          const isAlong = used.includes('line')
          expect([drawn.areas.length, drawn.lines.length, drawn.points.length]).toEqual([
            areas + (isAlong ? 0 : closed),
            open + (isAlong ? closed : 0),
            points,
          ])
          for (const [kind, code, count] of [
            ['area', 'left_areas', drawn.areas.length],
            ['hole', 'left_holes', areas * holes],
            ['line', 'left_lines', drawn.lines.length],
            ['point', 'left_points', points],
          ] as const)
            expect(toldOf(drawn.notes, code)).toBe(used.includes(kind) ? 0 : count)
          expect(toldOf(drawn.notes, 'closed_lines_as_areas')).toBe(isAlong ? 0 : closed)
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('a GPX read as areas', () => {
  const square = squareAt([41.77, 109.97], 0.001)
  const closed = [...square, square[0] as At]
  const read = (text: string, isSwapped = false) => readAreas(encode(text), 'a.gpx', {}, isSwapped)

  test('gives its routes, the segments of its tracks and its waypoints; the closed ones are areas', () => {
    const { value, notes } = read(gpx({ rte: [closed, square], trk: [closed], wpt: [[41.78, 109.98]] }))
    expect(notes.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(value?.map(({ geometry, label }) => [geometry.type, label])).toEqual([
      ['LineString', 'R1'],
      ['LineString', 'R2'],
      ['LineString', 'T1'],
      ['Point', ''],
    ])
    const drawn = drawnOf(value ?? [], ['area'])
    expect(drawn.areas.map(({ label, outer }) => [label, outer.length])).toEqual([
      ['R1', 4],
      ['T1', 4],
    ])
    expect(drawn.notes.map(({ code }) => code)).toEqual([
      'closed_lines_as_areas',
      'left_lines',
      'left_points',
    ])
  })

  test('leaves out no point in silence, and is read with latitudes first where that is said', () => {
    const broken = gpx({ rte: [closed] }).replace('lat="41.77"', 'lat="x"')
    expect(read(broken)).toMatchObject({
      value: null,
      notes: [{ code: 'not_a_number' }, { code: 'no_features' }],
    })
    const turned = gpx({ rte: [closed.map(([lat, lon]): At => [lon, lat])] })
    expect(read(turned).notes[0]).toMatchObject({ code: 'swapped_coordinates' })
    expect(read(turned, true).value).toEqual(read(gpx({ rte: [closed] })).value)
  })

  test('in UTF-16 is one, too, and what is neither is said to be neither', () => {
    const bytes = Buffer.from(`\uFEFF${gpx({ rte: [closed] })}`, 'utf16le')
    expect(readAreas(bytes, 'a.gpx').value).toHaveLength(1)
    expect(read('<svg/>').notes).toMatchObject([{ code: 'not_kml', params: { root: 'svg' } }])
  })
})

test('a file with nothing to fly says what it holds instead', () => {
  const of = (text: string) =>
    importMission(encode(text), 'f').notes.find(({ severity }) => severity === 'error')
  const area = squareAt([41.77, 109.97], 0.001)
  expect(of(kml(placemark('a', kmlArea(area)), placemark('b', kmlArea(area))))).toMatchObject({
    code: 'areas_no_route',
    params: { count: 2 },
  })
  expect(of(geo([geoArea(area)]))).toMatchObject({ code: 'areas_no_route', params: { count: 1 } })
  expect(of(kml('<NetworkLink><Link><href>a</href></Link></NetworkLink>'))).toMatchObject({
    code: 'nothing_to_fly',
    params: { names: 'NetworkLink × 1' },
  })
  expect(of(kml())).toMatchObject({ code: 'no_waypoints' })
})

test('a table of waypoints is read by the units of its columns; one with times is a log, and no mission', () => {
  const at = (head: string, row: string) => {
    const { value, notes } = importMission(
      encode(`latitude,longitude,${head}\n41.77,109.97,${row}\n41.771,109.97,${row}\n`),
      'a.csv',
    )
    const items = value?.items ?? []
    return {
      altM: items.find(({ command }) => command === 16)?.altM,
      speedMS: items.find(({ command }) => command === 178)?.params[1],
      error: notes.find(({ severity }) => severity === 'error')?.code,
    }
  }
  expect(at('altitude(m),speed(m/s)', '100,5')).toMatchObject({ altM: 100, speedMS: 5 })
  expect(at('altitude(ft),speed(mph)', '100,10')).toMatchObject({ altM: 30.48, speedMS: 4.47 })
  expect(at('altitude(feet),speed(m/s)', '100,5')).toMatchObject({ altM: 30.48, speedMS: 5 })
  expect(at('altitude(m),speed(km/h)', '100,18')).toMatchObject({ altM: 100, speedMS: 5 })
  expect(at('"altitude(m)","speed(m/s)"', '"100","5"')).toMatchObject({ altM: 100, speedMS: 5 })
  expect(at('altitude(yd),speed(m/s)', '100,5')).toMatchObject({ error: 'litchi_unit' })
  expect(at('altitude(m),speed(kn)', '100,5')).toMatchObject({ error: 'litchi_unit' })
  for (const time of ['datetime(utc)', 'time(millisecond)', 'flyctime', 'timestamp'])
    expect(at(`altitude(feet),speed(mph),${time}`, '100,5,1')).toMatchObject({ error: 'table_is_log' })
})

test('what a DJI file says of the end, the return and a lost link is taken, or named', () => {
  const line: At[] = [
    [41.77, 109.97, 60],
    [41.771, 109.97, 60],
  ]
  const config = (finish: string, lost: string, heightM: number) =>
    waylines(
      [{ at: line }],
      `<wpml:executeRCLostAction>${lost}</wpml:executeRCLostAction><wpml:globalRTHHeight>${heightM}</wpml:globalRTHHeight>`,
    ).replace('goHome', finish)
  const read = (text: string) => importMission(encode(text), 'a.wpml')
  expect(read(config('autoLand', 'landing', 90)).value?.contingency).toEqual({
    atEnd: 'land',
    returnHeightM: 90,
    onLostLink: 'land',
  })
  expect(read(config('gotoFirstWaypoint', 'somersault', 1200)).notes).toContainEqual(
    expect.objectContaining({
      code: 'left_named',
      params: { names: 'gotoFirstWaypoint × 1, globalRTHHeight 1200 × 1, somersault × 1', count: 3 },
    }),
  )
})
