/** What `plan` takes and says, its parts by batteries, and `fix`, with the built command line. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MissionFile } from '../../src/core/mission/missionFile.ts'
import type { Verdict } from '../../src/core/safety/verdict.ts'
import { coast, ringOf, saw } from '../builders/outlines.ts'
import { builtSortie, type Sortie, writeApproval } from './sortie.ts'

const areas = path.resolve('tests/fixtures/areas')
const L_SHAPE = path.join(areas, 'L_shape.geojson')
const U_PLANT = path.join(areas, 'plant_U_3tanks.geojson')

let sortie: Sortie
let approval: string[]
const at = (name: string) => path.join(sortie.dir, name)
const missionIn = (name: string): MissionFile => JSON.parse(fs.readFileSync(at(name), 'utf8'))
type Listed = { ok: boolean; errors: { rule: string; code: string }[] }

/** A GeoJSON file of one geometry, or of several. */
function draw(name: string, ...geometries: object[]): string {
  const features = geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry }))
  fs.writeFileSync(at(name), JSON.stringify({ type: 'FeatureCollection', features }))
  return at(name)
}
const polygon = (ring: { lat: number; lon: number }[]) => ({
  type: 'Polygon',
  coordinates: [[...ring, ring[0]].map((corner) => [corner?.lon, corner?.lat])],
})
const pointIn = (file: string, east: number) => {
  const [lon, lat] = JSON.parse(fs.readFileSync(file, 'utf8')).features[0].geometry.coordinates[0][0]
  return { type: 'Point', coordinates: [lon + east * 1e-5, lat] }
}

beforeAll(async () => {
  sortie = await builtSortie()
  approval = ['--authorisation', writeApproval(sortie.dir)]
}, 600_000)
afterAll(() => {
  sortie.close()
})

const plan = (area: string, out: string, ...more: string[]) =>
  ['plan', '--area', area, '--pattern', 'survey', '--out', out, ...more] as const

describe('plan', () => {
  test('takes rally points and the height of home', () => {
    const rally = draw('rally.geojson', pointIn(L_SHAPE, 2), pointIn(L_SHAPE, 4))
    const more = ['--spacing', '10', '--height', '45', '--rally', rally, '--home-amsl', '1312.5', ...approval]
    const { status, err } = sortie.run(...plan(L_SHAPE, 'rallied.json', ...more))
    expect(status, err).toBe(0)
    const { mission } = missionIn('rallied.json')
    expect(mission.home.amslM).toBe(1312.5)
    expect(mission.rallyPoints.map(({ heightM }) => heightM)).toEqual([45, 45])
    expect(mission.rallyPoints[0]?.lat).toBeCloseTo(pointIn(L_SHAPE, 2).coordinates[1], 7)
    const px4 = sortie.run(...plan(L_SHAPE, 'px4.json', ...more, '--vehicle', 'px4-quad'))
    expect(px4.status, px4.err).toBe(0)
    // PX4 adds its return height to that of a rally point.
    expect(missionIn('px4.json').mission.rallyPoints.map(({ heightM }) => heightM)).toEqual([0, 0])
  })

  test('what of a rally file is no point is told, and a file without any is refused', () => {
    const mixed = draw('mixed.geojson', pointIn(L_SHAPE, 2), polygon(ringOf(coast(6, 100, 1))))
    const { status, err } = sortie.run(
      ...plan(L_SHAPE, 'mixed.json', '--spacing', '10', '--rally', mixed, ...approval),
    )
    expect(status, err).toBe(0)
    expect(err).toMatch(/^note: mixed\.geojson/m)
    const refused = sortie.run(...plan(L_SHAPE, 'none.json', '--rally', L_SHAPE))
    expect(refused).toMatchObject({ status: 2, out: '' })
    expect(refused.err.trim().split('\n')).toEqual([expect.stringContaining('No points in the file')])
    expect(fs.existsSync(at('none.json'))).toBe(false)
  })

  test('an approval that is none is refused in words, and nothing is written', () => {
    const good = JSON.parse(fs.readFileSync(approval[1] ?? '', 'utf8')) as Record<string, unknown>
    const square = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    }
    for (const [text, line] of [
      ['{', 'it is no JSON'],
      [
        'null',
        'it is no authorisation: an object with number, authority, from, to and maxTrueHeightM is wanted',
      ],
      [
        JSON.stringify({ ...good, from: 'soon' }),
        'it is no time: one as in ISO 8601 is wanted, 2026-05-20T10:00:00+08:00',
      ],
      [JSON.stringify({ ...good, maxTrueHeightM: 5000 }), 'at most 1000 is allowed, it is 5000'],
      [JSON.stringify({ ...good, number: undefined }), 'it is missing'],
      [
        JSON.stringify({ ...good, area: { type: 'FeatureCollection', features: [1, 2] } }),
        'one area is wanted, there are 2',
      ],
      [JSON.stringify({ ...good, area: square }), 'an area without holes is wanted'],
      [JSON.stringify({ ...good, area: 'all' }), 'it is no GeoJSON polygon'],
    ] as const) {
      fs.writeFileSync(at('bad.json'), text)
      const refused = sortie.run(...plan(L_SHAPE, 'unapproved.json', '--authorisation', at('bad.json')))
      expect(refused).toMatchObject({ status: 2, out: '' })
      expect(refused.err.trim().split('\n')).toEqual([expect.stringContaining(line)])
      expect(fs.existsSync(at('unapproved.json'))).toBe(false)
    }
  })

  test('says when what it wrote has errors: a line a rule, and all of them with --json', () => {
    const { status, out, err } = sortie.run(...plan(L_SHAPE, 'bare.json', '--spacing', '10', '--json'))
    expect(status).toBe(0)
    const told = JSON.parse(out) as Listed
    expect(told.ok).toBe(false)
    expect(told.errors.map(({ rule }) => rule)).toEqual(['authorisation'])
    expect(err.trim().split('\n')).toEqual([
      'bare.json has errors: authorisation: There is no flight approval.',
    ])
    const sound = sortie.run(...plan(L_SHAPE, 'sound.json', '--spacing', '10', ...approval))
    expect(sound).toMatchObject({ status: 0, err: '' })
  })

  test('of thousands of corners is told while it goes on, and refused with what to do', () => {
    const county = draw('county.geojson', polygon(ringOf(coast(2400, 20_000, 7))))
    const planned = sortie.run(...plan(county, 'county.json', '--spacing', '500', ...approval))
    expect(planned.status, planned.err).toBe(0)
    expect(planned.err).toMatch(/^planning; corners: 2400/m)
    const long = sortie.run(...plan(county, 'long.json', '--spacing', '30'))
    expect(long).toMatchObject({ status: 1, out: '' })
    expect(long.err).toMatch(/would be \d+ km long/)
    const jagged = draw('saw.geojson', polygon(ringOf(saw(10_000, 2000, 7))))
    expect(sortie.run(...plan(jagged, 'saw.json', '--spacing', '30'))).toMatchObject({ status: 1, out: '' })
    const huge = draw('huge.geojson', polygon(ringOf(coast(20_001, 2000, 7))))
    const unfit = sortie.run(...plan(huge, 'huge.json', '--spacing', '30'))
    expect(unfit).toMatchObject({ status: 2, out: '' })
    expect(unfit.err.trim().split('\n').at(-1)).toContain('huge.geojson')
    for (const name of ['long.json', 'saw.json', 'huge.json']) expect(fs.existsSync(at(name))).toBe(false)
  })

  test('is ended by Ctrl+C, and leaves no file', async () => {
    const county = draw('ended.geojson', polygon(ringOf(coast(10_000, 20_000, 7))))
    const going = sortie.start(...plan(county, 'ended.json', '--spacing', '300', '--split'))
    const ended = new Promise<NodeJS.Signals | null>((done) => {
      going.once('exit', (_, signal) => done(signal))
    })
    await new Promise<void>((done) => {
      going.stderr?.once('data', () => done())
    })
    going.kill('SIGINT')
    expect(await ended).toBe('SIGINT')
    expect(fs.readdirSync(sortie.dir).filter((name) => name.includes('ended.json'))).toEqual([])
  })
})

describe('plan --split', () => {
  test('writes parts that each fit a battery, beside the whole', () => {
    const spacing = ['--spacing', '9', ...approval]
    const { status, out, err } = sortie.run(...plan(U_PLANT, 'm.json', ...spacing, '--split', '--json'))
    expect(status, err).toBe(0)
    const { parts } = JSON.parse(out) as { parts: (Listed & { out: string })[] }
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.map((part) => part.out)).toEqual(parts.map((_, i) => `m-${i + 1}.json`))
    const ids = parts.map((part) => missionIn(part.out).mission.id)
    expect(new Set(ids).size).toBe(parts.length)
    for (const part of parts) {
      const { items } = sortie.json<Verdict>('check', part.out, '--json')
      const errors = items.filter(({ severity }) => severity === 'error')
      expect(errors.map(({ rule }) => rule).filter((rule) => rule.startsWith('energy'))).toEqual([])
      expect(errors.map(({ rule, code }) => ({ rule, code }))).toMatchObject(
        part.errors.map(({ rule, code }) => ({ rule, code })),
      )
    }
  })

  test('writes none where one battery is enough, and says so where none is', () => {
    const fits = sortie.run(...plan(L_SHAPE, 'one.json', '--spacing', '10', '--split', ...approval))
    expect(fits).toMatchObject({ status: 0, out: 'wrote one.json\n' })
    expect(fs.existsSync(at('one-1.json'))).toBe(false)
    const far = draw('far.geojson', polygon(ringOf(coast(8, 400, 1))))
    const [{ lat, lon }] = ringOf([{ x: 0, y: -30_000 }]) as [{ lat: number; lon: number }]
    const never = sortie.run(...plan(far, 'far.json', '--home', `${lat},${lon}`, '--split', ...approval))
    expect(never.status).toBe(1)
    expect(never.err.trim().split('\n').at(-1)).toContain('cannot be split')
  })
})

describe('fix', () => {
  test('applies what the verdict offers until nothing helps, splits what is too long, and check agrees', () => {
    expect(sortie.run(...plan(U_PLANT, 'u.json', '--spacing', '9', ...approval)).status).toBe(0)
    const { status, out, err } = sortie.run('fix', 'u.json', '--out', 'mended.json', '--json')
    const told = JSON.parse(out) as Listed & {
      applied: { rule: string; code: string; part: number | null }[]
      parts: (Listed & { out: string })[]
    }
    expect(told.applied.length).toBeGreaterThan(0)
    expect(told.parts.length).toBeGreaterThan(1)
    for (const { rule } of told.applied) expect(err).toContain(rule)
    expect(told.ok).toBe(told.parts.every(({ ok }) => ok))
    expect(status).toBe(told.ok ? 0 : 1)
    for (const part of told.parts) expect(sortie.run('check', part.out).status).toBe(part.ok ? 0 : 1)
    expect(told.ok).toBe(true)
  })

  test('one rule alone, and names that are none', () => {
    expect(sortie.run(...plan(U_PLANT, 'r.json', '--spacing', '9', ...approval)).status).toBe(0)
    const { status, out } = sortie.run(
      'fix',
      'r.json',
      '--rule',
      'fence.return',
      '--out',
      'r2.json',
      '--json',
    )
    const told = JSON.parse(out) as Listed & { applied: { rule: string }[]; parts: unknown[] }
    expect(new Set(told.applied.map(({ rule }) => rule))).toEqual(new Set(['fence.return']))
    expect(told.parts).toEqual([])
    expect(told.errors.map(({ rule }) => rule)).not.toContain('fence.return')
    expect(told.errors.map(({ rule }) => rule)).toContain('energy.endurance')
    expect(status).toBe(1)
    expect(sortie.run('fix', 'r.json', '--rule', 'fence.moon', '--out', 'r3.json')).toMatchObject({
      status: 2,
    })
    expect(sortie.run('fix', 'r.json')).toMatchObject({ status: 2 })
    expect(fs.existsSync(at('r3.json'))).toBe(false)
  })
})
