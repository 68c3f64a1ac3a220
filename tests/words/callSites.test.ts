import fs from 'node:fs'
import path from 'node:path'
import { expect, it, test } from 'vitest'
import { WORDS as CLI } from '../../src/cli/words.ts'
import { codes as en } from '../../src/words/en/index.ts'
import { codes as zh } from '../../src/words/zh/index.ts'
import { CODED_PARAMS, wordsOf } from '../../src/words/words.ts'

/**
 * Who says something with a code gives what its words need: every literal call of those that make notes and failures is
 * found in the source, and its parameters are held against the braces of the words. What is put together at run time is
 * looked at by the test of what readers really say.
 */
const root = path.resolve(import.meta.dirname, '../..')
const sources = ['src', 'electron']
  .flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('words'))
      .map((name) => path.join(folder, name)),
  )
  .map((file) => ({ file, text: fs.readFileSync(path.join(root, file), 'utf8') }))

/** The arguments of a call whose bracket opens at `from`, split at the commas of its own level. */
function argumentsAt(text: string, from: number): string[] {
  const found: string[] = []
  let [depth, start, quote] = [0, from + 1, '']
  for (let i = from; i < text.length; i++) {
    const c = text[i] as string
    if (quote !== '') {
      if (c === '\\') i += 1
      else if (c === quote) quote = ''
    } else if (c === "'" || c === '"' || c === '`') quote = c
    else if ('([{'.includes(c)) depth += 1
    else if (')]}'.includes(c)) {
      depth -= 1
      if (depth === 0) return [...found, text.slice(start, i)].map((part) => part.trim())
    } else if (c === ',' && depth === 1) {
      found.push(text.slice(start, i))
      start = i + 1
    }
  }
  return found
}

/** The names of an object's members; null where it is put together elsewhere. */
function membersOf(literal: string | undefined): string[] | null {
  if (literal === undefined || literal === '') return []
  if (!literal.startsWith('{') || literal.includes('...')) return null
  return argumentsAt(literal, 0).flatMap((member) => /^['"]?(\w+)['"]?\s*(?::|$)/.exec(member)?.[1] ?? [])
}

/** How each says it: which argument is the code, and which the parameters. */
const CALLS = [
  { call: /(?<![\w.])note\(/g, family: 'note', code: 1, params: 3, at: 2 },
  { call: /(?<![\w.])logNote\(/g, family: 'note', code: 1, params: 2, at: null },
  { call: /(?<![\w.])fail\(/g, family: 'error', code: 0, params: 1, at: null },
  { call: /new Refusal\(/g, family: 'error', code: 0, params: 1, at: null },
] as const

type Site = { where: string; family: string; code: string; params: string[] | null; literal: string }
const sites: Site[] = sources.flatMap(({ file, text }) =>
  CALLS.flatMap(({ call, family, code, params }) =>
    [...text.matchAll(call)].flatMap((match): Site[] => {
      const given = argumentsAt(text, match.index + match[0].length - 1)
      const name = /^'([a-z_0-9]+)'$/.exec(given[code] ?? '')?.[1]
      const where = `${file}:${text.slice(0, match.index).split('\n').length}`
      const literal = given[params] ?? ''
      return name ? [{ where, family, code: name, params: membersOf(literal), literal }] : []
    }),
  ),
)

/** What the command line and the window put in by themselves. */
const GIVEN = ['where', 'at', 'dir']
const needs = (text: string): string[] =>
  [...text.matchAll(/\{\{?(\w+)/g)].map(([, name]) => name ?? '').filter((name) => !GIVEN.includes(name))

test('the source is full of them', () => {
  expect(sites.length).toBeGreaterThan(300)
  expect(sites.filter(({ params }) => params !== null).length).toBeGreaterThan(200)
})

it('has words for every code, in both languages', () => {
  const missing = sites.filter(
    ({ family, code }) => !Object.hasOwn(en, `${family}.${code}`) || !Object.hasOwn(zh, `${family}.${code}`),
  )
  // What only the command line says has its words there.
  expect(
    missing.filter(({ code }) => !Object.hasOwn(CLI, code)).map(({ where, code }) => `${where} ${code}`),
  ).toEqual([])
})

it('gives every code what its words need', () => {
  const unfilled = sites.flatMap(({ where, family, code, params }) => {
    if (params === null) return []
    const key = `${family}.${code}` as keyof typeof en
    const texts = Object.hasOwn(en, key) ? [en[key], zh[key]] : []
    return texts
      .flatMap(needs)
      .filter((name) => !params.includes(name))
      .map((name) => `${where} ${code} lacks ${name}`)
  })
  expect([...new Set(unfilled)]).toEqual([])
})

it('says every problem by a code that has words, never in the words of one language', () => {
  const families = CODED_PARAMS['problem'] ?? []
  const raw = sources
    .filter(({ file }) => !file.startsWith(`src${path.sep}link`))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/\b(?:problem: |bad\()['`]([^'`]*)['`]/g)].map((match) => ({
        where: `${file}:${text.slice(0, match.index).split('\n').length}`,
        problem: match[1] ?? '',
      })),
    )
    // What verification found in a record stands in its report, which has words of its own.
    .filter(({ where }) => !/store.(verify|expectedSchema|lookOver)/.test(where))
  expect(raw.length).toBeGreaterThan(10)
  expect(
    raw
      .filter(({ problem }) => !families.some((family) => wordsOf('zh', family, problem) !== null))
      .map(({ where, problem }) => `${where} ${problem}`),
  ).toEqual([])
})
