import fs from 'node:fs'
import path from 'node:path'
import { DOMParser } from '@xmldom/xmldom'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { degreesMinutesSeconds } from '../../../src/core/geo/coordinates.ts'
import type { FormatInput } from '../../../src/core/formats/formatInput.ts'
import { writeApplication, writeApplicationTable } from '../../../src/core/formats/papers/application.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { writeSheet } from '../../../src/core/formats/papers/sheet.ts'
import { MissionFile } from '../../../src/core/mission/missionFile.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { Mission } from '../../../src/core/mission/mission.ts'
import { EXPORTED_AT_MS, aMission, aVehicle } from '../../builders/mission.ts'
import { aSite } from '../../builders/site.ts'

const folder = path.resolve('missions/demo/missions')
const inputOf = (file: string): FormatInput => {
  const { mission, sites } = MissionFile.parse(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')))
  return {
    mission,
    sites,
    route: plan({ mission, sites }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: 'c'.repeat(64),
  }
}

describe('degrees, minutes and seconds', () => {
  test('are those of the place, and read back to within a hundredth of a second', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (degrees) => {
        const text = degreesMinutesSeconds(degrees, ['E', 'W'])
        const match = /^(\d+)°(\d\d)′(\d\d\.\d\d)″([EW])$/.exec(text)
        if (!match) throw new Error(text)
        const [, d, m, s, letter] = match
        expect(Number(m)).toBeLessThan(60)
        expect(Number(s)).toBeLessThan(60)
        const back = (Number(d) + Number(m) / 60 + Number(s) / 3600) * (letter === 'W' ? -1 : 1)
        expect(Math.abs(back - degrees)).toBeLessThanOrEqual(0.0051 / 3600)
      }),
    )
    expect(degreesMinutesSeconds(41.99999999, ['N', 'S'])).toBe('42°00′00.00″N')
  })
})

describe('the sortie sheet', () => {
  const sheet = (over: Partial<Mission>, language: 'zh' | 'en' = 'en'): string => {
    const mission = aMission(over)
    const route = plan({ mission, sites: [aSite()] })
    const written = writeSheet({
      mission,
      sites: [aSite()],
      route,
      releases: [],
      exportedAtMs: EXPORTED_AT_MS,
      revision: 'c',
      language,
    })
    return String(written.content)
  }
  const weather = {
    kind: 'observed' as const,
    atMs: Date.UTC(2026, 5, 1, 1, 30),
    source: '<Kestrel> & co',
    visibilityM: 8000,
    precipitation: 'drizzle' as const,
    text: 'cloud at 900 m',
  }
  const { margin, conditions } = aMission()

  test('says whose site it is and whom to call there, what was found in words, and numbers what the table numbers', () => {
    const mission = aMission({ authorisation: null })
    const route = plan({ mission, sites: [aSite()] })
    const officer = { name: '王样例', duty: '安全员', phone: '13800000000' }
    const write = (language: 'zh' | 'en') =>
      String(
        writeSheet({
          mission,
          sites: [aSite()],
          route,
          releases: [],
          exportedAtMs: EXPORTED_AT_MS,
          revision: 'c',
          language,
          enterprises: [
            {
              name: { zh: '样例酸业', en: 'Sample Acid' },
              safetyOfficer: null,
              contacts: [{ ...officer, phone: '' }, officer],
            },
          ],
          told: ({ code, params }) => wordsOf(language, 'check', code, params),
        }).content,
      )
    const text = write('en')
    expect(text).toContain('<dd>Sample Acid</dd>')
    expect(text).toContain('<dd>王样例 13800000000</dd>')
    expect(text).toContain('<td>There is no flight approval.</td>')
    expect(text).toContain(`<dd>${mission.vehicle.maxWindMS} m/s</dd>`)
    expect(text).not.toMatch(/ share<|for application/)
    // The last waypoint of the table stands on the map too.
    expect(text).toMatch(new RegExp(`paint-order="stroke">${route.points.length}</text>`))
    expect(write('zh')).toContain('<td>没有飞行批准。</td>')
  })

  test('says what the signs of its waypoints mean, those that stand there', () => {
    const content = String(writeSheet(inputOf('2-sulfuric-acid-works-survey.json')).content)
    expect(content).toContain('◉/ 每隔该距离或时间拍照 · ∠ 云台俯仰角')
    expect(content).not.toContain('停留秒数')
  })

  test('says what was seen of the weather beside what the verdict reckons with', () => {
    const text = sheet({
      weather,
      margin: { ...margin, windMS: 4 },
      conditions: { ...conditions, gustMS: 7.5, temperatureC: -3 },
    })
    for (const words of [
      'observed',
      '&lt;Kestrel&gt; &amp; co',
      '8,000 m',
      'drizzle',
      'cloud at 900 m',
      '4 m/s',
      '7.5 m/s',
      '-3 °C',
    ])
      expect(text).toContain(words)
    // 09:30 in China.
    expect(text).toMatch(/9:30/)
    expect(sheet({ weather }, 'zh')).toContain('毛毛雨')
  })

  test('leaves a line to write on where nobody has said', () => {
    const text = sheet({})
    expect(text).toContain('not stated')
    expect(text).toContain('________')
    expect(sheet({ weather })).not.toMatch(/Weather<\/h2>.*_{20}.*Pre-flight/s)
  })

  test('has the checks of the firmware with boxes, or those that somebody wrote instead', () => {
    const boxes = (text: string) => [...text.matchAll(/<li>([^<]*)<\/li>/g)].map((match) => match[1])
    const own = boxes(sheet({ checklist: ['first', 'second'] }))
    expect(own).toEqual(['first', 'second'])
    const dji = boxes(sheet({ vehicle: aVehicle({ firmware: 'dji' }) }))
    const copter = boxes(sheet({ vehicle: aVehicle({ firmware: 'ardupilot' }) }))
    expect(dji.some((line) => line?.includes('No fence on board'))).toBe(true)
    expect(copter.some((line) => line?.includes('fence enabled'))).toBe(true)
    expect(boxes(sheet({}, 'zh')).length).toBe(copter.length)
    expect(sheet({})).toContain('☐')
  })

  test('of a mission without either is of the same document as before', () => {
    expect(Object.keys(Mission.parse(aMission()))).not.toContain('weather')
    expect(Object.keys(Mission.parse(aMission()))).not.toContain('checklist')
  })
})

describe.each(fs.readdirSync(folder).sort())('the papers of %s', (file) => {
  const input = inputOf(file)
  test.each(['zh', 'en'] as const)('are whole pages in %s that need nothing from outside', (language) => {
    for (const write of [writeSheet, writeApplication]) {
      const content = String(write({ ...input, language }).content)
      expect(content).toMatch(/^<!doctype html>\n<html lang="(zh|en)">/)
      expect(content).not.toMatch(/src=|href=|url\(|<script|undefined|NaN/)
      const faults: string[] = []
      new DOMParser({
        onError: (level, message) => level !== 'warning' && faults.push(String(message)),
      }).parseFromString(
        content.replace('<!doctype html>', '').replace('<meta charset="utf-8">', ''),
        'text/xml',
      )
      expect(faults).toEqual([])
      expect(content).toContain(input.revision)
    }
  })

  test('list every corner of the fence and say what they are for', () => {
    const content = String(writeApplication(input).content)
    expect(content).toContain('申请用')
    for (const zone of input.mission.fence)
      if (zone.inclusion && zone.shape === 'polygon')
        for (const { lat } of zone.ring) expect(content).toContain(degreesMinutesSeconds(lat, ['N', 'S']))
    expect(String(writeApplicationTable(input).content)).toContain('申请用')
  })
})

test('an unsafe mission that nobody released has its sheet marked as one that may not fly', () => {
  const sheet = (file: string) => String(writeSheet(inputOf(file)).content)
  expect(sheet('9-unsafe.json')).toContain('<span class="mark">有错误且未放行，不得飞行</span>')
  expect(sheet('2-sulfuric-acid-works-survey.json')).not.toContain('<span class="mark">')
})

test('names are text, whatever they hold', () => {
  const name = { zh: '<script>alert(1)</script>"&\'', en: '' }
  const mission = aMission({ name, crew: [{ name: '<img src=x>', duty: '' }] })
  const sites = [aSite({ name })]
  const content = String(
    writeSheet({
      mission,
      sites,
      route: plan({ mission, sites }),
      releases: [],
      exportedAtMs: EXPORTED_AT_MS,
      revision: 'd'.repeat(64),
    }).content,
  )
  expect(content).not.toMatch(/<script|<img/)
})
