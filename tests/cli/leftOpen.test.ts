/** What a file leaves open, as somebody at the command line sees it: asked in a line, or told, and never a smaller mission. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type At,
  geo,
  geoArea,
  geoLine,
  geoPoint,
  gpx,
  homeRow,
  kml,
  kmlArea,
  kmlLine,
  kmlPoint,
  placemark,
  waylines,
  wpl,
} from '../builders/drawings.ts'
import { builtSortie, type Run, type Sortie } from './sortie.ts'

const shared = path.resolve(import.meta.dirname, '../../../shared/fixtures/field')
const square = (lat: number, lon: number, side: number): At[] => [
  [lat, lon],
  [lat, lon + side],
  [lat + side, lon + side],
  [lat + side, lon],
]
const round: At[] = square(41.7702, 109.9702, 0.002)
const closed = (line: readonly At[]): At[] => [...line, ...line.slice(0, 1)]
const raised = (highM: number): At[] => round.map(([lat, lon]) => [lat, lon, highM])

let sortie: Sortie
beforeAll(async () => {
  sortie = await builtSortie()
  const write = (name: string, text: string) => fs.writeFileSync(path.join(sortie.dir, name), text)
  write(
    'pin.kml',
    kml(
      placemark('start pin', kmlPoint([41.77, 109.97, 0])),
      placemark('round', kmlLine(raised(0))),
      placemark('second', kmlLine(raised(0).slice(0, 2))),
    ),
  )
  write('absolute.kml', kml(placemark('round', kmlLine(raised(1665), 'absolute'))))
  write('relative.kml', kml(placemark('round', kmlLine(raised(55), 'relativeToGround'))))
  write('waylines.wpml', waylines([{ at: raised(95).slice(0, 2) }]))
  write('two.gpx', gpx({ wpt: [[41.77, 109.97]], rte: [round, square(41.79, 109.99, 0.002)] }))
  write('track.gpx', gpx({ wpt: [[41.77, 109.97]], trk: [round.slice(0, 2)] }))
  write(
    'home0.waypoints',
    wpl([homeRow([0, 0, 0]), { command: 22, at: [41.77, 109.97, 10] }, { at: [41.772, 109.972, 60] }]),
  )
  write('nowhere.waypoints', wpl([homeRow([0, 0, 0]), { at: [41.772, 109.972, 60] }]))
  write(
    'lost.waypoints',
    `${wpl([homeRow([41.77, 109.97, 1600]), { at: round[0] as At }])}2\t0\t3\t16\t0\t0\t0\t0\tx\t109.97\t60\t1\n`,
  )
  // Areas and what is in them.
  write('area.geojson', geo([geoArea(square(41.77, 109.97, 0.004))]))
  write(
    'mixed.geojson',
    geo([geoArea(square(41.77, 109.97, 0.004)), geoLine(round), geoPoint([41.77, 109.97]), null]),
  )
  write('outline.kml', kml(placemark('outline', kmlLine(closed(square(41.77, 109.97, 0.004))))))
  write('keep-out.kml', kml(placemark('no-fly', kmlLine(closed(square(41.771, 109.971, 0.001))))))
  write(
    'open.kml',
    kml(
      placemark('area', kmlArea(square(41.771, 109.971, 0.001))),
      placemark('way', kmlLine(round.slice(0, 3))),
    ),
  )
  write(
    'broken.kml',
    kml(
      placemark('area', kmlArea(square(41.771, 109.971, 0.001))),
      placemark(
        'lost',
        kmlLine([
          [41.77, Number.NaN],
          [41.771, 109.97],
        ]),
      ),
    ),
  )
}, 300_000)
afterAll(() => sortie.close())

type Kept = {
  mission: {
    home: { lat: number; lon: number; amslM: number | null }
    fence: { inclusion: boolean }[]
    patterns: { steps: { command: number; altM: number; frame: number; lat: number }[] }[]
  }
}
const kept = (name: string): Kept['mission'] =>
  (JSON.parse(fs.readFileSync(path.join(sortie.dir, name), 'utf8')) as Kept).mission
const places = (name: string) =>
  kept(name).patterns.flatMap(({ steps }) => steps.filter(({ command }) => command === 16))
const bring = (file: string, ...more: string[]): Run => sortie.run('import', file, '--out', 'm.json', ...more)
const lay = (...more: string[]): Run =>
  sortie.run('plan', '--area', 'area.geojson', '--pattern', 'survey', '--out', 'm.json', ...more)
const asked = (run: Run, ...named: string[]): void => {
  expect(run.status, run.err).toBe(2)
  expect(run.err.trimEnd().split('\n')).toHaveLength(1)
  for (const one of named) expect(run.err).toContain(one)
  // No code shows, but names of files may look like one.
  expect(run.err.replaceAll(/\S+\.(kml|gpx|wpml|waypoints|json)/g, '')).not.toMatch(/[{}]|_[a-z]|undefined/)
}

describe('sortie import', () => {
  test('asks which of two lines, and says what it leaves', () => {
    asked(bring('pin.kml'), '--take', 'round', 'second')
    for (const [take, count] of [
      ['1', 4],
      ['second', 2],
      ['all', 6],
    ] as const) {
      const { status, err } = bring('pin.kml', '--take', take)
      expect(status, err).toBe(0)
      expect(places('m.json')).toHaveLength(count)
      expect(err).toContain('Points in the file that are not used: 1 of 1')
      if (take !== 'all') expect(err).toContain('Lines in the file that are not used: 1 of 2')
    }
    asked(bring('pin.kml', '--take', '3'), '3', 'round')
    asked(bring('two.gpx'), '2 routes', 'R1', 'R2')
    expect(bring('track.gpx').err).toContain('Points in the file that are not used: 1 of 1')
    expect(places('m.json')).toHaveLength(2)
  })

  test('asks for the height of take-off where heights are over the sea', () => {
    asked(bring('absolute.kml'), '--home-amsl', '1665', '--terrain', '--height')
    expect(bring('absolute.kml', '--home-amsl', '1610')).toMatchObject({ status: 0 })
    expect(places('m.json').map(({ altM, frame }) => [altM, frame])).toEqual(round.map(() => [55, 3]))
    expect(kept('m.json').home.amslM).toBe(1610)
    const relative = bring('relative.kml')
    expect(relative.err).toContain('over the ground')
    expect(places('m.json').map(({ altM }) => altM)).toEqual(Array(4).fill(55))
    asked(bring('absolute.kml', '--home-amsl', 'high'), '--home-amsl')
    asked(bring('absolute.kml', '--height', '0'), '--height')
  })

  test("reads DJI's waylines outside of their archive", () => {
    expect(bring('waylines.wpml')).toMatchObject({ status: 0 })
    expect(places('m.json').map(({ altM }) => altM)).toEqual([95, 95])
  })

  test('takes home from the take-off, or asks for it', () => {
    expect(bring('home0.waypoints').err).toContain('where the mission takes off')
    expect(kept('m.json').home).toEqual({ lat: 41.77, lon: 109.97, amslM: null })
    asked(bring('nowhere.waypoints'), '--home')
    expect(bring('nowhere.waypoints', '--home', '41.769,109.969')).toMatchObject({ status: 0 })
    expect(kept('m.json').home).toMatchObject({ lat: 41.769, lon: 109.969 })
  })

  test('makes no smaller mission of a file with a line that cannot be read, unless that is said', () => {
    fs.rmSync(path.join(sortie.dir, 'm.json'), { force: true })
    asked(bring('lost.waypoints'), 'line 4', '--partial')
    expect(fs.existsSync(path.join(sortie.dir, 'm.json'))).toBe(false)
    const { status, err } = bring('lost.waypoints', '--partial')
    expect(status).toBe(0)
    expect(err).toContain('line 4')
    expect(places('m.json')).toHaveLength(1)
  })
})

describe('sortie plan', () => {
  test('says what of an area file it leaves', () => {
    const { status, err } = sortie.run(
      'plan',
      '--area',
      'mixed.geojson',
      '--pattern',
      'survey',
      '--out',
      'm.json',
    )
    expect(status, err).toBe(0)
    for (const kind of ['Points', 'Lines'])
      expect(err).toContain(`${kind} in the file that are not used: 1 of 1`)
    expect(err).toContain('no place: 1')
  })

  test('takes a closed line for an area, as what to fly over, keep out of and stay in', () => {
    const outlined = sortie.run('plan', '--area', 'outline.kml', '--pattern', 'survey', '--out', 'm.json')
    expect(outlined.status, outlined.err).toBe(0)
    expect(outlined.err).toContain('Closed lines are taken as areas: 1')
    expect(lay('--exclude', 'keep-out.kml').err).toContain('keep-out.kml: Closed lines are taken as areas: 1')
    expect(kept('m.json').fence.filter(({ inclusion }) => !inclusion)).toHaveLength(1)
    const fenced = lay('--fence', 'outline.kml', '--home', '41.772,109.972')
    expect(fenced.err).toContain('outline.kml: Closed lines are taken as areas: 1')
    expect(kept('m.json').fence).toHaveLength(1)
  })

  test('says what of an exclusion or a fence it leaves, and refuses one that cannot be read whole', () => {
    for (const option of ['--exclude', '--fence'])
      expect(lay(option, 'open.kml').err).toContain('open.kml: Lines in the file that are not used: 1 of 1')
    for (const option of ['--exclude', '--fence']) asked(lay(option, 'broken.kml'), 'broken.kml', 'lost')
  })
})

describe.skipIf(!fs.existsSync(shared))('field cases (../shared/fixtures/field)', () => {
  const field = (name: string) => path.join(shared, name)
  test('are asked about or told as what is made here', () => {
    asked(bring(field('path_with_pin.kml')), 'round', 'second')
    asked(bring(field('gpx_wpt_trk.gpx')), '2 routes')
    asked(bring(field('path_absolute.kml')), '--home-amsl')
    bring(field('path_absolute.kml'), '--home-amsl', '1610')
    const over = places('m.json').map(({ altM, lat }) => [altM, lat])
    bring(field('path_relative.kml'))
    expect(places('m.json').map(({ altM, lat }) => [altM, lat])).toEqual(over)
    bring(field('loose_waylines.wpml'))
    expect(places('m.json').map(({ altM }) => altM)).toEqual([95, 110])
    bring(field('wpl_home0.waypoints'))
    expect(kept('m.json').home).toMatchObject({ lat: 41.77, lon: 109.97 })
    const modelled = bring(field('path_absolute.kml'), '--terrain', field('dem/base.tif'))
    expect(modelled.status, modelled.err).toBe(0)
  })
})
