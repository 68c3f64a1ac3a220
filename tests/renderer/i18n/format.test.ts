import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromLocalInput, nameOf, toLocalInput, withName } from '../../../renderer/i18n/format.ts'
import { firstLanguage, words } from '../../../renderer/i18n/index.ts'

describe('times in fields', () => {
  it('are China time, whatever the clock of the machine', () => {
    expect(toLocalInput(Date.UTC(2026, 4, 20, 2, 15))).toBe('2026-05-20T10:15')
    expect(fromLocalInput('2026-05-20T10:15')).toBe(Date.UTC(2026, 4, 20, 2, 15))
    expect(fromLocalInput('')).toBeNull()
  })

  it('come back to the minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), (minutes) => {
        expect(fromLocalInput(toLocalInput(minutes * 60_000))).toBe(minutes * 60_000)
      }),
    )
  })
})

describe('the language', () => {
  it('is the one chosen before, else Chinese where the system is Chinese', () => {
    expect(firstLanguage(null, 'zh-CN')).toBe('zh')
    expect(firstLanguage(null, 'ZH')).toBe('zh')
    expect(firstLanguage(null, 'de-DE')).toBe('en')
    expect(firstLanguage('en', 'zh-CN')).toBe('en')
    expect(firstLanguage('xx', 'zh-CN')).toBe('zh')
  })
})

describe('names', () => {
  it('fall back to Chinese, and keep the other language when one is typed', () => {
    expect(nameOf({ zh: '厂', en: '' })).toBe('厂')
    expect(withName({ zh: '厂', en: 'Works' }, 'Plant')).toEqual({ zh: '厂', en: 'Plant' })
  })
})

describe('words of codes', () => {
  it('spell out codes among the parameters', () => {
    expect(words('error', 'unsafe', { rules: 'fence.leg, authorisation' })).toContain('Fence, Approval')
    expect(words('error', 'bad_transition', { from: 'toVerify', to: 'closed' })).toContain('To verify')
  })

  it('show a code that nobody knows', () => {
    expect(words('note', 'from_the_future')).toBe('from_the_future')
  })
})
