import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import {
  beginChoosing,
  type Choosing,
  outcomeOf,
  takeField,
  takeWhole,
} from '../../../../renderer/features/stations/decision/choosing.ts'
import { differingFields } from '../../../../renderer/desk/documents/fields.ts'
import { rowsOf } from '../../../../renderer/desk/documents/rows.ts'
import i18next from 'i18next'
import { JOINS } from '../../../../src/core/journal/join.ts'
import { AGGREGATES, type Aggregate, SCHEMAS } from '../../../../src/core/journal/kinds.ts'
import { canonicalJson } from '../../../../src/core/units/canonical.ts'
import '../../../../renderer/i18n/index.ts'
import { anyDocument } from '../../../builders/anyDocument.ts'
import { anEnterprise } from '../../../builders/enterprise.ts'
import { aFinding } from '../../../builders/finding.ts'
import { anAsset, aSite, box } from '../../../builders/site.ts'

const BY_FIELD = AGGREGATES.filter((kind) => JOINS[kind].by === 'field')
const noName = (kind: string): string => kind

const question = (aggregate: Aggregate, before: unknown, ...docs: unknown[]): Choosing =>
  beginChoosing({ aggregate, isUnfit: false, before, docs })

/**
 * What three stations may have made of one document: each member is one of few values, so that they agree, differ and
 * collide. Parts of lists meet as well: they are drawn from what all of them know.
 */
const partings = (kind: Aggregate): fc.Arbitrary<[unknown, unknown, unknown]> =>
  fc
    .tuple(anyDocument(kind), anyDocument(kind), fc.infiniteStream(fc.integer({ min: 0, max: 2 })))
    .map(([a, b, drawn]) => {
      const mixed = (): unknown =>
        Object.fromEntries(
          [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) => {
            const [ofA, ofB] = [a, b].map((doc) => (doc as Record<string, unknown>)[name])
            const turn = drawn.next().value
            const value = name === 'id' || turn === 0 ? ofA : turn === 2 ? edited(ofA, ofB) : ofB
            return value === undefined ? [] : [[name, value]]
          }),
        )
      return [mixed(), mixed(), mixed()]
    })

/** A list of parts as an edit leaves it: its last part in front, as another one is; anything else as it is in `b`. */
function edited(a: unknown, b: unknown): unknown {
  if (!Array.isArray(a) || !Array.isArray(b)) return b
  const [last, other] = [a.at(-1), b[0]] as ({ id?: string } | undefined)[]
  if (last?.id === undefined || other?.id === undefined) return b
  return [{ ...other, id: last.id }, ...(a as unknown[]).slice(0, -1), ...(b as unknown[]).slice(1)]
}

describe('what differs', () => {
  it('is what the rule of its kind takes for one field', () => {
    const asset = anAsset()
    const before = aSite({ assets: [asset] })
    const a = { ...before, remarks: 'A', assets: [{ ...asset, heightM: 14, name: { zh: '甲罐', en: '' } }] }
    const b = { ...before, boundary: box(0, 0, 210, 200), assets: [asset, anAsset({ id: 'tank-2' })] }
    expect(differingFields('site', before, [a, b]).map(({ name }) => name)).toEqual([
      'assets/tank-1/heightM',
      'assets/tank-1/name/en',
      'assets/tank-1/name/zh',
      'assets/tank-2',
      'boundary+source',
      'remarks',
    ])
  })

  it('keeps together what belongs together', () => {
    const before = aFinding()
    const a = { ...before, state: 'confirmed' as const, deadlines: [] }
    const b = { ...before, state: 'unfounded' as const, title: 'B' }
    const fields = differingFields('finding', before, [a, b])
    expect(
      fields.find(({ name }) => name === 'state+transitions+deadlines+rechecks+transfers')?.paths,
    ).toContainEqual(['state'])
    expect(fields.map(({ name }) => name)).toContain('title')
  })
})

describe('a decision', () => {
  const before = anEnterprise({ remarks: 'before' })
  const a = { ...before, remarks: 'A', address: 'A street' }
  const b = { ...before, remarks: 'B', name: { ...before.name, en: 'Renamed' } }

  it('takes from each what it changed alone, and asks for what both did', () => {
    const begun = question('enterprise', before, a, b)
    expect(begun.fields.filter(({ isAsked }) => isAsked).map(({ name }) => name)).toEqual(['remarks'])
    expect(outcomeOf(begun)).toEqual({ kind: 'open', left: 1 })
    expect(outcomeOf(takeField(begun, 'remarks', 1))).toEqual({
      kind: 'made',
      doc: { ...before, remarks: 'B', address: 'A street', name: { ...before.name, en: 'Renamed' } },
    })
  })

  it('asks for everything where what each changed alone does not fit together', () => {
    const begun = beginChoosing({ aggregate: 'enterprise', isUnfit: true, before, docs: [a, b] })
    expect(outcomeOf(begun)).toEqual({ kind: 'open', left: 3 })
  })

  it('takes a version whole with one press, and field by field again after it', () => {
    const whole = takeWhole(question('enterprise', before, a, b), 0)
    expect(outcomeOf(whole)).toEqual({ kind: 'version', index: 0, doc: a })
    expect(outcomeOf(takeField(whole, 'remarks', 1))).toEqual({ kind: 'made', doc: { ...a, remarks: 'B' } })
    expect(outcomeOf(takeField(takeField(whole, 'remarks', 1), 'remarks', 0))).toMatchObject({
      kind: 'version',
      index: 0,
    })
  })

  it('keeps or deletes what one side deleted', () => {
    const begun = question('enterprise', before, a, null)
    expect(outcomeOf(begun)).toEqual({ kind: 'open', left: 1 })
    expect(outcomeOf(takeWhole(begun, 1))).toEqual({ kind: 'version', index: 1, doc: null })
    expect(outcomeOf(takeWhole(begun, 0))).toEqual({ kind: 'version', index: 0, doc: a })
  })

  it('takes kinds that are no sum of their members whole', () => {
    fc.assert(
      fc.property(anyDocument('sighting'), anyDocument('sighting'), (one, two) => {
        const begun = question('sighting', null, one, two)
        expect(begun.fields).toEqual([])
        expect(outcomeOf(begun)).toEqual({ kind: 'open', left: 1 })
        expect(outcomeOf(takeWhole(begun, 1))).toEqual({ kind: 'version', index: 1, doc: two })
      }),
      { numRuns: 10 },
    )
  })

  it('keeps all that lists hold which only grow', () => {
    fc.assert(
      fc.property(anyDocument('frozen'), anyDocument('frozen'), (one, two) => {
        const base = { ...one, releases: [], exports: [] }
        const [left, right] = [
          { ...one, mission: two.mission, releases: two.releases },
          { ...one, mission: { ...two.mission, remarks: 'x' }, exports: two.exports },
        ]
        const begun = question('frozen', base, left, { ...right, releases: one.releases })
        for (const { name } of begun.fields) {
          const outcome = outcomeOf(takeField(begun, name, 0))
          if (outcome.kind === 'open') throw new Error('open')
          const made = outcome.doc as typeof one
          expect(new Set(made.releases.map(canonicalJson))).toEqual(
            new Set([...one.releases, ...two.releases].map(canonicalJson)),
          )
          expect(made.exports).toHaveLength(new Set([...one.exports, ...two.exports].map(canonicalJson)).size)
        }
      }),
      { numRuns: 10 },
    )
  })

  it.each(BY_FIELD)(
    'of %s is the version that every field is taken from, and of several what each says',
    (kind) => {
      fc.assert(
        fc.property(
          partings(kind),
          fc.infiniteStream(fc.integer({ min: 0, max: 1 })),
          ([was, ...docs], drawn) => {
            const begun = question(kind, was, ...docs)
            if (begun.fields.length === 0) return
            docs.forEach((doc, index) => {
              const all = begun.fields.reduce((choosing, { name }) => takeField(choosing, name, index), begun)
              const outcome = outcomeOf(all)
              expect(outcome.kind).not.toBe('open')
              if (outcome.kind === 'open') return
              // Lists that only grow keep what the other one added.
              const rule = JOINS[kind]
              const lists = rule.by === 'field' ? rule.lists : []
              const without = (value: unknown): string =>
                canonicalJson(
                  Object.fromEntries(
                    Object.entries(value as object).filter(([name]) => !lists.includes(name)),
                  ),
                )
              expect(without(outcome.doc)).toBe(without(doc))
            })
            const picked = begun.fields.map(({ name }) => ({ name, from: drawn.next().value }))
            const outcome = outcomeOf(
              picked.reduce((choosing, { name, from }) => takeField(choosing, name, from), begun),
            )
            if (outcome.kind === 'open') throw new Error('open')
            for (const { name, from } of picked) {
              const field = begun.fields.find((other) => other.name === name)
              const again = differingFields(kind, docs[from], [outcome.doc]).map((other) => other.name)
              if (field && !field.paths.some((path) => path.includes('#order')))
                expect(again).not.toContain(name)
            }
          },
        ),
        { numRuns: 25 },
      )
    },
  )
})

describe('the rows of a decision', () => {
  const spoken = i18next.language
  afterAll(() => void i18next.changeLanguage(spoken))

  it('name an asset by its name, and what changed of it as its editor does', async () => {
    await i18next.changeLanguage('en')
    const asset = anAsset()
    const was = aSite({ assets: [asset] })
    const docs = [12.5, 14].map((heightM) => ({ ...was, assets: [{ ...asset, heightM }] }))
    const [row, ...rest] = rowsOf('site', [['assets', 'tank-1', 'heightM']], was, docs, noName)
    expect(rest).toEqual([])
    expect(row?.label).toBe('Assets: Acid tanks · Height, m')
    expect([row?.before, ...(row?.cells ?? [])].map((cell) => cell?.lines.map(({ text }) => text))).toEqual([
      ['12'],
      ['12.5'],
      ['14'],
    ])
    await i18next.changeLanguage('zh')
    expect(rowsOf('site', [[]], was, docs, noName).map(({ label }) => label)).toEqual([
      `重点部位：${asset.name.zh} · 高度，米`,
    ])
  })

  it('mark what was added to a list, and what went', () => {
    const was = anEnterprise({ contacts: [{ name: '甲', duty: '', phone: '1' }] })
    const doc = { ...was, contacts: [{ name: '乙', duty: '', phone: '2' }, ...was.contacts] }
    const [row] = rowsOf('enterprise', [['contacts']], was, [doc, { ...was, contacts: [] }], noName)
    expect(row?.cells.map(({ lines }) => lines.map(({ mark }) => mark))).toEqual([['added', 'same'], []])
  })

  it('draw on the map what is a place', () => {
    const was = aSite()
    const doc = { ...was, boundary: box(0, 0, 300, 200) }
    const [row] = rowsOf('site', [['boundary']], was, [doc, was], noName)
    expect(row?.before.place?.type).toBe('Polygon')
    expect(row?.cells[0]?.place).not.toEqual(row?.before.place)
    expect(row?.cells.map(({ isAsBefore }) => isAsBefore)).toEqual([false, true])
  })

  it.each(AGGREGATES.flatMap((kind) => [`zh ${kind}`, `en ${kind}`]))(
    'of any two documents are in words, and never look alike where they differ: %s',
    async (name) => {
      const [language, kind] = name.split(' ') as [string, Aggregate]
      await i18next.changeLanguage(language)
      const ids = new Set<string>()
      fc.assert(
        fc.property(anyDocument(kind), anyDocument(kind), anyDocument(kind), (was, one, two) => {
          expect(SCHEMAS[kind].safeParse(one).success).toBe(true)
          for (const row of rowsOf(kind, [[]], was, [one, two], noName)) {
            ids.add(row.key)
            expect(row.label).not.toBe('')
            expect(row.label).not.toMatch(/\{\{|\bmember\.|undefined|#order/)
            const texts = row.cells.map(({ lines }) => lines.map(({ text }) => text).join('\n'))
            for (const text of texts) expect(text).not.toMatch(/\{\{\w+\}\}|undefined|\[object|NaN/)
            const [a, b] = row.cells
            if (texts[0] === texts[1]) expect(a?.isAsBefore).toBe(b?.isAsBefore)
          }
        }),
        { numRuns: 15 },
      )
      // A setting is its value and nothing else, a template its files, a random draw little more than its attempts.
      expect(ids.size).toBeGreaterThan({ setting: 0, paperTemplate: 1, draw: 2 }[kind as string] ?? 3)
    },
  )

  it('say nothing where one has left empty what another does not have', () => {
    const was = anEnterprise()
    expect(
      rowsOf(
        'enterprise',
        [[]],
        was,
        [
          { ...was, address: '' },
          { ...was, address: null },
        ],
        noName,
      ),
    ).toEqual([])
  })

  it.each(BY_FIELD)('of %s tell of every field that is chosen', (kind) => {
    fc.assert(
      fc.property(partings(kind), ([was, ...docs]) => {
        for (const { name, paths } of differingFields(kind, was, docs))
          expect({ name, rows: rowsOf(kind, paths, was, docs, noName).length }).not.toEqual({ name, rows: 0 })
      }),
      { numRuns: 20 },
    )
  })
})
