import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { electronAtHand } from '../../scripts/electron.mjs'
import { look } from '../walk/look.ts'
import { openDemo, openRoom } from '../walk/openings.ts'
import { type Desktop, openDesktop } from './harness.ts'

const root = path.resolve(import.meta.dirname, '../..')
const GOLDEN = path.join(root, 'missions/golden')
const FIRST = '1-sulfuric-acid-works-routine-waypoints.plan'
const SECOND = '11-smelter-rings-about-the-stack.plan'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop({ args: [path.join(GOLDEN, FIRST)] })
})
afterAll(() => desktop.close())

/** Starts the application once more, as a double click does, and waits until it has handed its files over. */
const startAgain = (cwd: string, ...files: string[]): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, SORTIE_HOME: desktop.home, LC_ALL: 'C.UTF-8' }
    delete (env as Record<string, unknown>)['NODE_OPTIONS']
    const again = spawn(electronAtHand(root) ?? '', ['--no-sandbox', root, '--lang=zh-CN', ...files], {
      cwd,
      env,
    })
    again.once('error', reject)
    again.once('exit', resolve)
  })
const missions = async (): Promise<number> =>
  (await desktop.call('mission.list', { siteId: null, limit: 1 })).total
const card = () => desktop.page.getByTestId('opened-file')

it('started with a mission file it waits in the import of a new mission, over a workspace that is opened meanwhile', async () => {
  const { page } = desktop
  await page.getByText(FIRST).waitFor()
  await look(desktop, 'opened-empty')
  // The first words of an empty workspace come back in another room.
  await openRoom(desktop, 'enterprises')
  await openDemo(desktop)
  expect(await desktop.call('files.opened', {})).toMatchObject([{ name: FIRST, isReadable: true }])
})

it('a second start hands its file to the first window, which brings in what somebody has said yes to', async () => {
  const { page } = desktop
  const before = await missions()
  expect(await startAgain(GOLDEN, SECOND)).toBe(3)
  await card().getByText(FIRST).waitFor()
  await look(desktop, 'opened-mission')
  expect(await missions()).toBe(before)
  await page.getByTestId('opened-take').click()
  await expect.poll(missions).toBe(before + 1)
  await expect.poll(() => desktop.call('files.opened', {})).toMatchObject([{ name: SECOND }])
})

it('says of what is no file that it cannot be opened', async () => {
  expect(await startAgain(GOLDEN, 'gone.plan')).toBe(3)
  await desktop.page.getByText('gone.plan').waitFor()
  await expect.poll(() => desktop.call('files.opened', {})).toMatchObject([{ name: SECOND }])
})

it('goes to receiving with an exchange file', async () => {
  const file = path.join(desktop.home, 'of another.sortie')
  fs.writeFileSync(file, 'none')
  expect(await startAgain(desktop.home, 'of another.sortie')).toBe(3)
  await card().getByText('of another.sortie').waitFor()
  await look(desktop, 'opened-exchange')
  await card().getByText('放弃').click()
  await card().waitFor({ state: 'detached' })
})
