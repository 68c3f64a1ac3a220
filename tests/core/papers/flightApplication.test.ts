import { describe, expect, it, test } from 'vitest'
import type { Mission } from '../../../src/core/mission/mission.ts'
import {
  type ApplicationInput,
  application,
  applicationText,
} from '../../../src/core/papers/flightApplication.ts'
import { APPLICATION_ITEMS, type ApplicationField } from '../../../src/core/papers/flightApplicationFields.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { anId } from '../../builders/enterprise.ts'
import { aMission } from '../../builders/mission.ts'
import { aBattery, aCraft, anApprovalOfFlights } from '../../builders/permit.ts'
import { aSite, box } from '../../builders/site.ts'

const PILOT = {
  id: anId(901),
  name: '孟青棠',
  unit: '无人机中队',
  number: 'CAAC-3107',
  licenceUntil: '2027-05-31',
  phone: '010-0000',
}

const input = (over: Partial<ApplicationInput> = {}, mission: Partial<Mission> = {}): ApplicationInput => {
  const own = aMission({
    crew: [{ name: '孟青棠', duty: '机长', personId: PILOT.id }],
    rallyPoints: [{ id: 'r', lat: 41.75, lon: 110.0125, heightM: 60 }],
    home: { lat: 41.74, lon: 110.01, amslM: 1300 },
    ...mission,
  })
  return {
    mission: own,
    route: plan({ mission: own, sites: [aSite()] }),
    sites: [aSite()],
    craft: aCraft(),
    batteries: [aBattery()],
    approval: anApprovalOfFlights({ area: box(-60, -60, 260, 260) }),
    persons: [PILOT],
    language: 'zh',
    ...over,
  }
}
const fieldsOf = (of: ApplicationInput) =>
  new Map(application(of).fields.map(({ id, value, missing }) => [id, { value, missing }]))

describe('the application for a flight', () => {
  test('has the law’s thirteen items, each with something of the form', () => {
    const { items } = application(input())
    expect(items.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(items.map(({ id }) => id)).toEqual([...APPLICATION_ITEMS])
    for (const { id, text } of items) expect([id, text.length > 0]).toEqual([id, true])
  })

  test('is filled field by field from mission, route, crew, aircraft and approval', () => {
    const found = fieldsOf(input())
    const value = (id: ApplicationField) => found.get(id)?.value
    // 1: organiser and crew with licences.
    expect(value('organiser')).toBe('无人机中队')
    expect(value('crew')).toBe('孟青棠 机长，执照 CAAC-3107，有效期至 2027/05/31')
    // 2: type, number, performance, registration.
    expect(value('type')).toBe('样例四旋翼，小型')
    expect(value('number')).toBe('1 架，序列号 SN-0001')
    expect(value('performance')).toBe('巡航 8 米/秒，最大速度 15 米/秒，续航 30 分钟，抗风 12 米/秒')
    expect(value('registration')).toBe('UAS-0001，UOM UOM-0001')
    // 3: nature and way of flying.
    expect(value('kind')).toBe('长期')
    expect(value('purpose')).toContain('企业厂区巡查')
    expect(value('way')).toContain('自主飞行')
    expect(value('sight')).toMatch(/^(视距内|超视距)$/)
    // 4: take-off, landing, alternate, with degrees, minutes and seconds.
    expect(value('takeoff')).toContain('41°44′24.00″N 110°00′36.00″E')
    expect(value('landing')).toContain('41°4')
    expect(value('alternate')).toBe('41°45′00.00″N 110°00′45.00″E')
    // 5: contact.
    expect(value('contactName')).toBe('孟青棠')
    expect(value('contactPhone')).toBe('010-0000')
    // 6: start and end, on the wall clock of the place.
    expect(value('start')).toBe('2026/06/01 10:00')
    expect(value('end')).toMatch(/^2026\/06\/01 10:\d\d$/)
    // 7: route, heights, speeds, volume, entry and exit.
    expect(value('height')).toBe('相对起飞点 60 米，海拔 1360 米')
    expect(value('legs')).toMatch(/^\d+ 个航点，航程 \d+ 米，高度 \d+ 至 60 米/)
    expect(value('speed')).toBe('8 米/秒')
    expect(value('volume')?.split('; ')).toHaveLength(4)
    expect(value('wayIn')).toMatch(/^\d+°\d\d′[\d.]+″N \d+°\d\d′[\d.]+″E$/)
    expect(value('wayOut')).toMatch(/^\d+°\d\d′[\d.]+″N \d+°\d\d′[\d.]+″E$/)
    // 8 to 10: link, surveillance, transponder.
    expect(value('link')).toBe('2400–2483.5 MHz，带宽 20 MHz')
    expect(value('surveillance')).toBe('卫星导航、网络识别')
    expect(value('transponder')).toBe('未装应答机')
    // 11: emergency procedure.
    expect(value('emergency')).toContain('失联：返航')
    expect(value('emergency')).toContain('返航高度 60 米')
    // 12 and 13: special needs, other.
    expect(value('special')).toBe('无')
    expect(value('other')).toBe('批准 长〔2026〕7号（样例空管），电池 B1，BT-0001')
    for (const [id, { missing }] of found) expect([id, missing]).toEqual([id, ''])
  })

  test('says in words what is missing, and makes nothing up', () => {
    const bare = input(
      { craft: null, batteries: [], approval: null, persons: [], sites: [] },
      { plannedAtMs: null, crew: [], patterns: [], siteIds: [], fence: [] },
    )
    const { special: _special, ...mission } = bare.mission
    const found = fieldsOf({ ...bare, mission, route: plan({ mission, sites: [] }) })
    const missing = [...found].filter(([, { value }]) => value === '').map(([id]) => id)
    expect(missing).toEqual([
      'purpose',
      'sight',
      'start',
      'end',
      'height',
      'contactName',
      'contactPhone',
      'organiser',
      'crew',
      'type',
      'number',
      'registration',
      'volume',
      'wayIn',
      'wayOut',
      'legs',
      'speed',
      'link',
      'surveillance',
      'transponder',
      'special',
    ])
    for (const id of missing) expect(found.get(id)?.missing).toMatch(/[一-龥]/)
  })

  it('does not take somebody without a licence for a licensed one', () => {
    const found = fieldsOf(input({ persons: [{ ...PILOT, number: '' }] }))
    expect(found.get('crew')).toMatchObject({ value: '' })
    expect(fieldsOf(input({ persons: [] })).get('crew')).toMatchObject({ value: '' })
  })

  it('names what is so of the five cases', () => {
    const special = { relay: true, dropping: false, crowd: false, moving: true, distributed: false }
    expect(fieldsOf(input({}, { special })).get('special')?.value).toBe(
      '通过通信基站或互联网中继飞行，在移动的交通工具上操控',
    )
  })

  it.each(['zh', 'en'] as const)(
    'is the same text for the same input, with nothing left open, in %s',
    (language) => {
      for (const of of [input({ language }), input({ language, craft: null, persons: [] })]) {
        const text = applicationText(application(of))
        expect(applicationText(application(of))).toBe(text)
        expect(text).not.toMatch(/undefined|null|NaN|[{}]/)
        if (language === 'en') expect(text.replace(/[“”‘’（）]/g, '')).toContain('Take-off')
      }
    },
  )
})
