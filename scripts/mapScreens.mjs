/** The screens about the map, and the rooms of a workspace in which there is nothing yet: as in screens.mjs, one after the other. */
import { mission, room } from './screens.mjs'

const id = (page, testId) => page.getByTestId(testId)
const middle = async (page, x, y) => {
  const box = await page.locator('.leaflet-container').boundingBox()
  return [box.x + box.width * x, box.y + box.height * y]
}

export const MAP_SCREENS = [
  {
    name: 'missions',
    show: async (page) => {
      await page.keyboard.press('Escape')
      await room(page, 'missions')
      await id(page, 'list').locator('input[type="search"]').fill('')
      await id(page, 'mission-row').first().waitFor()
    },
  },
  {
    name: 'mission-survey',
    show: (page) => mission(page, '硫酸厂区 面状测绘', 'Sulfuric acid works: survey'),
  },
  {
    name: 'mission-two-sites',
    show: (page) => mission(page, '药剂厂区与南库区', 'Agents plant and south depot'),
  },
  { name: 'mission-unsafe', show: (page) => mission(page, '不安全示例', 'Unsafe on purpose') },
  {
    name: 'verdict-row',
    show: (page) => id(page, 'check-item').first().click(),
  },
  {
    name: 'drawing',
    show: async (page) => {
      await mission(page, '硫酸厂区 面状测绘', 'Sulfuric acid works: survey')
      await page.keyboard.press('Shift+X')
      await id(page, 'tool-line').waitFor()
      for (const place of [
        [0.3, 0.3],
        [0.5, 0.25],
        [0.55, 0.5],
      ])
        await page.mouse.click(...(await middle(page, ...place)))
    },
  },
  {
    name: 'drawing-unfinished',
    show: async (page) => {
      await id(page, 'room-findings').click()
      await id(page, 'unfinished').waitFor()
    },
  },
  {
    name: 'place-menu',
    show: async (page) => {
      await id(page, 'discard-drawing').click()
      await room(page, 'missions')
      await page.mouse.click(...(await middle(page, 0.85, 0.3)), { button: 'right' })
      await id(page, 'place-menu').waitFor()
    },
  },
  {
    name: 'palette-places',
    show: async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await id(page, 'palette').locator('input').fill('41.77, 109.97')
      await id(page, 'palette-option').first().waitFor()
    },
  },
  {
    name: 'export',
    show: async (page) => {
      await page.keyboard.press('Escape')
      await mission(page, '硫酸厂区 面状测绘', 'Sulfuric acid works: survey')
      await id(page, 'export').click()
      await id(page, 'export-panel').waitFor()
    },
  },
]

/** What the rooms show before there is anything in them: of a workspace that somebody has just begun. */
export const EMPTY_SCREENS = ['enterprises', 'missions', 'flights', 'findings', 'campaigns', 'settings'].map(
  (name) => ({
    name: `empty-${name}`,
    show: async (page) => {
      await room(page, name)
      await id(page, `room-${name}`).and(page.locator('[aria-current="page"]')).waitFor()
    },
  }),
)
