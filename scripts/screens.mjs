/** Every screen that people work at, as a list: how it is come to in the demo, one after the other in one window. */

const id = (page, testId) => page.getByTestId(testId)
export const room = (page, name) => id(page, `room-${name}`).click()
/** A panel that is folded, as every one but one is in a narrow window, is unfolded. */
async function panel(page, name) {
  if ((await id(page, name).getAttribute('hidden')) !== null) await id(page, `fold-${name}`).click()
}
async function tab(page, name) {
  await room(page, 'campaigns')
  await id(page, `tab-${name}`).click()
}
async function unfold(page, testId) {
  const section = id(page, testId)
  if ((await section.getAttribute('open')) === null) await section.locator('summary').first().click()
  await section.scrollIntoViewIfNeeded()
}
/** Who sits at the window: in the demo one press. */
async function become(page, name) {
  await id(page, 'who-acts').click()
  await id(page, `press-${name}`).click()
  await id(page, 'who-acts').filter({ hasText: name }).waitFor()
}
async function board(page) {
  await tab(page, 'campaigns')
  await id(page, 'campaign-row').first().click()
  await id(page, 'board-row').first().waitFor()
}
/** What a list narrows to: a row that is not in sight is not drawn. */
const seek = (page, words) => id(page, 'list').locator('input[type="search"]').fill(words)
async function finding(page, title) {
  await room(page, 'findings')
  await seek(page, title)
  await id(page, 'finding-row').filter({ hasText: title }).first().click()
  await id(page, 'finding').filter({ hasText: title }).waitFor()
}
export async function mission(page, zh, en) {
  await room(page, 'missions')
  await seek(page, zh)
  await id(page, 'mission-row')
    .filter({ hasText: new RegExp(`${zh}|${en}`) })
    .first()
    .click()
  await id(page, 'mission')
    .filter({ hasText: new RegExp(`${zh}|${en}`) })
    .waitFor()
}
/** A part of a panel, unfolded and at the top of it. */
async function part(page, testId) {
  await unfold(page, testId)
  await id(page, testId).evaluate((section) => section.scrollIntoView())
}
/** The papers of what is open: the first of them with its next step; one is made where there is none. */
async function papers(page) {
  await panel(page, 'inspector')
  await unfold(page, 'papers')
  const row = id(page, 'paper-row').first()
  if ((await row.count()) === 0) await id(page, 'paper-make').click()
  else if ((await row.getAttribute('aria-current')) === null) await row.click()
  await id(page, 'paper-open').waitFor()
  await part(page, 'papers')
}
/** The settings' list with all of its parts folded but one. */
async function setting(page, testId) {
  await room(page, 'settings')
  await id(page, 'list').evaluate((list) => {
    for (const one of list.querySelectorAll('details')) one.open = false
  })
  await part(page, testId)
}

/** The window in a language, as a person chooses it. */
export async function speak(page, locale) {
  await room(page, 'settings')
  const choice = id(page, 'language')
  await choice.evaluate((select) => {
    for (let one = select.closest('details'); one; one = one.parentElement.closest('details')) one.open = true
  })
  await choice.selectOption(locale.slice(0, 2))
}

/** The window in one of its themes. */
export async function lit(page, theme) {
  await room(page, 'settings')
  const choice = id(page, 'theme')
  await choice.evaluate((select) => {
    for (let one = select.closest('details'); one; one = one.parentElement.closest('details')) one.open = true
  })
  await choice.selectOption(theme)
}

async function numbering(page) {
  await panel(page, 'list')
  await id(page, 'open-setting-numbering').click()
}

export const SCREENS = [
  {
    name: 'people-menu',
    show: async (page) => {
      await id(page, 'who-acts').click()
      await id(page, 'who-menu').waitFor()
    },
  },
  {
    name: 'settings-people',
    show: async (page) => {
      await page.keyboard.press('Escape')
      await become(page, '贺兰舟')
      await room(page, 'settings')
      await unfold(page, 'people')
    },
  },
  {
    name: 'person-leaves',
    show: async (page) => {
      await id(page, 'leave-顾砚之').click()
      await id(page, 'leave-done').waitFor()
      await id(page, 'person-顾砚之').evaluate((row) => row.scrollIntoView())
    },
  },
  { name: 'campaign-board', show: board },
  {
    name: 'campaign-form',
    show: async (page) => {
      await panel(page, 'inspector')
      await id(page, 'edit-campaign').click()
      await id(page, 'campaign-form').waitFor()
    },
  },
  {
    name: 'visit-sheet',
    show: async (page) => {
      await board(page)
      await id(page, 'board-row').first().getByTestId('board-cell').nth(1).click()
      await id(page, 'item-licence').waitFor()
    },
  },
  { name: 'visit-papers', show: papers },
  { name: 'week', show: (page) => tab(page, 'week') },
  { name: 'orders', show: (page) => tab(page, 'orders') },
  {
    name: 'order',
    show: async (page) => {
      await id(page, 'order-row').first().click()
      await id(page, 'order').waitFor()
    },
  },
  { name: 'order-papers', show: papers },
  { name: 'order-evidence', show: (page) => part(page, 'evidence') },
  { name: 'statistics', show: (page) => tab(page, 'statistics') },
  {
    name: 'draw',
    show: async (page) => {
      await tab(page, 'campaigns')
      await id(page, 'draw-row').first().click()
    },
  },
  {
    name: 'draw-form',
    show: async (page) => {
      await panel(page, 'list')
      await id(page, 'new-draw').click()
    },
  },
  {
    name: 'order-composer',
    show: async (page) => {
      await finding(page, '转化工段旁堆放无标识吨桶')
      await tab(page, 'orders')
      await id(page, 'new-order').click()
      await id(page, 'order-composer').waitFor()
    },
  },
  {
    name: 'finding',
    show: (page) => finding(page, '装卸酸台围堰破损'),
  },
  {
    name: 'before-after',
    show: async (page) => {
      await id(page, 'compare').click()
      await id(page, 'compared').waitFor()
    },
  },
  {
    name: 'before-after-laid',
    show: async (page) => {
      await id(page, 'compare-slider').click()
      await id(page, 'laid-said').waitFor()
    },
  },
  {
    name: 'mission-approval',
    show: async (page) => {
      await mission(page, '北货场库区', 'North depot')
      await part(page, 'authorisation')
    },
  },
  {
    name: 'mission-application',
    show: async (page) => {
      await part(page, 'application')
      await id(page, 'copy-application').waitFor()
    },
  },
  {
    name: 'flight-reports',
    show: async (page) => {
      await mission(page, '例行航点', 'routine waypoints')
      await unfold(page, 'authorisation')
      // Planned for about now: each part of the field goes up once from nothing.
      await id(page, 'planned-at').getByRole('spinbutton').first().focus()
      if ((await id(page, 'report-flight').count()) === 0)
        for (const _ of ['year', 'month', 'day', 'hour', 'minute'])
          for (const key of ['ArrowUp', 'ArrowRight']) await page.keyboard.press(key)
      await part(page, 'flight-reports')
      await id(page, 'report-flight').click()
      await id(page, 'report-who').waitFor()
      await part(page, 'flight-reports')
    },
  },
  {
    name: 'dossier',
    show: async (page) => {
      await room(page, 'enterprises')
      await id(page, 'enterprise-row').first().click()
      await id(page, 'dossier').waitFor()
    },
  },
  {
    name: 'duties',
    show: async (page) => {
      await unfold(page, 'dossier-duties')
      await unfold(page, 'dossier-self-checks')
      await id(page, 'dossier-duties').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'review',
    show: async (page) => {
      await room(page, 'flights')
      await id(page, 'flight-row').first().click()
      await panel(page, 'strip')
      await id(page, 'flight-strip').waitFor()
      await id(page, 'strip-pictures').getByRole('button').first().click()
      await id(page, 'picture').waitFor()
      await page.keyboard.press('f')
      await id(page, 'quick-finding').waitFor()
    },
  },
  {
    name: 'search',
    show: async (page) => {
      await page.keyboard.press('Escape')
      await room(page, 'enterprises')
      await page.keyboard.press('Control+k')
      await id(page, 'palette').locator('input').fill('围堰')
      await id(page, 'palette-option').first().waitFor()
    },
  },
  {
    name: 'journal',
    show: async (page) => {
      await page.keyboard.press('Escape')
      await room(page, 'settings')
      await unfold(page, 'journal')
      await id(page, 'journal-line').first().waitFor()
      await id(page, 'journal').evaluate((section) => section.scrollIntoView())
    },
  },
  {
    name: 'settings-templates',
    show: async (page) => {
      await setting(page, 'templates')
      await id(page, 'template-order').click()
    },
  },
  {
    name: 'settings-approvals',
    show: async (page) => {
      await setting(page, 'permits')
      await part(page, 'approval-list')
      await id(page, 'approval-row').first().click()
      await id(page, 'new-filing').click()
      await part(page, 'approval-list')
    },
  },
  {
    name: 'settings-approval-form',
    show: async (page) => {
      await id(page, 'edit-approval').click()
      await part(page, 'approval-list')
    },
  },
  {
    name: 'settings-craft',
    show: async (page) => {
      await setting(page, 'permits')
      await part(page, 'craft-list')
      await id(page, 'craft-row').first().click()
      await id(page, 'edit-craft').click()
    },
  },
  {
    name: 'settings-batteries',
    show: async (page) => {
      await setting(page, 'permits')
      await part(page, 'battery-list')
      await id(page, 'battery-row').first().click()
      await id(page, 'edit-battery').click()
      await part(page, 'battery-list')
    },
  },
  { name: 'settings', show: (page) => setting(page, 'setting-tables') },
  { name: 'settings-table', show: (page) => id(page, 'open-setting-deadlinesByLevel').click() },
  { name: 'settings-numbering', show: numbering },
  {
    name: 'settings-retention',
    show: async (page) => {
      await setting(page, 'retention')
      await id(page, 'retention-list').waitFor()
    },
  },
  {
    name: 'take-in',
    show: async (page) => {
      await room(page, 'enterprises')
      await id(page, 'take-in').click()
      await id(page, 'take-in-file').waitFor({ state: 'attached' })
    },
  },
  {
    name: 'enterprise-form',
    show: async (page) => {
      await room(page, 'enterprises')
      await id(page, 'new-enterprise').click()
      await id(page, 'enterprise-name-zh').locator('input').fill('砂泉岭酸业有限公司（再次录入）')
      await id(page, 'enterprise-code').locator('input').fill('91159999MA0DEM0016')
    },
  },
  {
    name: 'enterprise-twin',
    show: async (page) => {
      await id(page, 'save-enterprise').click()
      await id(page, 'notice-warning').first().waitFor()
    },
  },
]

/** What a screen looks like in the middle of something; each follows on the one before. */
export const STATES = [
  {
    name: 'mission-verdict',
    show: async (page) => {
      // What was said of the twin has been read; it may have gone by itself.
      await page.evaluate(() => document.querySelector('[data-testid^="notice-"] button')?.click())
      await mission(page, '北货场库区', 'North depot')
      await panel(page, 'strip')
      await id(page, 'verdict').waitFor()
      await id(page, 'toggle-profile').click()
    },
  },
  {
    name: 'mission-fence',
    show: async (page) => {
      await id(page, 'toggle-profile').click()
      await part(page, 'fence-section')
    },
  },
  {
    name: 'ruler',
    show: async (page) => {
      await page.getByRole('button', { name: /^(量测|Measure)$/ }).click()
    },
  },
  {
    name: 'layers-open',
    show: async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^(图层|Layers)$/ }).click()
    },
  },
  {
    name: 'help',
    show: async (page) => {
      await page.getByRole('button', { name: /^(图层|Layers)$/ }).click()
      await id(page, 'help-button').click()
    },
  },
  {
    name: 'shortcuts',
    show: async (page) => {
      await id(page, 'help-button').click()
      await page.keyboard.press('?')
    },
  },
  {
    name: 'new-mission',
    show: async (page) => {
      await page.keyboard.press('Escape')
      await room(page, 'missions')
      await id(page, 'new-mission-button').click()
      await id(page, 'new-mission').waitFor()
    },
  },
]

/** The way in of a workspace that is not the demo: the first start, the sign-in screen, a wrong passphrase. */
export async function signInScreens(page, shoot) {
  const fill = (testId, text) => id(page, testId).locator('input').fill(text)
  await id(page, 'first-start').waitFor()
  await shoot('first-start')
  await id(page, 'first-person-open').click()
  await fill('first-person-name', '贺兰舟')
  await shoot('first-person')
  await id(page, 'first-person-done').click()
  await id(page, 'who-acts').waitFor()
  await room(page, 'settings')
  await unfold(page, 'own-passphrase')
  await fill('passphrase-new', '北风吹雁南归 7')
  await fill('passphrase-again', '北风吹雁南归 7')
  await id(page, 'passphrase-set').click()
  await id(page, 'print-recovery').waitFor()
  await unfold(page, 'people')
  await id(page, 'person-add').click()
  await shoot('person-add')
  await id(page, 'who-acts').click()
  await shoot('people-menu-signed-in')
  await id(page, 'lock').click()
  await id(page, 'sign-in').waitFor()
  await fill('sign-in-passphrase', '不是这一句 1')
  await id(page, 'sign-in-go').click()
  await id(page, 'sign-in-problem').waitFor()
  await shoot('sign-in')
}
