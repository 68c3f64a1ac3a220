/** Bad usage and bad files: exit 2, one clear line, nothing written. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtSortie, type Sortie } from './sortie.ts'

const area = path.resolve('tests/fixtures/areas/L_shape.geojson')
const demo = path.resolve('missions/demo/missions/1-sulfuric-acid-works-routine-waypoints.json')

let sortie: Sortie
beforeAll(async () => {
  sortie = await builtSortie()
  const write = (name: string, bytes: string | Uint8Array) => {
    fs.writeFileSync(path.join(sortie.dir, name), bytes)
  }
  write('empty', '')
  write('not.json', '{"format": "sortie-mission", ')
  write('other.json', '{"hello": 1}')
  write('null.json', 'null')
  write('deep.json', '['.repeat(200_000))
  write(
    'random.plan',
    Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 251),
  )
  write('cut.plan', '{"fileType": "Plan", "version": 1, "mission": {"items": [')
  write('bad.waypoints', 'QGC WPL 110\n0\t1\t0\t16\tx\n')
  write(
    'points.geojson',
    '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}',
  )
  write('bad-approval.json', '{"number":"1","authority":"a","from":"yesterday","to":"2099-01-01T00:00:00Z"}')
  const mission = JSON.parse(fs.readFileSync(demo, 'utf8'))
  mission.mission.home.lat = 4177
  write('bad-home.json', JSON.stringify(mission))
  fs.mkdirSync(path.join(sortie.dir, 'folder'))
  write('folder/file', 'x')
})
afterAll(() => {
  sortie.close()
})

const released = (...more: string[]) => ['export', demo, '--to', 'wpl', '--out', 'out.json', ...more]
const plan = (...more: string[]) => [
  'plan',
  '--area',
  area,
  '--pattern',
  'survey',
  '--out',
  'out.json',
  ...more,
]

/** What is typed, and what the one line must name. */
const CASES: [string[], string][] = [
  [['fly'], 'fly'],
  [['constructor'], 'constructor'],
  [['plan'], '--area'],
  [plan('--home-amsl', 'high'), '--home-amsl'],
  [plan('--rally', 'nowhere.geojson'), 'nowhere.geojson'],
  [['fix'], 'sortie fix'],
  [['fix', 'not.json', '--out', 'out.json'], 'not.json'],
  [['plan', '--area', area, '--pattern', 'survey'], '--out'],
  [['plan', '--area', area, '--pattern', 'spiral', '--out', 'out.json'], 'spiral'],
  [['plan', '--area', 'nowhere.geojson', '--pattern', 'survey', '--out', 'out.json'], 'nowhere.geojson'],
  [['plan', '--area', 'empty', '--pattern', 'survey', '--out', 'out.json'], 'empty'],
  [['plan', '--area', 'points.geojson', '--pattern', 'survey', '--out', 'out.json'], 'points.geojson'],
  [plan('--spacing', 'wide'), '--spacing'],
  [plan('--spacing', '-3'), '--spacing'],
  [plan('--height', '1e9'), '--height'],
  [plan('--speed', ''), '--speed'],
  [plan('--home', '109.97,41.77'), '--home'],
  [plan('--home', 'here'), '--home'],
  [plan('--vehicle', 'balloon'), 'balloon'],
  [plan('--camera', 'eye'), 'eye'],
  [plan('--authorisation', 'nowhere.json'), 'nowhere.json'],
  [plan('--authorisation', 'bad-approval.json'), 'bad-approval.json'],
  [plan('--authorisation', 'not.json'), 'not.json'],
  [plan('--ground-min', '1600'), '--ground-max'],
  [plan('--ground-min', '1700', '--ground-max', '1600'), '--ground-m'],
  [plan('--terrain', 'dem.tif'), 'dem.tif'],
  [plan('--terrain', area), path.basename(area)],
  [plan('--frobnicate'), '--frobnicate'],
  [['check'], 'check'],
  [['check', 'nowhere.json'], 'nowhere.json'],
  [['check', 'folder'], 'folder'],
  [['check', 'empty'], 'empty'],
  [['check', 'not.json'], 'not.json'],
  [['check', 'other.json'], 'other.json'],
  [['check', 'null.json'], 'null.json'],
  [['check', 'deep.json'], 'deep.json'],
  [['check', 'random.plan'], 'random.plan'],
  [['check', 'bad-home.json'], 'bad-home.json'],
  [['check', demo, demo], 'check'],
  [['route', 'other.json'], 'other.json'],
  [['export', demo, '--out', 'out.json'], '--to'],
  [['export', demo, '--to', 'wpl'], '--out'],
  [['export', demo, '--to', 'paper', '--out', 'out.json'], 'paper'],
  [released('--release', 'because'), '--release-by'],
  [['export', demo, '--to', 'wpl', '--out', 'nowhere/out.json'], 'nowhere/out.json'],
  [['export', demo, '--to', 'wpl', '--out', 'folder'], 'folder'],
  [['export', demo, '--to', 'wpl', '--out', 'out.json', '--workspace', 'nowhere'], 'nowhere'],
  [released('--release', '  ', '--release-by', 'a', '--release-role', 'b'), '--release'],
  [released('--release', 'x', '--release-by', 'a'.repeat(101), '--release-role', 'b'), '--release-by'],
  [released('--release-by', 'a'), '--release'],
  [released('--emergency-basis', ''), '--release'],
  [plan('--overlap', '96'), '--overlap'],
  [plan('--sidelap', '-1'), '--sidelap'],
  [plan('--standoff', '-1'), '--standoff'],
  [plan('--radius', '1'), '--radius'],
  [plan('--spacing', '0.1'), '--spacing'],
  [['import', 'nowhere.plan', '--out', 'out.json'], 'nowhere.plan'],
  [['import', 'empty', '--out', 'out.json'], 'empty'],
  [['import', 'random.plan', '--out', 'out.json'], 'random.plan'],
  [['import', 'cut.plan', '--out', 'out.json'], 'cut.plan'],
  [['import', 'bad.waypoints', '--out', 'out.json'], 'bad.waypoints'],
  [['import', demo], '--out'],
  [['workspace'], 'workspace'],
  [['workspace', 'burn', 'x'], 'workspace'],
  [['workspace', 'verify', 'nowhere'], 'nowhere'],
  [['workspace', 'verify', 'nowhere', '--head', 'abc:1:def'], '--head'],
  [['workspace', 'create', 'folder'], 'folder'],
  [['workspace', 'demo', 'folder'], 'folder'],
  [['workspace', 'restore', 'new'], 'restore'],
  [['workspace', 'restore', 'new', 'nowhere'], 'nowhere'],
  [['serve', '--port', '99999'], '--port'],
]

describe('bad usage and bad files', () => {
  test.for(CASES)('sortie %s', ([args, named]) => {
    const before = fs.readdirSync(sortie.dir).sort()
    const { status, out, err } = sortie.run(...args)
    const lines = err.trimEnd().split('\n')
    expect({ status, out, lines: lines.length }, err).toEqual({ status: 2, out: '', lines: 1 })
    expect(lines[0]).toContain(named)
    expect(lines[0], 'a line, not a page').toSatisfy((line: string) => line.length > 10 && line.length < 700)
    expect(err).not.toMatch(/\bat .*:\d+:\d+|internal|undefined|\[object/)
    // `home` is made by nothing here; no file is left behind, not even half of one.
    expect(fs.readdirSync(sortie.dir).sort()).toEqual(before)
    expect(fs.readdirSync(path.join(sortie.dir, 'folder'))).toEqual(['file'])
  })

  test('help is no error', () => {
    for (const args of [[], ['--help'], ['plan', '--help'], ['workspace', '-h']]) {
      const { status, out, err } = sortie.run(...args)
      expect({ status, err }).toEqual({ status: 0, err: '' })
      expect(out).toContain('sortie ')
    }
  })
})

describe('latitude and longitude exchanged', () => {
  const swapped = (name: string, text: string) => fs.writeFileSync(path.join(sortie.dir, name), text)
  test('are asked about in a line, and read the other way round with --swap', () => {
    swapped(
      'swapped.waypoints',
      'QGC WPL 110\n0\t1\t0\t16\t0\t0\t0\t0\t109.97\t41.77\t1600\t1\n1\t0\t3\t16\t0\t0\t0\t0\t109.971\t41.771\t60\t1\n',
    )
    swapped(
      'swapped.geojson',
      '{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[41.77,109.97],[41.77,109.972],[41.772,109.972],[41.77,109.97]]]}}',
    )
    for (const args of [
      ['import', 'swapped.waypoints', '--out', 'swapped.json'],
      ['plan', '--area', 'swapped.geojson', '--pattern', 'survey', '--out', 'swapped.json'],
    ]) {
      const asked = sortie.run(...args)
      expect({ status: asked.status, out: asked.out }).toEqual({ status: 2, out: '' })
      expect(asked.err).toMatch(/--swap\n$/)
      expect(asked.err.trimEnd().split('\n')).toHaveLength(1)
      const told = sortie.run(...args, '--swap')
      expect(told.status, told.err).toBe(0)
      const file = JSON.parse(fs.readFileSync(path.join(sortie.dir, 'swapped.json'), 'utf8')) as {
        mission: { home: { lat: number; lon: number } }
      }
      expect(file.mission.home.lat).toBeCloseTo(41.77, 1)
      expect(file.mission.home.lon).toBeCloseTo(109.97, 1)
      fs.rmSync(path.join(sortie.dir, 'swapped.json'))
    }
  })
})
