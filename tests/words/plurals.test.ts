import { describe, expect, it } from 'vitest'
import { en as windowWords } from '../../renderer/i18n/en/index.ts'
import { zh as windowWordsZh } from '../../renderer/i18n/zh/index.ts'
import { WORDS } from '../../src/cli/words.ts'
import { fillIn } from '../../src/core/units/fillIn.ts'
import { codes } from '../../src/words/en/index.ts'
import { codes as codesZh } from '../../src/words/zh/index.ts'

const cli = (language: 'en' | 'zh'): [string, string][] =>
  Object.entries(WORDS).map(([key, words]) => [`cli ${key}`, words[language]])
const ENGLISH: [string, string][] = [...Object.entries(codes), ...Object.entries(windowWords), ...cli('en')]
const CHINESE: [string, string][] = [
  ...Object.entries(codesZh),
  ...Object.entries(windowWordsZh),
  ...cli('zh'),
]
const COUNTING = ENGLISH.filter(([, text]) => /\{/.test(text))

/** A text whose every figure is the same number. */
const counted = (text: string, n: number): string =>
  fillIn(text, Object.fromEntries([...text.matchAll(/\{(\w+)/g)].map(([, name]) => [name ?? '', n])))

/** Words in -s that follow a 1 rightly: verbs, and what is no noun. */
const NOT_MANY =
  /^(is|was|has|does|this|its|less|across|needs|differs|leaves|beyond|always|answers|holds|belongs|fits|carries|matches|shows|looks|refers|cannot|gps|class|occurs|returns|knows|lies|waits|names)$/

/** What follows a 1 in a text as if it were many: `1 files`, `1 journal entries`, `1 are left`. */
function many(text: string): string | null {
  for (const [, after = ''] of text.matchAll(/(?<![\d.,])1 ([a-z][a-z \-’']*)/gi)) {
    const [first = '', second = ''] = after.trim().toLowerCase().split(/\s+/)
    if (/^(are|were|have|do)$/.test(first)) return after
    const isMany = (word: string) => /[a-z]{2,}s$/.test(word) && !NOT_MANY.test(word)
    if (isMany(first)) return after
    // A verb or a preposition behind it ends what is counted.
    if (
      !NOT_MANY.test(first) &&
      !/^(of|in|to|at|on|by|and|or|for|not|more than)$/.test(first) &&
      isMany(second)
    )
      return after
  }
  return null
}

describe('texts that count', () => {
  it('are right for one thing', () => {
    expect(COUNTING.map(([key, text]) => [key, many(counted(text, 1))]).filter(([, bad]) => bad)).toEqual([])
  })

  it('say none and two with the words for many, and one with its own', () => {
    for (const [key, text] of ENGLISH) {
      for (const [, name = '', one, other] of text.matchAll(/\{(\w+)\|([^|{}]*)\|([^|{}]*)\}/g)) {
        const chosen = (n: number | string) => fillIn(`{${name}|${one}|${other}}`, { [name]: n })
        expect([chosen(0), chosen(1), chosen('1'), chosen(2), chosen('1,000')], key).toEqual([
          other,
          one,
          one,
          other,
          other,
        ])
        expect(one, key).not.toBe(other)
      }
    }
  })

  it('leave no brace or bracketed s in any number, in either language', () => {
    for (const [key, text] of [...ENGLISH, ...CHINESE])
      for (const n of [0, 1, 2]) expect(counted(text, n), key).not.toMatch(/[{}]|\(e?s\)/)
  })

  it('are found when they are wrong', () => {
    for (const wrong of ['the 1 files brought', '1 journal entries', '1 are left', 'From 1 points the way'])
      expect(many(wrong), wrong).not.toBeNull()
    for (const right of [
      '1 file is left',
      '1 journal entry',
      '1 of 1 photo matches',
      'Rally points added: 1.',
    ])
      expect(many(right), right).toBeNull()
  })
})
