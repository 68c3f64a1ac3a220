/** What hangs on who is at the window, in the real application: a release by a one-time code, and the lock that stops no work. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CODE_RANDOM_BYTES, makeCode } from '../../src/core/people/code.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { aMission } from '../builders/mission.ts'
import { reviewFlight, reviewPhotos, reviewSite } from '../builders/reviewFlight.ts'
import { mockVehicle } from '../link/mockVehicle.ts'
import { WAIT_MS } from '../limits.ts'
import { look } from '../walk/look.ts'
import { openCard, openMission, openRoom } from '../walk/openings.ts'
import { type Known, signIn, signOut, takeIn, unfold } from '../walk/people.ts'
import { type Desktop, openDesktop } from './harness.ts'

const CHIEF: Known = { name: '贺兰舟', role: 'supervisor', passphrase: '北风吹雁南归 7' }
const PILOT: Known = { name: '孟青棠', role: 'operator', passphrase: '白鹭过山溪水 3' }
const PHOTOS = 24
const CODE = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/g

let desktop: Desktop
let vehicle: Awaited<ReturnType<typeof mockVehicle>>
const id = (testId: string) => desktop.page.getByTestId(testId)
const fill = (testId: string, text: string) => id(testId).locator('input').fill(text)

beforeAll(async () => {
  vehicle = await mockVehicle({
    firmware: 'ardupilot',
    isArmed: false,
    at: { lat: 41.7706, lon: 109.9708, heightM: 0.2, amslM: 1605.2, batteryPercent: 91, item: 0 },
  })
  desktop = await openDesktop()
})
afterAll(async () => {
  await desktop.close()
  vehicle.close()
})

/** The codes of a sheet that the supervisor at the window prints. */
async function printSheet(): Promise<string[]> {
  await unfold(desktop, 'release-sheets')
  const before = new Set(fs.readdirSync(desktop.downloads))
  const made = () =>
    fs.readdirSync(desktop.downloads).filter((name) => name.endsWith('.html') && !before.has(name))
  await id('print-sheet').click()
  await expect.poll(() => made().length).toBe(1)
  const codes = () => fs.readFileSync(path.join(desktop.downloads, made()[0] ?? ''), 'utf8').match(CODE) ?? []
  await expect.poll(() => codes().length).toBe(20)
  return codes()
}

/** Asks for an export with a code; answers what the window says of it, '' where it is done. */
async function askWith(code: string): Promise<string> {
  const refusals = id('notice-error')
  // Of many only the newest are shown: what was refused before is put away.
  while ((await refusals.count()) > 0) await refusals.first().getByRole('button').click()
  await fill('release-code', code)
  await id('export-go').click()
  await expect
    .poll(async () => (await id('export-done').count()) > 0 || (await refusals.count()) > 0)
    .toBe(true)
  return (await id('export-done').count()) > 0 ? '' : ((await refusals.last().textContent()) ?? '')
}

async function openHeld(name: string): Promise<void> {
  await openMission(desktop, name)
  await id('export').click()
  await id('export-blocked').waitFor()
  await id('release-reason').locator('textarea').fill('储罐着火，立即侦察')
  await id('release-by').selectOption(CHIEF.name)
  if (await id('release-basis').count()) await id('release-basis').locator('textarea').fill('储罐着火')
}

it('an error passes by the code of a printed sheet, once; a guess, a foreign and a used one are refused in words', async () => {
  await takeIn(desktop, CHIEF, [PILOT])
  for (const [n, name] of [
    [301, '甲任务'],
    [302, '乙任务'],
  ] as const) {
    const doc = aMission({ id: anId(n), name: { zh: name, en: name }, siteIds: [], authorisation: null })
    await desktop.call('mission.put', { base: null, doc })
  }
  const [first = ''] = await printSheet()
  await signOut(desktop)
  await signIn(desktop, PILOT)
  await openHeld('甲任务')
  const slip = first.slice(0, -1) + (first.endsWith('0') ? '1' : '0')
  expect(await askWith(slip)).toContain('末位为校验位')
  const foreign = makeCode(first.startsWith('ZZZ') ? 'YYY' : 'ZZZ', 0, new Uint8Array(CODE_RANDOM_BYTES))
  expect(await askWith(foreign.text)).toContain('不属于本工作区')
  const guess = makeCode(first.slice(0, 3), 0, new Uint8Array(CODE_RANDOM_BYTES).fill(7))
  expect(await askWith(guess.text)).toContain('不属于本工作区')
  await look(desktop, 'people-code-refused')
  // As a person types it, without its dashes and small.
  expect(await askWith(first.toLowerCase().replaceAll('-', ' '))).toBe('')
  await look(desktop, 'people-code-used')
  await openHeld('乙任务')
  const refused = await askWith(first)
  expect(refused).toContain('已用过')
  expect(refused).toContain(PILOT.name)
  expect(refused).toContain('甲任务')

  const [frozen] = await desktop.call('mission.frozen', { id: anId(301) })
  const [sheet] = await desktop.call('release.sheets', {})
  const used = sheet?.doc.codes.find((one) => one.used !== null)
  expect(used?.used).toMatchObject({
    revision: frozen?.doc.revision,
    by: { name: PILOT.name },
    missionName: '甲任务',
  })
  expect(frozen?.doc.releases).toMatchObject([{ by: CHIEF.name, proof: 'code', code: `${sheet?.doc.tag}-1` }])
  const { lines } = await desktop.call('journal.read', {
    who: null,
    aggregate: 'releaseSheet',
    id: sheet?.doc.id ?? null,
    fromMs: null,
    toMs: null,
    before: null,
    limit: 10,
  })
  expect(lines[0]?.actor).toMatchObject({ name: PILOT.name, proved: true })
  // What is found by its sheet says what the code was used on.
  expect(lines[0]?.subjects.map(({ aggregate }) => aggregate)).toEqual(['frozen'])
})

it('the idle lock hides the window, and what was being copied and heard goes on: after signing in all of it is there', async () => {
  await desktop.call('enterprise.put', { base: null, doc: anEnterprise() })
  await desktop.call('site.put', { base: null, doc: reviewSite })
  await desktop.call('flight.put', { base: null, doc: reviewFlight })
  const folder = path.join(desktop.home, 'card')
  fs.mkdirSync(folder)
  const files = reviewPhotos(PHOTOS).map(({ name, bytes }) => {
    const file = path.join(folder, name)
    fs.writeFileSync(file, bytes())
    return file
  })
  // A vehicle is heard meanwhile.
  await openMission(desktop, '甲任务')
  await id('link-section').locator('summary').click()
  await fill('link-address', vehicle.link)
  await id('link-open').click()
  await id('link-live').waitFor()
  await openCard(desktop, files)
  await id('card-bring').waitFor()
  // In one go: the card is begun, and it is as after an hour in which nobody's hands were on it.
  await desktop.page.evaluate(() => {
    const seen = { lockedAtMs: 0 }
    Object.assign(window, { seen })
    const real = Date.now.bind(Date)
    new MutationObserver((_all, observer) => {
      if (!document.querySelector('[data-testid="sign-in"]')) return
      seen.lockedAtMs = real()
      observer.disconnect()
    }).observe(document.body, { subtree: true, childList: true })
    document.querySelector<HTMLElement>('[data-testid="card-bring"]')?.click()
    Date.now = () => real() + 3_600_000
    window.dispatchEvent(new PointerEvent('pointermove'))
    Date.now = real
  })
  await id('sign-in').waitFor({ timeout: WAIT_MS })
  expect(await id('card-bring').isVisible()).toBe(false)
  expect(await id('room-flights').isVisible()).toBe(false)
  await look(desktop, 'people-locked')
  await signIn(desktop, PILOT)
  await openRoom(desktop, 'flights')
  const footage = async () =>
    (await desktop.call('footage.list', { flightId: reviewFlight.id, after: null, limit: 100 })).rows
  await expect.poll(async () => (await footage()).length, { timeout: WAIT_MS }).toBe(PHOTOS)
  const lockedAtMs = await desktop.page.evaluate(
    () => (window as unknown as { seen: { lockedAtMs: number } }).seen.lockedAtMs,
  )
  const { lines } = await desktop.call('journal.read', {
    who: null,
    aggregate: 'footage',
    id: null,
    fromMs: null,
    toMs: null,
    before: null,
    limit: 100,
  })
  // What was written while the window was hidden is whose who began it.
  const behind = lines.filter(({ atMs }) => atMs >= lockedAtMs)
  expect(behind.length).toBeGreaterThan(0)
  expect(behind.map(({ actor }) => actor.name)).toEqual(behind.map(() => PILOT.name))
  expect((await desktop.call('workspace.verify', {})).ok).toBe(true)
  await openMission(desktop, '甲任务')
  await unfold(desktop, 'link-section')
  await id('link-live').waitFor()
  await expect.poll(() => id('link-live').innerText()).toContain('41.770600, 109.970800')
  await id('link-close').click()
  await id('link-open').waitFor()
})
