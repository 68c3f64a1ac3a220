import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/core/finding/settings.ts'
import { usualDuties } from '../../src/core/duty/usual.ts'
import { CAMERAS } from '../../src/core/mission/cameras.ts'
import { VEHICLES } from '../../src/core/mission/vehicles.ts'
import { deliveredIn, isDelivered } from '../../src/words/delivered.ts'

/** Members that are text to be read, and not names in both languages, codes or ids. */
const READ = new Set(['source', 'basis', 'whom', 'reason'])
function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return READ.has(key) && value !== '' ? [value] : []
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => textsIn(member, name))
}
const BROUGHT = [
  ...new Set([DEFAULT_SETTINGS, usualDuties('2026-01-01'), VEHICLES, CAMERAS].flatMap((one) => textsIn(one))),
]
const HAN = /\p{Script=Han}/u

describe('what Sortie brings along as text', () => {
  it.each(BROUGHT)('is there in both languages: %s', (text) => {
    expect(isDelivered(text)).toBe(true)
    const [zh, en] = [deliveredIn('zh', text), deliveredIn('en', text)]
    expect(zh).toMatch(HAN)
    expect(en).not.toMatch(HAN)
    expect(en).not.toMatch(/[：，。；《》]/)
    // Kept in either language, it is shown in the reader's.
    for (const kept of [zh, en]) {
      expect(deliveredIn('zh', kept)).toBe(zh)
      expect(deliveredIn('en', kept)).toBe(en)
    }
  })

  it('says of a draft that it is one, in the words of the language', () => {
    const [row] = DEFAULT_SETTINGS.deadlinesByLevel.rows
    expect(deliveredIn('en', row?.source ?? '')).toMatch(/^Draft: no rule/)
    expect(deliveredIn('zh', deliveredIn('en', row?.source ?? ''))).toBe(row?.source)
  })

  it.each(['', '草稿：', 'Draft: mine', '草稿：我写的', '承办民警（二中队）', ' 承办民警', 'draft'])(
    'leaves what somebody wrote: “%s”',
    (text) => {
      expect(deliveredIn('en', text)).toBe(text)
      expect(deliveredIn('zh', text)).toBe(text)
    },
  )
})
