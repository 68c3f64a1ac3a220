/** From a campaign to a closed finding, as three people bring it there: the demo in Chinese, in the desktop window. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flownToday, phonePhoto } from '../builders/flownToday.ts'
import { look } from '../walk/look.ts'
import {
  openCard,
  openClip,
  openDemo,
  openFlight,
  openMission,
  openPicture,
  openRoom,
  rowSaying,
} from '../walk/openings.ts'
import { become, type Known, signIn, signOut, takeIn, tryPassphrase } from '../walk/people.ts'
import { cellOf, dayFromToday, openBoard, openTab, type Seen, seeAll, typeDay } from '../walk/story.ts'
import { type Desktop, openDesktop } from './harness.ts'

describe('three people at one window', () => {
  const chief: Known = { name: '贺兰舟', role: 'supervisor', passphrase: '北风吹雁南归 7' }
  const officer: Known = { name: '顾砚之', role: 'officer', passphrase: '长河落日圆圆 3' }
  const operator: Known = { name: '孟青棠', role: 'operator', passphrase: '大漠孤烟直上 5' }
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await openDesktop()
  })
  afterAll(() => desktop.close())

  it('lets nobody in by a wrong passphrase, says so, and each of them in by their own', async () => {
    const { page } = desktop
    await takeIn(desktop, chief, [officer, operator])
    await signOut(desktop)
    expect(await page.getByTestId('room-missions').count()).toBe(0)
    for (const person of [chief, officer, operator]) {
      await tryPassphrase(desktop, person.name, '不是这一句 1')
      await expect.poll(() => page.getByTestId('sign-in-problem').textContent()).toContain(person.name)
      await look(desktop, `story-sign-in-${person.role}`)
      await signIn(desktop, person)
      expect(await page.getByTestId('who-acts').textContent()).not.toContain('未验证')
      await signOut(desktop)
    }
  })
})

describe('the story of a finding', () => {
  const [OPERATOR, OFFICER, CHIEF] = ['孟青棠', '顾砚之', '贺兰舟']
  const CAMPAIGN = '易制毒化学品四轮联合清查'
  const ENTERPRISE = '砂泉岭酸业有限公司'
  const MISSION = '硫酸厂区 重点部位定点巡查（顺序可变）'
  const TITLE = '二号罐围堰西角开裂'
  const [ORDER, REST] = ['责改〔测试〕1号', '责改〔测试〕2号']
  let desktop: Desktop
  let scratch: string
  const id = (testId: string) => desktop.page.getByTestId(testId)
  const fill = (testId: string, text: string) => id(testId).locator('input').fill(text)
  const see = (
    seen: Pick<Seen, 'board' | 'week' | 'journal'> & { round?: number; dossier: string | null },
  ): Promise<void> =>
    seeAll(desktop, {
      campaign: CAMPAIGN,
      enterprise: ENTERPRISE,
      round: 1,
      ...seen,
      dossier: seen.dossier === null ? null : { title: TITLE, says: seen.dossier },
    })
  const openFinding = async (): Promise<void> => {
    await openRoom(desktop, 'findings')
    await (await rowSaying(desktop, 'finding-row', TITLE)).click()
    await id('finding').getByRole('heading', { name: TITLE }).waitFor()
  }
  const openOrder = async (no: string): Promise<void> => {
    await openTab(desktop, 'orders')
    await id('order-row').filter({ hasText: no }).click()
    await id('order').filter({ hasText: no }).waitFor()
  }
  /** Whether this week has the re-check depends on what days off lie between: the clock itself says. */
  const isThisWeek = async (): Promise<boolean> => {
    const rows = (
      await desktop.call('finding.list', {
        enterpriseId: null,
        states: [],
        level: null,
        overdueOnly: false,
        text: TITLE,
        limit: 5,
      })
    ).rows
    const { clocks } = await desktop.call('finding.get', { id: rows[0]?.id ?? '' })
    const due = clocks.ours?.dueMs ?? null
    return due === null || due < Date.parse(`${dayFromToday(7)}T00:00:00+08:00`)
  }
  /** Looks at the finding in the visit at hand, on site, and keeps what was seen. */
  const lookOnSite = async (outcome: string, words: string, picture?: string): Promise<void> => {
    const mine = id('visit-open-findings').locator('div').filter({ hasText: TITLE }).first()
    await mine.waitFor()
    const title = id('visit-open-findings').getByRole('button', { name: TITLE })
    await title.locator('xpath=following::button[@data-testid="visit-look"][1]').click()
    await id('sighting-form').filter({ hasText: TITLE }).waitFor()
    if (picture !== undefined) await id('sighting-picture').selectOption({ label: picture })
    await id('outcome').selectOption({ label: outcome })
    expect(await id('seen-from').inputValue()).toBe('site')
    await id('finding-words').locator('textarea').fill(words)
    await id('save-finding').click()
    await id('history').getByText(words).waitFor()
  }
  const bringPicture = async (name: string, mark: number): Promise<void> => {
    const section = id('visit-pictures')
    await section.locator('summary').click()
    await id('visit-asset').selectOption({ label: '硫酸厂区 2 号硫酸储罐' })
    await id('visit-files').setInputFiles(phonePhoto(scratch, name, mark, Date.now()))
    await section.getByText(name).waitFor()
  }
  const recheck = async (result: 'partly' | 'corrected'): Promise<void> => {
    await id('recheck-part').waitFor()
    await id('recheck-result').selectOption(result)
    await id('recheck-keep').click()
    await id('recheck-keep').waitFor()
  }

  beforeAll(async () => {
    desktop = await openDemo(await openDesktop({ isFirstDay: true }))
    scratch = fs.mkdtempSync(path.join(desktop.home, 'story-'))
  })
  afterAll(() => desktop.close())

  it('the operator plans a campaign of four rounds over the seven enterprises', async () => {
    await become(desktop, OPERATOR)
    await openTab(desktop, 'campaigns')
    await id('new-campaign').click()
    const form = id('campaign-form')
    await fill('campaign-name-zh', CAMPAIGN)
    await typeDay(desktop, id('campaign-from'), dayFromToday(-3))
    for (const agency of ['police', 'emergency', 'fire', 'ecology']) await id(`agency-${agency}`).check()
    await id('campaign-all-enterprises').click()
    await id('add-round').click()
    const round = id('round-fields-1')
    await round.getByLabel(MISSION).check()
    await round
      .getByLabel(/第 \d+ 版/)
      .first()
      .check()
    await id('save-campaign').click()
    await form.waitFor({ state: 'detached' })
    for (const no of [1, 2, 3]) {
      const section = id(`round-${no}`)
      if ((await section.getAttribute('open')) === null) await section.locator('summary').click()
      await id(`copy-round-${no}`).click()
      await id(`round-${no + 1}`).waitFor()
    }
    const board = await openBoard(desktop, CAMPAIGN)
    expect(await id('board-row').count()).toBe(7)
    expect(await board.getByRole('columnheader').count()).toBe(5)
    const unapproved = board.getByRole('columnheader').filter({ hasText: '未批准' })
    await expect.poll(() => unapproved.count()).toBe(4)
    // What an operator may not do is said, not found out.
    await expect.poll(() => id('approve-campaign').isDisabled()).toBe(true)
    await look(desktop, 'story-1-campaign')
    await see({
      board: ['自查'],
      week: { row: TITLE, says: null },
      dossier: null,
      journal: [
        [OPERATOR, '操控员', '制定了', CAMPAIGN],
        [OPERATOR, '复制了', CAMPAIGN, '轮次'],
      ],
    })
  })

  it('the supervisor approves its rounds; the one that has begun needs a reason', async () => {
    await become(desktop, CHIEF)
    await openBoard(desktop, CAMPAIGN)
    for (const no of [1, 2, 3, 4]) {
      const section = id(`round-${no}`)
      if ((await section.getAttribute('open')) === null) await section.locator('summary').click()
      await fill(`approve-round-${no}-no`, `禁检批〔测试〕${no}号`)
      if (no === 1) await fill('approve-round-1-reason', '省厅部署当日启动')
      await id(`approve-round-${no}`).click()
      await section.getByText(`禁检批〔测试〕${no}号`).waitFor()
    }
    const unapproved = id('board').getByRole('columnheader').filter({ hasText: '未批准' })
    await expect.poll(() => unapproved.count()).toBe(0)
    await see({
      board: ['自查'],
      week: { row: TITLE, says: null },
      dossier: null,
      journal: [[CHIEF, '负责人', '批准了', CAMPAIGN]],
    })
  })

  it('the operator hands the mission out and brings the card of the sortie in', async () => {
    await become(desktop, OPERATOR)
    await openMission(desktop, MISSION)
    await id('export').click()
    await id('export-go').waitFor()
    if (await id('export-blocked').count()) {
      await id('release-reason').locator('textarea').fill('演练')
      await fill('release-by', CHIEF)
      await fill('release-role', '负责人')
      if (await id('release-basis').count()) await id('release-basis').locator('textarea').fill('演练')
    }
    await id('export-go').click()
    await id('export-done').waitFor()
    await id('export-panel').getByRole('button').first().click()

    const { track, photo, clip } = flownToday(scratch, Date.now() - 20 * 60_000)
    await openCard(desktop, [track, photo, clip])
    await id('card-mission').selectOption({ label: MISSION })
    await fill('card-pilot', OPERATOR)
    await id('card-bring').click()
    await id('card-done').waitFor()
    await id('flight-strip').waitFor()
    await look(desktop, 'story-2-sortie')
    await see({
      board: ['已飞'],
      week: { row: TITLE, says: null },
      dossier: null,
      journal: [
        [OPERATOR, '导出了', MISSION],
        [OPERATOR, '登记了架次'],
        [OPERATOR, '导入了'],
      ],
    })
  })

  it('the officer keeps the visit that the flight offers, and marks a finding in the clip', async () => {
    await become(desktop, OFFICER)
    await openFlight(desktop, 0)
    await id('offered-visit').filter({ hasText: ENTERPRISE }).getByTestId('keep-air-visit').click()
    await id('offered-visit').filter({ hasText: '已登记' }).waitFor()
    await openPicture(desktop, /MP4/)
    await openClip(desktop, 2)
    await id('draw-region').click()
    const picture = await id('picture').boundingBox()
    if (!picture) throw new Error('the clip is on the screen')
    const { mouse } = desktop.page
    await mouse.move(picture.x + picture.width * 0.4, picture.y + picture.height * 0.4)
    await mouse.down()
    await mouse.move(picture.x + picture.width * 0.6, picture.y + picture.height * 0.65, { steps: 4 })
    await mouse.up()
    await id('footage-finding').click()
    await fill('finding-title', TITLE)
    await id('quick-asset').filter({ hasText: '2 号硫酸储罐' }).click()
    await look(desktop, 'story-3-clip')
    await desktop.page.keyboard.press('Control+Enter')
    await id('last-finding').click()
    await id('finding').getByRole('heading', { name: TITLE }).waitFor()
    await look(desktop, 'story-3-finding')
    await see({
      board: ['空中 已完成 紧急补批', '未销号 1'],
      week: { row: TITLE, says: ['核实'] },
      dossier: '待核实',
      journal: [
        [OFFICER, '民警', '登记了', TITLE],
        [OFFICER, '登记了空中', '检查'],
      ],
    })
  })

  it('from the air it is a lead: no order takes it, before it was seen on site', async () => {
    await openFinding()
    await id('next-state').selectOption('confirmed')
    await id('transition').click()
    await id('compose-order').click()
    await id('order-item').filter({ hasText: TITLE }).getByText('不能列入').waitFor()
    await desktop.page.getByRole('button', { name: '放弃' }).click()
    await see({
      board: ['未销号 1'],
      week: { row: TITLE, says: ['拟制责令'] },
      dossier: '已确认',
      journal: [[OFFICER, '办理了', TITLE, '流转']],
    })
  })

  it('two officers confirm it on site, in a visit with a picture', async () => {
    await openBoard(desktop, CAMPAIGN)
    await cellOf(desktop, ENTERPRISE, 1).click()
    await id('plan-site-visit').click()
    await id('visit').getByText('现场 ·').first().waitFor()
    await id('visit-officers').locator('textarea').fill('顾砚之 041017\n沈怀瑾 041023')
    await id('visit-officers').locator('textarea').blur()
    await fill('visit-notice', '检通〔测试〕1号')
    await id('visit-notice').locator('input').press('Enter')
    await id('item-licence').waitFor()
    await id('licence-fit').click()
    await bringPicture('现场一.jpg', 1)
    await look(desktop, 'story-4-visit')
    await lookOnSite('仍存在', '现场量得裂缝长 1.2 米', '现场一.jpg')
    await openBoard(desktop, CAMPAIGN)
    await cellOf(desktop, ENTERPRISE, 1).click()
    await id('visit').getByText('现场 ·').first().waitFor()
    await id('end-visit').click()
    await id('end-visit').waitFor({ state: 'detached' })
    await see({
      board: ['空中 已完成 紧急补批', '现场 已完成 已批准', '未销号 1'],
      week: { row: TITLE, says: ['拟制责令'] },
      dossier: '已确认',
      journal: [
        [OFFICER, '为', TITLE, '添加了目击记录'],
        [OFFICER, '登记了检查'],
      ],
    })
  })

  it('the officer drafts the order, the supervisor issues it, the officer serves it', async () => {
    await openFinding()
    await id('compose-order').click()
    await fill('order-demand', '修补围堰，做闭水试验')
    await id('order-count-by').selectOption('day')
    await typeDay(desktop, id('order-last-day'), dayFromToday(5))
    await id('counting-rule').waitFor()
    expect(await id('order-item').filter({ hasText: TITLE }).getByText('不能列入').count()).toBe(0)
    await look(desktop, 'story-5-composer')
    await id('order-keep').click()
    await id('order-issue-part').waitFor()
    await see({
      board: ['未销号 1'],
      week: { row: '责令草稿', says: ['下发'] },
      dossier: '已确认',
      journal: [[OFFICER, '草拟了']],
    })

    await become(desktop, CHIEF)
    await openTab(desktop, 'orders')
    await id('order-row').filter({ hasText: '草稿' }).filter({ hasText: ENTERPRISE }).click()
    await fill('order-no', ORDER)
    await id('order-issue').click()
    await id('order-serve-part').waitFor()
    await see({
      board: ['未销号 1'],
      week: { row: ORDER, says: ['送达'] },
      dossier: '已下发',
      journal: [[CHIEF, '下发了', ORDER]],
    })

    await become(desktop, OFFICER)
    await openOrder(ORDER)
    await id('order-serve').click()
    await id('order-report-part').waitFor()
    await look(desktop, 'story-5-served')
    await see({
      board: ['未销号 1'],
      week: { row: TITLE, says: ['督促整改', '剩 5 天'] },
      dossier: '整改中',
      journal: [[OFFICER, '登记了', ORDER, '送达']],
    })
  })

  it('the supervisor extends it: this week has it no more', async () => {
    await become(desktop, CHIEF)
    await openOrder(ORDER)
    await id('order-extend-part').locator('summary').click()
    await fill('order-extend-reason', '连续降雨，混凝土无法养护')
    await id('order-extend').click()
    await id('order').getByText('连续降雨，混凝土无法养护').waitFor()
    await see({
      board: ['未销号 1', '逾期 0'],
      week: { row: TITLE, says: null },
      dossier: '整改中',
      journal: [[CHIEF, '延长了', ORDER]],
    })
  })

  it('the enterprise reports; the re-check finds it put right in part, and the rest goes under a new order', async () => {
    await become(desktop, OFFICER)
    await openOrder(ORDER)
    await id('order-report').click()
    await id('order').getByText('待复查').waitFor()
    await see({
      board: ['未销号 1'],
      week: { row: TITLE, says: (await isThisWeek()) ? ['复查'] : null },
      dossier: '待复查',
      journal: [[OFFICER, '登记了企业对', ORDER, '整改报告']],
    })

    await openBoard(desktop, CAMPAIGN)
    await cellOf(desktop, ENTERPRISE, 2).click()
    await id('visit').getByText('现场 ·').first().waitFor()
    await lookOnSite('仍存在', '裂缝已补，闭水试验未做')
    await recheck('partly')
    await id('compose-rest').click()
    await fill('order-demand', '补做闭水试验')
    await id('order-keep').click()
    await id('order-issue-part').waitFor()

    await become(desktop, CHIEF)
    await openTab(desktop, 'orders')
    await id('order-row').filter({ hasText: '草稿' }).filter({ hasText: ENTERPRISE }).click()
    await fill('order-no', REST)
    await id('order-issue').click()
    await id('order-serve-part').waitFor()
    await see({
      round: 2,
      board: ['现场 已安排'],
      week: { row: REST, says: ['送达'] },
      dossier: '已下发',
      journal: [
        [OFFICER, '登记了', TITLE, '复查'],
        [CHIEF, '下发了', REST],
      ],
    })

    await become(desktop, OFFICER)
    await openOrder(REST)
    await id('order-serve').click()
    await id('order-report').click()
    await id('order').getByText('待复查').waitFor()
  })

  it('the last re-check sees it gone: before and after stand side by side', async () => {
    await openBoard(desktop, CAMPAIGN)
    await cellOf(desktop, ENTERPRISE, 2).click()
    await id('visit').getByText('现场 ·').first().waitFor()
    await bringPicture('现场二.jpg', 2)
    await lookOnSite('已消除', '闭水试验合格', '现场二.jpg')
    await recheck('corrected')
    await id('compare').click()
    await id('side-before').getByText('首次发现').waitFor()
    await id('side-after').getByText('闭水试验合格').waitFor()
    await id('side-before').locator('video').waitFor()
    await id('side-after').locator('img').waitFor()
    await look(desktop, 'story-6-before-after')
    await id('compared').press('ArrowLeft')
    await id('side-after').getByText('闭水试验未做').waitFor()
    await id('compared').press('ArrowLeft')
    await id('side-after').getByText('现场量得裂缝长 1.2 米').waitFor()
    await id('compared').press('Escape')
    await id('before-after').waitFor({ state: 'detached' })
  })

  it('who wrote the report down does not close it; another person does', async () => {
    await openFinding()
    await id('next-state').selectOption('closed')
    await id('transition').click()
    await desktop.page.getByText(`整改报告由 ${OFFICER} 登记，须由另一人销号。`).waitFor()
    await see({
      board: ['未销号 1', '已销号 0'],
      week: { row: TITLE, says: ['销号'] },
      dossier: '待复查',
      journal: [[OFFICER, '登记了', TITLE, '复查']],
    })

    await become(desktop, CHIEF)
    await openFinding()
    await id('next-state').selectOption('closed')
    await id('transition').click()
    await id('finding').getByText('已销号').first().waitFor()
    await look(desktop, 'story-7-closed')
    await see({
      board: ['未销号 0', '已销号 1'],
      week: { row: TITLE, says: null },
      dossier: '已销号',
      journal: [[CHIEF, '负责人', '办理了', TITLE, '流转']],
    })
    // The list has what is open: a settled order is come to from its finding.
    await openFinding()
    await id('finding-order').click()
    await id('order').getByText('已了结').first().waitFor()
    expect((await desktop.call('workspace.verify', {})).ok).toBe(true)
  })
})
