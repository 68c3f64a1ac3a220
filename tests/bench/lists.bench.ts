/**
 * Lists in a large district: every list's first page, one deep in it, searches and filters, what is nearby, and one
 * document with what hangs on it, in the services; the same in the window, in a real Chromium over the built renderer.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { InSession } from '../../src/contract/index.ts'
import { openServices } from '../builders/services.ts'
import { isWorkspace } from '../../src/store/workspace.ts'
import { closeBrowser, openBrowserApp } from '../browser/harness.ts'
import {
  districtFolder,
  districtId,
  fillDistrict,
  FIRST_DAY_MS,
  LARGE,
  siteAt,
  takeoffMs,
} from './district.ts'
import { longestTaskMs, pan } from './longestTask.ts'
import type { BenchRow } from './row.ts'

const CALL_MS = 20
const TASK_MS = 50
const START_MS = 2000
/** What did not come by then is given up, and stands in the table as endless. */
const GIVE_UP_MS = 30_000
const RUNS = 20
const STARTS = 3

const ON = `${LARGE.enterprises.toLocaleString('en')} enterprises, ${LARGE.flights.toLocaleString('en')} flights, ${LARGE.footage.toLocaleString('en')} footage, ${LARGE.findings.toLocaleString('en')} findings`

const row = (what: string, on: string, figure: number, limit: number): BenchRow => ({
  what,
  on,
  figure,
  unit: 'ms',
  peer: 'limit',
  peerFigure: limit,
})

export async function rows(): Promise<BenchRow[]> {
  const aside = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-lists-'))
  const dir = districtFolder(path.join(aside, 'district'))
  try {
    if (!isWorkspace(dir)) fillDistrict(dir, LARGE)
    return [...(await serviceRows(dir)), ...(await windowRows(dir))]
  } finally {
    fs.rmSync(aside, { recursive: true, force: true })
  }
}

const PAGE = { limit: 50 }
const FINDINGS = { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '', ...PAGE }
const enterprise = districtId('enterprise', 500)
/** A flight with a whole track, and most of what was shot. */
const flight = districtId('flight', 5000)
const middle = siteAt(500)
/** So many degrees to each side of a place. */
const about = (degrees: number) => ({
  south: middle.lat - degrees,
  north: middle.lat + degrees,
  west: middle.lon - degrees,
  east: middle.lon + degrees,
})

type Asked = [on: string, call: string, input: object]

const ASKED: readonly Asked[] = [
  ['status and its counts', 'workspace.status', {}],
  ['enterprises, first page', 'enterprise.list', PAGE],
  ['enterprises, a page deep in it', 'enterprise.list', { ...PAGE, after: districtId('enterprise', 900) }],
  ['enterprises with 化工1', 'enterprise.list', { ...PAGE, text: '化工1' }],
  ['enterprises by name', 'enterprise.names', {}],
  ['sites by name', 'site.names', {}],
  ['sites in a part of the map', 'site.within', { box: about(0.1), limit: 100 }],
  ['sites in all of the map', 'site.within', { box: about(10), limit: 100 }],
  ['the box about all sites', 'site.extent', {}],
  ['a site', 'site.get', { id: districtId('site', 700) }],
  ['missions, first page', 'mission.list', { ...PAGE, siteId: null }],
  [
    'missions, a page deep in it',
    'mission.list',
    { ...PAGE, siteId: null, after: districtId('mission', 1900) },
  ],
  ['missions with 任务19', 'mission.list', { ...PAGE, siteId: null, text: '任务19' }],
  ['missions by name', 'mission.names', {}],
  ['flights, first page', 'flight.list', { ...PAGE, siteId: null }],
  [
    'flights, a page deep in it',
    'flight.list',
    { ...PAGE, siteId: null, after: { atMs: takeoffMs(500, LARGE.flights), id: districtId('flight', 500) } },
  ],
  ['flights with 任务19', 'flight.list', { ...PAGE, siteId: null, text: '任务19' }],
  ['ways of flights in a site of the map', 'flight.ways', { box: about(0.01), limit: 150 }],
  ['ways of flights in all of the map', 'flight.ways', { box: about(10), limit: 150 }],
  ['footage, first page', 'footage.list', { ...PAGE, flightId: null }],
  [
    'footage, a page deep in it',
    'footage.list',
    { ...PAGE, flightId: null, after: districtId('footage', 190_000) },
  ],
  ['footage in a site of the map', 'footage.within', { box: about(0.01), limit: 150 }],
  ['footage in all of the map', 'footage.within', { box: about(10), limit: 150 }],
  ['findings, first page', 'finding.list', FINDINGS],
  [
    'findings, a page deep in it',
    'finding.list',
    { ...FINDINGS, after: { atMs: FIRST_DAY_MS + 100 * 86_400_000, id: districtId('finding', 10_000) } },
  ],
  ['findings, open ones', 'finding.list', { ...FINDINGS, states: ['toVerify', 'confirmed', 'ordered'] }],
  ['findings, overdue', 'finding.list', { ...FINDINGS, overdueOnly: true }],
  ['findings of one enterprise', 'finding.list', { ...FINDINGS, enterpriseId: enterprise }],
  ['findings, major and open', 'finding.list', { ...FINDINGS, level: 'major', states: ['ordered'] }],
  ['findings with 围堰破损', 'finding.list', { ...FINDINGS, text: '围堰破损' }],
  ['findings with 围堰', 'finding.list', { ...FINDINGS, text: '围堰' }],
  [
    'findings with 围堰, major and open',
    'finding.list',
    { ...FINDINGS, text: '围堰', level: 'major', states: ['ordered'] },
  ],
  ['findings with 堵', 'finding.list', { ...FINDINGS, text: '堵' }],
  ['findings with 号, which all have', 'finding.list', { ...FINDINGS, text: '号' }],
  ['findings with 99999', 'finding.list', { ...FINDINGS, text: '99999' }],
  ['findings with words that none has', 'finding.list', { ...FINDINGS, text: '没有这样的' }],
  ['findings nearby, 100 m', 'finding.nearby', { at: middle, radiusM: 100 }],
  ['findings nearby, 5 km', 'finding.nearby', { at: middle, radiusM: 5000 }],
  ['findings in a site of the map', 'finding.within', { box: about(0.01), limit: 200 }],
  ['findings in all of the map', 'finding.within', { box: about(10), limit: 200 }],
  ['everything with 围堰', 'search.find', { text: '围堰' }],
  ['everything with 号, which all findings have', 'search.find', { text: '号' }],
  ['everything with 堰破, across words', 'search.find', { text: '堰破' }],
  ['everything with DJI', 'search.find', { text: 'DJI' }],
  ['everything with hg1, initials', 'search.find', { text: 'hg1' }],
  ['everything that nothing has', 'search.find', { text: '没有这样的' }],
  ['this week', 'week.list', { enterpriseId: null }],
  ['the visits that a flight offers', 'visit.offers', { flightId: districtId('flight', 4999) }],
  ['the dossier of an enterprise', 'enterprise.dossier', { id: enterprise }],
  ['a flight', 'flight.get', { id: flight }],
  ['the footage of a flight', 'footage.list', { flightId: flight, limit: 500 }],
  ['a finding with its sightings', 'finding.get', { id: districtId('finding', 50_000) }],
]

async function serviceRows(dir: string): Promise<BenchRow[]> {
  const services = openServices({ workspaceDir: dir, pollMs: 0 })
  try {
    const measured: BenchRow[] = []
    for (const [on, call, input] of ASKED) measured.push(await asked(services, on, call, input))
    return measured
  } finally {
    await services.close()
  }
}

async function asked(services: InSession, on: string, call: string, input: object): Promise<BenchRow> {
  const once = async () => {
    const answer = await services.call(call, input)
    if (!answer.ok) throw new Error(`${call} ${answer.code} ${JSON.stringify(answer.params)}`)
  }
  await once()
  // Some systems count a thread's work in large steps: many runs together are told apart, one is not.
  const before = process.threadCpuUsage()
  for (let i = 0; i < RUNS; i++) await once()
  const { user, system } = process.threadCpuUsage(before)
  return row("lists: the services' thread at work", on, (user + system) / 1000 / RUNS, CALL_MS)
}

/** Endless where it does not come. */
const within = (came: Promise<unknown>): Promise<boolean> =>
  came.then(
    () => true,
    () => false,
  )

async function windowRows(dir: string): Promise<BenchRow[]> {
  const app = await openBrowserApp({ isFirstDay: true, locale: 'zh-CN', workspaceDir: dir })
  try {
    const { page } = app
    page.setDefaultTimeout(GIVE_UP_MS)
    const starts: number[] = []
    for (let i = 0; i < STARTS; i++) starts.push(await startMs(page))
    const start = `start to a map with its sites and a list, quickest of ${STARTS}`
    const measured = [row(start, ON, Math.min(...starts), START_MS)]
    for (const [on, act] of ACTS) {
      // A page that does not come to its end, or died of it, has no longest task.
      const figure = await longestTaskMs(page, act).catch(() => Number.POSITIVE_INFINITY)
      measured.push(row('longest task in the window: its thread at work', on, figure, TASK_MS))
    }
    return measured
  } finally {
    await within(app.close())
    await closeBrowser()
  }
}

/** From the beginning of a load to the frame after a first row and the shape of a site stand there. */
async function startMs(page: Page): Promise<number> {
  const isThere = within(
    page
      .reload({ waitUntil: 'commit' })
      .then(() =>
        page.waitForFunction(
          () =>
            document.querySelector('[data-testid="enterprise-row"]') !== null &&
            document.querySelector('[data-testid="map"] path, [data-testid="map"] canvas') !== null,
          undefined,
          { polling: 'raf', timeout: GIVE_UP_MS },
        ),
      ),
  )
  return (await isThere) ? page.evaluate(() => performance.now()) : Number.POSITIVE_INFINITY
}

const open = (room: string, one: string) => async (page: Page) => {
  await page.getByTestId(`room-${room}`).click()
  await page.getByTestId(one).first().waitFor()
  await page.waitForTimeout(1500)
}

const search = (text: string) => async (page: Page) => {
  await page.getByTestId('list').getByRole('searchbox').pressSequentially(text, { delay: 120 })
  await page.waitForTimeout(1500)
  await page.getByTestId('list').getByRole('searchbox').fill('')
  await page.waitForTimeout(1000)
}

const scroll = async (page: Page) => {
  const box = await page.getByTestId('list').boundingBox()
  if (!box) throw new Error('no list')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8)
  for (let i = 0; i < 40; i++) {
    await page.mouse.wheel(0, 1500)
    await page.waitForTimeout(50)
  }
  await page.waitForTimeout(500)
}

const choose = (one: string, shown: string) => async (page: Page) => {
  await page.getByTestId(one).nth(2).click()
  await page.getByTestId(shown).first().waitFor()
  await page.waitForTimeout(1500)
}

const ACTS: readonly [on: string, act: (page: Page) => Promise<void>][] = [
  ['enterprises: the list', open('enterprises', 'enterprise-row')],
  ['enterprises: a search', search('化工1')],
  ['enterprises: scrolling', scroll],
  ['enterprises: one with its dossier', choose('enterprise-row', 'dossier')],
  ['missions: the list', open('missions', 'mission-row')],
  ['missions: a search', search('任务19')],
  ['missions: scrolling', scroll],
  ['missions: one', choose('mission-row', 'mission')],
  ['findings: the list', open('findings', 'finding-row')],
  ['findings: a search', search('围堰破损')],
  ['findings: scrolling', scroll],
  ['findings: one with its sightings', choose('finding-row', 'finding')],
  ['findings: the map dragged and zoomed', pan],
  ['flights: the list', open('flights', 'flight-row')],
  ['flights: a search', search('任务19')],
  ['flights: scrolling', scroll],
  ['flights: one with its footage', choose('flight-row', 'flight')],
  ['flights: the map dragged and zoomed', pan],
]
