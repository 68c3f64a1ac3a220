import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawSite } from './drawing.ts'
import { openDemo, openRoom, type Window } from './openings.ts'

const footage = path.resolve(import.meta.dirname, '../../missions/demo/footage')

export type Walked = Window & {
  /** A folder for what the walk needs. */
  scratch: string
  /** Does what saves a file, and answers where it was saved. */
  saved(act: () => Promise<void>): Promise<string>
  close(): Promise<void>
}

/** From an enterprise on the map to a mission file and a finding, as a person does it. */
export function mainJobSuite(name: string, open: () => Promise<Walked>): void {
  describe(`the main job in ${name}`, () => {
    let walked: Walked
    const page = () => walked.page
    const id = (testId: string) => walked.page.getByTestId(testId)
    const errors = () => walked.page.locator('[data-testid=check-item][data-rule="fence.leg"]').count()

    beforeAll(async () => {
      walked = await open()
    })
    afterAll(async () => {
      await walked.close()
    })

    it('opens the demo and draws a site', async () => {
      await openDemo(walked)
      await drawSite(walked, '新库区', [
        [0.3, 0.72],
        [0.3, 0.88],
        [0.5, 0.88],
        [0.5, 0.72],
      ])
    })

    it('plans a survey of it, with an approval', async () => {
      await id('plan-mission').click()
      await id('make-survey').click()
      await id('figures').waitFor()
      await id('authorisation-number').locator('input').fill('演空批〔2026〕1 号')
      await id('authorisation-authority').locator('input').fill('演示空管')
      await id('authorisation-apply').click()
      await expect
        .poll(() => page().locator('[data-testid=check-item][data-rule="authorisation"]').count())
        .toBe(0)
    })

    it('plans a perimeter, sees that it leaves the fence, and fixes it', async () => {
      await id('mission').waitFor()
      await openRoom(walked, 'missions')
      await id('new-mission-button').click()
      await id('mission-site').selectOption({ label: '新库区' })
      await id('make-perimeter').click()
      await id('perimeter-standoff').waitFor()
      await expect.poll(errors).toBe(0)
      await id('perimeter-side').selectOption('outside')
      const standoff = id('perimeter-standoff').locator('input')
      await standoff.fill('80')
      await standoff.press('Enter')
      await expect.poll(errors).toBeGreaterThan(0)
      await standoff.fill('5')
      await standoff.press('Enter')
      await expect.poll(errors).toBe(0)
    })

    it('exports the survey, and every item of it is in the file', async () => {
      await id('mission-row').filter({ hasText: '面状' }).filter({ hasText: '新库区' }).first().click()
      await id('figures').waitFor()
      await id('export').click()
      if (await id('export-blocked').count()) {
        await id('release-reason').locator('textarea').fill('演练')
        await id('release-by').locator('input').fill('顾砚之')
        await id('release-role').locator('input').fill('负责人')
        if (await id('release-basis').count()) await id('release-basis').locator('textarea').fill('演练')
      }
      const file = await walked.saved(() => id('export-go').click())
      const plan = JSON.parse(fs.readFileSync(file, 'utf8')) as {
        mission: { items: unknown[] }
      }
      expect(plan.mission.items.length).toBeGreaterThan(4)
      await page().getByTestId('export-panel').getByRole('button').first().click()
    })

    it('logs the flight, attaches a photo, places a finding, and finds it on the page of the enterprise', async () => {
      await id('log-flight').click()
      await id('save-flight').click()
      await id('flight').waitFor()
      const photo = fs.readdirSync(footage).find((name) => /\.jpe?g$/i.test(name)) ?? ''
      // The demo holds the photo already: one byte behind its end makes it another original.
      const taken = path.join(walked.scratch, '现场.jpg')
      fs.writeFileSync(taken, Buffer.concat([fs.readFileSync(path.join(footage, photo)), Buffer.from([0])]))
      await id('footage-files').setInputFiles(taken)
      await id('thumb').first().click()
      await id('footage-finding').click()
      await id('finding-title').locator('input').fill('库区围墙破损')
      await id('save-finding').click()
      await id('last-finding').click()
      await id('finding-owner-link').click()
      await id('dossier-findings').getByText('库区围墙破损').waitFor()
    })
  })
}
