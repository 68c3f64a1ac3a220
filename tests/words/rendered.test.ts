import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importMission } from '../../src/core/formats/importMission.ts'
import { readMissionFile } from '../../src/core/formats/missionFile.ts'
import { readParams } from '../../src/core/formats/paramFile.ts'
import { readAreas } from '../../src/core/formats/readAreas.ts'
import type { Note } from '../../src/core/units/note.ts'
import { describe as describeFile, METADATA_BYTES } from '../../src/services/reading/describe.ts'
import { readTerrain } from '../../src/services/reading/elevation.ts'
import { anEnterprise } from '../builders/enterprise.ts'
import { openServices } from '../builders/services.ts'
import { NO_VERSION } from '../builders/version.ts'
import { readLogFile } from '../../src/services/reading/log.ts'
import { inFiles } from '../../src/words/inFiles.ts'
import { CODED_PARAMS, type Language, wordsOf } from '../../src/words/words.ts'
import { chanceOf } from '../attack/chance.ts'
import { mutated } from '../attack/mutate.ts'
import { soundFiles } from '../attack/seeds.ts'

/**
 * What every reader and the services' own door really say of sound, damaged and hostile files, in both languages: never a
 * code, a brace, or a gap where something should stand.
 */
const DAMAGED_OF_EACH = 40
const PLACES = [{ lat: 41.77, lon: 109.97 }]
const LANGUAGES: readonly Language[] = ['en', 'zh']

type Said = { family: 'note' | 'error'; code: string; params: Note['params']; of: string }
const said: Said[] = []
let dir = ''

/** Codes, braces, and blanks where words are missing. What stands in quotes or brackets is the file's own. */
function amiss(text: string): string | null {
  const own = text.replace(/“[^”]*”|"[^"]*"|\([^()]*\)|（[^（）]*）/g, '')
  if (/[{}]/.test(own)) return 'a brace'
  if (/\b[a-z]+_[a-z_]+\b/.test(own)) return 'a code'
  if (/\bE[A-Z]{4,}\b/.test(own)) return 'a name of the operating system'
  if (/ {2}|\s[,.;:，。；：](?=\s|$)|[:：(（]\s*[.。)）]|[:：]\s*$|undefined|NaN|null/.test(text))
    return 'a gap'
  return null
}

/** A text without what it took over from a file: names, numbers that are none, pieces of lines. */
function without(text: string, params: Readonly<Record<string, string | number>>): string {
  return Object.entries(params)
    .filter(([name, value]) => !CODED.includes(name) && String(value).length > 1)
    .sort(([, a], [, b]) => String(b).length - String(a).length)
    .reduce((rest, [, value]) => rest.replaceAll(String(value), 'x'), text)
}
const CODED = Object.keys(CODED_PARAMS)

const hear = (of: string, notes: readonly Note[]): void => {
  for (const { code, params } of notes) said.push({ family: 'note', code, params, of })
}

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-said-'))
  const host = openServices({ home: path.join(dir, 'home') })
  const chance = chanceOf(19)
  const seeds = soundFiles(dir)
  const field = path.resolve(import.meta.dirname, '../../../shared/fixtures/field')
  const cases = fs.existsSync(field)
    ? fs
        .readdirSync(field, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => ({
          name: entry.name,
          bytes: fs.readFileSync(path.join(entry.parentPath, entry.name)),
        }))
    : []
  const empty = [
    { name: 'empty.kml', bytes: new Uint8Array() },
    { name: 'noise', bytes: Uint8Array.from({ length: 300 }, () => chance.whole(0, 255)) },
    { name: 'words.txt', bytes: new TextEncoder().encode('nothing of use\n') },
  ]
  const given = [
    ...seeds,
    ...cases,
    ...empty,
    ...seeds.flatMap(({ name, bytes }) =>
      Array.from({ length: DAMAGED_OF_EACH }, () => ({ name, bytes: mutated(bytes, chance) })),
    ),
  ]
  for (const [i, { name, bytes }] of given.entries()) {
    const file = path.join(dir, `given-${name}`)
    fs.writeFileSync(file, bytes)
    hear(name, importMission(bytes, name).notes)
    hear(name, readAreas(bytes, name).notes)
    hear(name, readMissionFile(bytes).notes)
    hear(name, readParams(bytes).notes)
    if (/tif|hgt/.test(name)) hear(name, (await readTerrain(bytes, name, PLACES)).notes)
    const read = await readLogFile(file)
    if (read.ok) hear(name, read.value.answer.notes)
    else said.push({ family: 'error', code: read.code, params: read.params, of: name })
    hear(name, (await describeFile(file, bytes.subarray(0, METADATA_BYTES))).found)
    // The doors: what a refusal says of each, of a part of the damaged ones.
    if (i >= seeds.length + cases.length + empty.length && i % 4 !== 0) continue
    const { ref } = host.registerFile(file, name)
    const common = { file: ref, beside: [], isSwapped: undefined }
    for (const [call, input] of [
      ['site.readAreas', common],
      ['mission.import', { file: ref, siteIds: [], datum: 'wgs84' }],
      ['layer.import', { ...common, name: { zh: '层', en: '' }, datum: 'wgs84' }],
      [
        'layer.picture',
        { file: ref, name: { zh: '层', en: '' }, corners: [PLACES[0], PLACES[0], PLACES[0], PLACES[0]] },
      ],
      ['terrain.read', { file: ref, places: PLACES }],
    ] as const) {
      const answer = await host.call(call, input)
      if (!answer.ok)
        said.push({ family: 'error', code: answer.code, params: answer.params, of: `${call} ${name}` })
      else hear(`${call} ${name}`, (answer.value as { notes?: Note[] }).notes ?? [])
    }
  }
  for (const [call, input] of [
    ['enterprise.put', { base: null, doc: { id: 'x' } }],
    ['mission.get', { id: 'x' }],
    ['mission.get', { id: '00000000-0000-7000-8000-000000000001' }],
    ['footage.ingest', { files: ['nobody'], flightId: null }],
    ['link.open', { link: 'nonsense', system: null, key: null }],
    ['link.open', { link: 'tcp:127.0.0.1:9', system: null, key: null }],
    ['link.open', { link: 'serial:/dev/none:57600', system: null, key: null }],
    ['link.params', {}],
    ['journal.undo', { entry: NO_VERSION }],
    ['enterprise.put', { base: NO_VERSION, doc: anEnterprise() }],
    ['no.such', {}],
  ] as const) {
    const answer = await host.call(call, input)
    if (!answer.ok) said.push({ family: 'error', code: answer.code, params: answer.params, of: call })
  }
  await host.close()
}, 600_000)
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

describe.each(LANGUAGES)('what is said, in %s', (language) => {
  it('has words, and no code, brace or gap in them', () => {
    expect(said.length).toBeGreaterThan(2000)
    const wrong = said.flatMap(({ family, code, params, of }) => {
      const text = wordsOf(language, family, code, { at: '', ...params })
      // What a file or a person wrote is theirs: a name may have a brace in it.
      const why =
        text === null ? 'no words' : amiss(without(text, { ...params, ...inFiles(language, params) }))
      return why === null ? [] : [`${family}.${code} (${of}): ${why}: ${text} ${JSON.stringify(params)}`]
    })
    expect([...new Map(wrong.map((line) => [line.slice(0, line.indexOf(' ')), line])).values()]).toEqual([])
  })
})

it.each(LANGUAGES)('shows nobody a hash as what was changed, in %s', (language) => {
  const conflicts = said.filter(({ code }) => code === 'conflict')
  expect(conflicts.length).toBeGreaterThan(0)
  for (const { family, code, params } of conflicts)
    expect(wordsOf(language, family, code, { at: '', ...params })).not.toMatch(/[0-9a-f]{12}/)
})

it('meets many of the codes there are', () => {
  expect(new Set(said.map(({ family, code }) => `${family}.${code}`)).size).toBeGreaterThan(60)
})

it('finds what is amiss where it is', () => {
  for (const bad of [
    'EPSG : is read.',
    'over  MB',
    'in {{at}}',
    'format dji-wpml: no_polygon',
    'cannot be opened: ENOENT',
    'a problem: ',
  ])
    expect(amiss(bad), bad).not.toBeNull()
  for (const good of [
    'Its clock differs by 37 s.',
    '文件 a_b.kml（第 3 行）无法使用：没有多边形。'.replace('a_b', 'a'),
  ])
    expect(amiss(good), good).toBeNull()
})
