import { CODED_PARAMS } from '../../../src/words/words.ts'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../../renderer/i18n/en/index.ts'
import { zh } from '../../../renderer/i18n/zh/index.ts'

const root = path.resolve(import.meta.dirname, '../../../renderer')
const files = fs
  .readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('i18n/en') && !name.startsWith('i18n/zh'))
/** What makes texts of the codes' words: for every door, and on papers. */
const makers = ['../src/words', '../src/services/paper/gathered', '../src/services/report'].flatMap((at) => {
  const folder = path.resolve(root, at)
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
})
const sources = files.map((name) => ({ name, text: fs.readFileSync(path.join(root, name), 'utf8') }))

const PLACEHOLDER = /\{\{(\w+)(?:\|[^|{}]*\|[^|{}]*)?\}\}/g
/** Names of the figures that a text takes; those that only choose between one and many are among them. */
const placeholders = (text: string): string[] => [
  ...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '')),
]

/** Where the words stand, a file a feature; the codes' beside them. */
const FOLDERS = ['renderer/i18n/en', 'renderer/i18n/zh', 'src/words/en', 'src/words/zh']

describe('the dictionaries', () => {
  it.each(FOLDERS)('have each key in one file of %s alone', (folder) => {
    const at = path.resolve(root, '..', folder)
    const keys = fs
      .readdirSync(at)
      .flatMap((name) =>
        [...fs.readFileSync(path.join(at, name), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map(([, key]) => key),
      )
    expect(keys.length).toBeGreaterThan(100)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })

  it('have the same keys, and no empty text', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
    for (const text of [...Object.values(en), ...Object.values(zh)]) expect(text.trim()).not.toBe('')
  })

  it('have the same placeholders in both languages', () => {
    for (const [key, text] of Object.entries(en))
      expect({ key, names: placeholders(zh[key as keyof typeof zh]).sort() }).toEqual({
        key,
        names: placeholders(text).sort(),
      })
  })

  it('write placeholders with two braces, which is what is replaced', () => {
    const odd = [...Object.entries(en), ...Object.entries(zh)].filter(([, text]) =>
      /[{}|]/.test(text.replace(PLACEHOLDER, '')),
    )
    expect(odd.map(([key]) => key)).toEqual([])
  })

  it('write Chinese in Chinese', () => {
    const bare = Object.entries(zh).filter(
      ([key, text]) =>
        text === en[key as keyof typeof en] && /[a-z]{4,}/.test(text.replace(/\{\{\w+\}\}/g, '')),
    )
    const proper = /^(format\.|firmware\.|app\.title|app\.otherLanguage|language\.)/
    expect(bare.filter(([key]) => !proper.test(key)).map(([key]) => key)).toEqual([])
  })

  it('have no key that nothing uses', () => {
    const all = [...sources.map(({ text }) => text), ...makers].join('\n')
    // Families whose keys are made of a code: `t(`state.${…}`)`, or words('error', …).
    const families = new Set(
      [
        ...all.matchAll(/[`'"]([a-zA-Z]+)\.\$\{/g),
        ...all.matchAll(/(?:words|raw|said|paperWord)\(\s*'([a-zA-Z]+)'/g),
      ].map(([, name]) => name),
    )
    for (const family of [
      'state',
      'need',
      'rule',
      'aggregate',
      'note',
      'support',
      ...Object.values(CODED_PARAMS).flat(),
    ])
      families.add(family)
    const unused = Object.keys(en).filter(
      (key) => !all.includes(`'${key}'`) && !families.has(key.slice(0, key.indexOf('.'))),
    )
    expect(unused).toEqual([])
  })
})

describe('components', () => {
  it('have no literal text', () => {
    const found = sources
      .filter(({ name }) => name.endsWith('.tsx'))
      .flatMap(({ name, text }) =>
        text
          .replace(/\/\*[\s\S]*?\*\//g, '')
          .split('\n')
          .flatMap((line, i) => {
            if (/^\s*(\/\/|\*)/.test(line)) return []
            const between = [
              ...line.matchAll(/(?<![=\w)])>([^<>{}=;()&|?]*[A-Za-z\u4e00-\u9fff]{2,}[^<>{}=;()&|?]*)</g),
            ]
            const attribute = [...line.matchAll(/\s(?:label|title|placeholder|alt|aria-label)="([^"]+)"/g)]
            const chinese = /[\u4e00-\u9fff]/.test(line.replace(/\/\/.*$/, '')) ? [['', line.trim()]] : []
            return [...between, ...attribute, ...chinese].map(([, words]) => `${name}:${i + 1}: ${words}`)
          }),
      )
    expect(found).toEqual([])
  })
})
