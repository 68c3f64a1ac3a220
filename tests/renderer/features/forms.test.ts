import { describe, expect, it } from 'vitest'
import {
  creditCodeProblem,
  emptyEnterprise,
  problemsOf,
} from '../../../renderer/features/enterprises/enterpriseForm.ts'
import { regionBetween } from '../../../renderer/features/flights/viewer/region.ts'
import { movedPattern, withPattern } from '../../../renderer/features/missions/patterns/patterns.ts'
import { measured, sourceWords } from '../../../renderer/features/verdict/measured.ts'
import { verifyWords } from '../../../renderer/features/settings/verifyWords.ts'
import { edited } from '../../../src/core/mission/edits/edit.ts'
import { Pattern } from '../../../src/core/mission/pattern.ts'
import { newPerimeter, newSurvey, newWaypoints } from '../../../src/core/pattern/newPattern.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { CHEMICALS, chemicalById } from '../../../src/core/site/chemicals.ts'
import { creditCodeCheckCharacter } from '../../../src/core/site/creditCode.ts'
import { Holding } from '../../../src/core/site/enterprise.ts'

const code = (first17: string): string => first17 + creditCodeCheckCharacter(first17)
const ring = [
  { lat: 41.77, lon: 109.97 },
  { lat: 41.772, lon: 109.97 },
  { lat: 41.772, lon: 109.973 },
]

describe('the form of an enterprise', () => {
  it('says in words what is wrong with a credit code', () => {
    const good = code('91159999MA0DEM001')
    expect(creditCodeProblem(good)).toBeNull()
    expect(creditCodeProblem('')).toBe('enterprise.codeMissing')
    expect(creditCodeProblem(good.slice(0, 17))).toBe('enterprise.codeLength')
    expect(creditCodeProblem(`8${good.slice(1)}`)).toBe('enterprise.codeCheck')
  })

  it('finds incomplete rows, and nothing in a good one', () => {
    const good = {
      ...emptyEnterprise('0190c7a0-0000-7000-8000-000000000001'),
      name: { zh: '甲', en: '' },
      creditCode: code('91159999MA0DEM001'),
    }
    expect(problemsOf(good)).toEqual({ name: null, creditCode: null, rest: null })
    expect(
      problemsOf({ ...good, licences: [{ kind: 'use', number: '', authority: '', validUntil: null }] }).rest,
    ).toBe('enterprise.rowsIncomplete')
    expect(problemsOf({ ...good, name: { zh: ' ', en: 'A' } }).name).toBe('enterprise.nameMissing')
  })
})

describe('the catalogue of chemicals', () => {
  it('has ids that a holding takes, each once', () => {
    expect(new Set(CHEMICALS.map(({ id }) => id)).size).toBe(CHEMICALS.length)
    for (const { id } of CHEMICALS)
      expect(Holding.safeParse({ chemical: id, amount: 1, unit: 't' }).success).toBe(true)
    expect(chemicalById('III-5')?.zh).toBe('硫酸')
    expect(chemicalById('III-99')).toBeNull()
  })
})

describe('patterns in the form', () => {
  const survey = newSurvey('a', ring)
  const perimeter = newPerimeter('b', ring)
  const mission = {
    ...newMission({
      id: '0190c7a0-0000-7000-8000-000000000002',
      name: { zh: '甲', en: '' },
      sites: [],
      areas: [ring],
    }),
    patterns: [survey, perimeter],
  }

  it('start valid', () => {
    for (const pattern of [survey, perimeter, newWaypoints('c')])
      expect(Pattern.parse(pattern)).toEqual(pattern)
  })

  it('move, change and go, the mission before unchanged', () => {
    const before = structuredClone(mission)
    expect(movedPattern(mission, 'b', -1).patterns.map(({ id }) => id)).toEqual(['b', 'a'])
    expect(movedPattern(mission, 'a', -1)).toBe(mission)
    expect(withPattern(mission, { ...survey, heightM: 80 }).patterns[0]).toMatchObject({ heightM: 80 })
    const override = {
      id: 'o',
      patternId: 'a',
      near: { lat: 41.77, lon: 109.97 },
      reachM: 10,
      change: { kind: 'skip' as const },
    }
    const without = edited({ ...mission, overrides: [override] }, ['a'], { do: 'remove' }, () => 'new')
    expect(without).toMatchObject({ ok: true, value: { patterns: [{ id: 'b' }], overrides: [] } })
    expect(mission).toEqual(before)
  })
})

describe('a region of a picture', () => {
  it('lies between two corners, inside the picture', () => {
    const region = regionBetween({ x: 0.8, y: 1.2 }, { x: 0.2, y: 0.5 })
    expect(region).toMatchObject({ x: 0.2, y: 0.5, height: 0.5 })
    expect(region?.width).toBeCloseTo(0.6)
    expect(regionBetween({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 })).toBeNull()
  })
})

describe('a verification in words', () => {
  it('names what does not hold', () => {
    const lines = verifyWords({
      ok: false,
      originals: { checked: 4, missing: ['aa'], elsewhere: [], deleted: [], changed: ['bb'], extra: [] },
      journal: { entries: 9, head: null, brokenAt: 7, problem: 'hash', stations: [], waiting: 0 },
      records: { checked: 3, differing: [{ aggregate: 'finding', id: 'f1', problem: 'differs' }] },
      derived: { checked: 2, missing: [], changed: ['tracks/cc'], extra: ['posters/dd'] },
      maps: { checked: 1, missing: ['ee.mbtiles'], changed: [], extra: [] },
    }).join('\n')
    for (const part of ['aa', 'bb', '7', 'f1', 'derived/tracks/cc', 'derived/posters/dd', 'maps/ee.mbtiles'])
      expect(lines).toContain(part)
  })
})

describe('what a check measured', () => {
  it('is said as a distance to the fence, without a bare minus', () => {
    const item = { code: 'outside', value: -57.24, limit: 19.7, unit: 'm' as const, source: 'margin' }
    expect(measured(item)).toBe('57.2 m beyond the fence; 19.7 m needed; source: the fence margin')
    expect(measured({ ...item, value: 3 })).toContain('3 m from the fence')
  })

  it('says what each figure is, and times as people say them', () => {
    const interval = { code: 'shutter_too_slow', value: 1.43, limit: 2, unit: 's' as const, source: '' }
    expect(measured(interval)).toBe('a photo every 1.4 s, the camera needs 2 s')
    const expired = { code: 'expired', value: 120_078, limit: 0, unit: 's' as const, source: '' }
    expect(measured(expired)).toBe('over by 33 h 21 min')
  })

  it('names its source in the language of the window', () => {
    expect(sourceWords('无人驾驶航空器飞行管理暂行条例 19')).toBe('UAV interim regulation, art. 19')
    expect(sourceWords('ardupilot: ArduPilot quadcopter (generic)')).toBe('how ArduPilot returns')
    expect(sourceWords('批准 12 号')).toBe('批准 12 号')
    expect(sourceWords('《消防法》第五十三条')).toBe('Fire Protection Law, Art. 53')
  })
})
