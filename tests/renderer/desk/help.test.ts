import { describe, expect, it } from 'vitest'
import { ACTION_TABS } from '../../../renderer/desk/actionTab.ts'
import { screenOf } from '../../../renderer/desk/help.ts'
import {
  ADD_KEY,
  FRAME_KEY,
  LARGE_KEY,
  MASK_KEY,
  REGION_KEY,
  REVIEW_KEYS,
} from '../../../renderer/desk/reviewKeys.ts'
import { ROOMS } from '../../../renderer/desk/selection.ts'
import { HELP_SCREENS } from '../../../renderer/i18n/help/help.ts'
import { helpTexts } from '../../../renderer/i18n/help/texts.ts'

const AT = { selected: null, composing: null, tab: 'week' } as const

describe('the help', () => {
  it.each(['zh', 'en'] as const)('has a short text of each screen (%s)', async (language) => {
    const texts = await helpTexts(language)
    expect(Object.keys(texts).toSorted()).toEqual([...HELP_SCREENS].toSorted())
    for (const [screen, { what, deeds, undone }] of Object.entries(texts))
      for (const text of [what, ...deeds, undone]) {
        expect(text.trim(), screen).not.toBe('')
        expect(text.length, `${screen}: ${text}`).toBeLessThan(language === 'zh' ? 60 : 120)
        expect(/[\u4e00-\u9fff]/.test(text), `${screen}: ${text}`).toBe(language === 'zh')
        expect(text, screen).not.toMatch(/[{}]/)
      }
  })

  it.each(['zh', 'en'] as const)(
    'names no key of the pictures but those that there are (%s)',
    async (language) => {
      const { flight, footage } = await helpTexts(language)
      const keys = [...Object.values(REVIEW_KEYS), ADD_KEY, REGION_KEY, LARGE_KEY, MASK_KEY, FRAME_KEY]
      const named = [flight, footage].flatMap(({ deeds }) =>
        deeds.flatMap((deed) => [...deed.matchAll(/(?<![A-Za-z])[A-Z](?![A-Za-z])/g)].map(([key]) => key)),
      )
      expect(named.length).toBeGreaterThan(3)
      for (const key of named) expect(keys).toContain(key)
    },
  )

  it('is of what is looked at: what is made, else what is selected, else the list', () => {
    const selected = { kind: 'campaign', id: 'x' } as const
    for (const room of ROOMS) expect(HELP_SCREENS).toContain(screenOf({ ...AT, room }))
    for (const tab of ACTION_TABS) expect(screenOf({ ...AT, room: 'campaigns', tab })).toBe(tab)
    expect(screenOf({ ...AT, room: 'campaigns', selected })).toBe('campaign')
    expect(screenOf({ ...AT, room: 'campaigns', selected, composing: { kind: 'draw' } })).toBe('drawForm')
    expect(screenOf({ ...AT, room: 'waiting', selected })).toBe('waiting')
  })
})
