import { describe, expect, it } from 'vitest'
import { timelineOf } from '../../../src/core/papers/reports/timeline.ts'
import { dossierReport, type DossierParts } from '../../../src/core/papers/reports/dossier.ts'
import { flightReport, type FlightReportParts } from '../../../src/core/papers/reports/flightReport.ts'
import type { PictureShown, ReportMade } from '../../../src/core/papers/reports/parts.ts'
import { aFlight, anEnterprise, anId } from '../../builders/enterprise.ts'
import { aFinding } from '../../builders/finding.ts'
import { bentTrack, T0 } from '../../builders/pictures.ts'

const made = (over: Partial<ReportMade> = {}): ReportMade => ({
  language: 'zh',
  atMs: T0,
  by: '贺兰舟',
  unit: '示范支队',
  head: { station: 'a'.repeat(32), seq: 7, hash: 'b'.repeat(64) },
  unmaskedReason: '',
  marks: [],
  ...over,
})
const aPicture = (n: number): PictureShown => ({
  fileName: `DJI_${n}.JPG`,
  kind: 'photo',
  sha256: n.toString(16).padStart(64, '0'),
  takenAtMs: T0 + n * 1000,
  momentS: null,
  at: { lat: 41.77 + n * 1e-5, lon: 109.97 },
  errorM: 2,
  heightM: 60,
  headingDeg: n % 360,
  pitchDeg: -45,
  device: '',
  src: 'data:image/jpeg;base64,AAAA',
  why: '',
  covered: 'none',
})
const aFlightReport = (over: Partial<FlightReportParts> = {}): FlightReportParts => ({
  made: made(),
  flight: aFlight({ takeoffAtMs: T0, landedAtMs: T0 + 300_000, track: bentTrack(), pilot: '孟青棠' }),
  mission: null,
  revision: null,
  sites: [],
  enterprises: [],
  flownWith: { approved: null, approval: null, report: null, craft: null, batteries: [] },
  departures: [],
  releases: [],
  coverage: [],
  pictures: [],
  logs: [],
  findings: [],
  notHere: 0,
  ...over,
})
const aDossier = (over: Partial<DossierParts> = {}): DossierParts => ({
  made: made(),
  enterprise: anEnterprise(),
  sites: [],
  visits: [],
  findings: [],
  orders: [],
  missions: [],
  flights: [],
  duties: [],
  selfChecks: [],
  papers: [],
  statistics: [],
  timeline: [],
  pictures: [],
  notHere: 0,
  ...over,
})
const count = (text: string, part: string): number => text.split(part).length - 1

describe('reports on paper', () => {
  it('name all of many pictures, each in a row that no page cuts', () => {
    const pictures = Array.from({ length: 401 }, (_, i) => aPicture(i + 1))
    const page = flightReport(aFlightReport({ pictures }), null)
    for (const { sha256 } of pictures) expect(page).toContain(sha256)
    expect(count(page, '<div class="row">')).toBe(134)
    expect(page).toMatch(/\.row \{[^}]*break-inside: avoid/)
    // Their places are on the map, with the way that each looked.
    expect(count(page, '<circle r="4.5"')).toBe(401)
  })

  it('list all of many findings, and each of their steps in the timeline', () => {
    const findings = Array.from({ length: 350 }, (_, i) => ({
      doc: aFinding({ id: anId(1000 + i), title: `隐患之${i}。` }),
      dueMs: null,
      isOverdue: false,
      pictureNos: [],
    }))
    const told = timelineOf({
      visits: [],
      flights: [],
      findings: findings.map(({ doc }) => doc),
      orders: [],
      selfChecks: [],
      papers: [],
    })
    expect(told.filter(({ kind }) => kind === 'opened')).toHaveLength(350)
    const timeline = told.map(({ atMs, id }) => ({ atMs, said: `发现隐患：${id}` }))
    const page = dossierReport(aDossier({ findings, timeline }))
    for (const { doc } of findings) expect(count(page, `>${doc.title}<`)).toBe(1)
    expect(count(page, '发现隐患：')).toBe(told.length)
  })

  it.each(['zh', 'en'] as const)('say what is lacking and what holds of them in words (%s)', (language) => {
    const marks = ['unapproved', 'alone', 'draft', 'unmasked'] as const
    const own = made({ language, marks, unmaskedReason: '法院<b>' })
    const pages = [
      flightReport(aFlightReport({ made: own, flight: aFlight(), notHere: 2 }), null),
      dossierReport(aDossier({ made: own, notHere: 1 })),
    ]
    const said = {
      zh: ['未批准', '单人办理', '草稿', '含未遮挡影像'],
      en: ['Not approved', 'Handled by one', 'Draft', 'Unmasked'],
    }[language]
    for (const page of pages) {
      for (const mark of said) expect(page).toContain(mark)
      expect(page).toContain('法院&lt;b&gt;')
      const text = page.slice(page.indexOf('<body>')).replace(/<[^>]*>/g, ' ')
      expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\{/)
      // Its style has the marks and the page's number at each edge.
      expect(page).toMatch(/@bottom-right \{ content: counter\(page\)/)
      expect(page).toContain("default-src 'none'")
    }
    expect(pages[0]).toContain(language === 'zh' ? '本架次没有轨迹' : 'This flight has no track')
  })

  it('let no name turn the page into anything else', () => {
    const pilot = '</style><script>alert(1)</script>"\u202e'
    const page = flightReport(
      aFlightReport({ flight: aFlight({ takeoffAtMs: T0, pilot }), made: made({ by: pilot }) }),
      null,
    )
    expect(page).not.toContain('<script')
    expect(page).not.toContain('\u202e')
    expect(count(page, '</style>')).toBe(1)
  })

  it('draw no map that a picture far off would make too small', () => {
    const pictures = [aPicture(1), { ...aPicture(2), at: { lat: 0, lon: 0 } }]
    const page = flightReport(aFlightReport({ pictures }), null)
    expect(count(page, '<circle r="4.5"')).toBe(1)
    expect(page).toContain('另有 1 处位置相距过远')
  })
})
