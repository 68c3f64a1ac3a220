import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { AGGREGATES, type CallName, CALL_NAMES, calls, type JournalLine } from '../../src/contract/index.ts'
import { detailsSaid, memberSaid, sentenceOf, sentenceText } from '../../src/words/sentence.ts'
import { wordsOf } from '../../src/words/words.ts'
import { anId } from '../builders/enterprise.ts'

const LANGUAGES = ['zh', 'en'] as const
const kindOf = (action: string) => AGGREGATES.find((kind) => action.startsWith(`${kind}.`)) ?? 'finding'

const aLine = (over: Partial<JournalLine> = {}): JournalLine => ({
  station: 'a'.repeat(32),
  seq: 3,
  arrival: 3,
  hash: 'b'.repeat(64),
  atMs: 0,
  actor: { name: '顾砚之', role: 'officer', proved: true },
  action: 'finding.edit',
  undone: null,
  subjects: [
    { aggregate: kindOf(over.action ?? 'finding.edit'), id: anId(1), called: '围栏破损', how: 'changed' },
  ],
  total: 1,
  changed: null,
  ...over,
})
const said = (language: 'zh' | 'en', over: Partial<JournalLine> = {}): string =>
  sentenceText(
    sentenceOf(aLine(over), { language, called: ({ called }) => (typeof called === 'string' ? called : '') }),
  )

/** All that an entry may say was done: the calls that answer with an entry, and what is noted though it changes nothing. */
const ACTIONS: readonly string[] = [
  ...CALL_NAMES.filter((name: CallName) => {
    const { output } = calls[name]
    return output instanceof z.ZodObject && 'entry' in output.shape
  }),
  'footage.view',
  'footage.view:large',
  'footage.view:outside',
]

describe.each(LANGUAGES)('a sentence in %s', (language) => {
  test.each(ACTIONS)('says who did %s to what, and nothing is left open', (action) => {
    for (const how of ['made', 'changed', 'deleted', 'about'] as const) {
      const [subject] = aLine({ action }).subjects
      const text = said(language, { action, subjects: subject ? [{ ...subject, how }] : [] })
      expect(text).toContain('顾砚之')
      expect(text).not.toMatch(/[{}]|undefined|null|\b[a-z]+\.[a-z]+[A-Z]?\w*\b/)
      const template = wordsOf(language, 'sentence', action, { what: '⟨what⟩' }) ?? ''
      if (template.includes('⟨what⟩')) expect(text).toContain('围栏破损')
    }
    expect(said(language, { action, subjects: [], total: 0 })).not.toMatch(/[{}]|undefined/)
  })

  it('says so of what no call here does', () => {
    const text = said(language, { action: 'dragon.feed' })
    expect(text).toContain('dragon.feed')
    expect(text).toContain('围栏破损')
    expect(said(language, { action: 'dragon.feed', subjects: [], total: 0 })).toContain('dragon.feed')
  })
})

describe('a sentence', () => {
  it('has the word order of its language', () => {
    const step = { action: 'finding.transition' }
    expect(said('zh', step)).toBe('顾砚之（民警）办理了隐患“围栏破损”的流转')
    expect(said('en', step)).toBe('顾砚之 (Officer) moved finding “围栏破损” on')
  })

  it('calls a redo a redo, and an undo by what it takes back', () => {
    const undo = (isRedo: boolean) => ({
      action: 'journal.undo',
      undone: { action: 'finding.edit', isRedo },
    })
    expect(said('zh', undo(false))).toBe('顾砚之（民警）撤销了对隐患“围栏破损”的“更正隐患”')
    expect(said('zh', undo(true))).toBe('顾砚之（民警）重做了对隐患“围栏破损”的“更正隐患”')
    expect(said('en', undo(false))).toContain('undid “corrected a finding”')
    expect(said('en', undo(true))).toContain('redid “corrected a finding”')
  })

  it('says of whom nobody knows that it was them', () => {
    for (const proved of [false, undefined])
      expect(said('zh', { actor: { name: '顾砚之', role: 'officer', proved } })).toContain(
        '（民警，未验证身份）',
      )
    expect(said('en', { actor: { name: '顾砚之', role: 'officer' } })).toContain('identity not verified')
    expect(
      said('zh', { actor: { name: '顾砚之', role: 'supervisor', proved: true, alone: true } }),
    ).toContain('单人办理，未复核')
  })

  it('names the first of many, and how many there are', () => {
    const subjects = [1, 2, 3].map((n) => ({
      aggregate: 'footage' as const,
      id: anId(n),
      called: `${n}.jpg`,
      how: 'made' as const,
    }))
    const many = { action: 'footage.ingest', subjects, total: 400 }
    expect(said('zh', many)).toBe('顾砚之（民警）导入了影像“1.jpg”、“2.jpg”、“3.jpg”等 400 项')
    expect(said('en', many)).toContain('footage “1.jpg”, “2.jpg”, “3.jpg” and others, 400 in all')
  })

  it('leads to each document that it names, by its kind where nobody can name it', () => {
    const line = aLine({ subjects: [{ aggregate: 'mission', id: anId(7), called: null, how: 'changed' }] })
    const parts = sentenceOf(line, { language: 'en', called: () => '' })
    expect(parts.filter(({ subject }) => subject).map(({ text, subject }) => [text, subject?.id])).toEqual([
      ['mission', anId(7)],
    ])
  })

  it('tells what a member was and is', () => {
    const member = (from: string, to: string, isList = false) => ({ label: '状态', from, to, isList })
    expect(memberSaid('zh', member('待核实', '已确认'))).toBe('状态由“待核实”改为“已确认”')
    expect(memberSaid('zh', member('', '已确认'))).toBe('状态填为“已确认”')
    expect(memberSaid('zh', member('待核实', ''))).toBe('清空状态（原为“待核实”）')
    expect(memberSaid('zh', member('', '甲', true))).toBe('状态新增“甲”')
    expect(memberSaid('zh', member('甲', '', true))).toBe('状态删去“甲”')
    expect(memberSaid('en', member('a', 'a'))).toBe('状态 changed')
    expect(detailsSaid('zh', ['甲', '乙'], 2)).toBe('：甲；乙；另有 2 项内容改动')
    expect(detailsSaid('en', [], 1)).toBe(': 1 more member changed')
    expect(detailsSaid('en', [], 0)).toBe('')
  })
})
