import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Finding } from '../../../src/core/finding/finding.ts'
import type { Mask } from '../../../src/core/footage/copies/mask.ts'
import { documentOf, type FieldRule, fieldsOf } from '../../../src/core/journal/fields.ts'
import { JOINS } from '../../../src/core/journal/join.ts'
import { type Aggregate, AGGREGATES, type DocumentOf, SCHEMAS } from '../../../src/core/journal/kinds.ts'
import { type Projection, projected } from '../../../src/core/journal/project.ts'
import type { Asset } from '../../../src/core/site/site.ts'
import { canonicalJson } from '../../../src/core/units/canonical.ts'
import { fit } from '../../../src/core/units/fit.ts'
import { Name } from '../../../src/core/units/id.ts'
import { everyKind } from '../../builders/everyKind.ts'
import { sha256 } from '../../builders/sha256.ts'
import { anAsset, ORIGIN } from '../../builders/site.ts'

const fitsOf = (kind: Aggregate) => (doc: unknown) => fit(SCHEMAS[kind], doc).ok

/** What is shown where several sides made these of one document, whichever of them comes first. */
function joined(
  kind: Aggregate,
  before: unknown,
  sides: readonly unknown[],
  fits = fitsOf(kind),
): Projection {
  const versions = [
    { hash: 'before', bases: [], doc: before },
    ...sides.map((doc, i) => ({ hash: `side${i}`, bases: ['before'], doc })),
  ]
  const seen = projected(kind, versions, fits, sha256)
  expect(projected(kind, versions.toReversed(), fits, sha256)).toEqual(seen)
  // Whichever side has the lesser hash.
  const { shown, waits } = projected(kind, versions.map(renamed), fits, sha256)
  expect({ shown, waits }).toEqual({ shown: seen.shown, waits: seen.waits })
  return seen
}
const renamed = <V extends { hash: string }>(version: V): V =>
  version.hash.startsWith('side') ? { ...version, hash: `x${9 - Number(version.hash.slice(4))}` } : version

const docs = everyKind()
const byField = AGGREGATES.filter((kind) => JOINS[kind].by === 'field')
const ruleOf = (kind: Aggregate): FieldRule => {
  const rule = JOINS[kind]
  if (rule.by !== 'field') throw new Error(kind)
  return rule
}

/** The schema at a path, whatever may stand there besides. */
function schemaAt(kind: Aggregate, path: string): z.core.$ZodType | undefined {
  const bare = (schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined => {
    const inner = (schema?._zod.def as { innerType?: z.core.$ZodType } | undefined)?.innerType
    return inner ? bare(inner) : schema
  }
  return path.split('.').reduce<z.core.$ZodType | undefined>((schema, step) => {
    const def = schema?._zod.def as { shape?: Record<string, z.core.$ZodType>; element?: z.core.$ZodType }
    return bare(step === '*' ? def?.element : def?.shape?.[step])
  }, SCHEMAS[kind])
}

describe('the table of how kinds are joined', () => {
  test.each(byField)('names members that %s has', (kind) => {
    const { together, apart, lists } = ruleOf(kind)
    for (const path of [...together.flat(), ...apart, ...lists])
      expect([path, schemaAt(kind, path) !== undefined]).toEqual([path, true])
    // A place, a lens, a holder with a telephone: of objects, only names are joined by halves.
    for (const path of apart) expect([path, schemaAt(kind, path) === Name]).toEqual([path, true])
    for (const path of lists)
      expect([path, (schemaAt(kind, path)?._zod.def as { type?: string } | undefined)?.type]).toEqual([
        path,
        'array',
      ])
    expect(new Set(together.flat()).size).toBe(together.flat().length)
  })

  /** Another value of whatever kind of thing stands there; what it was goes on standing in it. */
  const changed = (value: unknown, by: string): unknown =>
    Array.isArray(value) ? [...(value as unknown[]), by] : `${canonicalJson(value ?? null)} ${by}`
  const anything = () => true

  test.each(byField)(
    'joins edits of different fields of %s and holds both; of one field it waits',
    (kind) => {
      const { together } = ruleOf(kind)
      const doc = docs[kind] as Record<string, unknown>
      const names = Object.keys(doc).filter((name) => name !== 'id')
      const groupOf = (name: string) => together.findIndex((group) => group.includes(name))
      for (const a of names)
        for (const b of names) {
          const left = { ...doc, [a]: changed(doc[a], 'left') }
          const right = { ...doc, [b]: changed(doc[b], 'right') }
          const seen = joined(kind, doc, [left, right], anything)
          const isOne = groupOf(a) >= 0 ? groupOf(a) === groupOf(b) : a === b
          // A list that only grows holds both.
          if (isOne && !ruleOf(kind).lists.includes(a))
            expect([a, b, seen.waits]).toEqual([a, b, 'both_changed'])
          else expect([a, b, seen.waits]).toEqual([a, b, null])
          if (isOne) continue
          expect(seen.shown).toEqual({ ...doc, [a]: left[a], [b]: right[b] })
          // The same edit on both sides is no dispute, and what one side alone did is shown.
          expect(joined(kind, doc, [left, { ...left }], anything)).toMatchObject({ shown: left, waits: null })
          expect(joined(kind, doc, [left, { ...doc }], anything)).toMatchObject({ shown: left, waits: null })
        }
    },
  )

  test.each(['sighting', 'acceptance'] as const)(
    '%s is never edited: two that are not alike wait',
    (kind) => {
      const doc = docs[kind] as Record<string, unknown>
      const edited = { ...doc, id: 'other' }
      expect(joined(kind, doc, [edited, { ...doc }], anything)).toMatchObject({
        shown: doc,
        waits: 'both_changed',
      })
      expect(joined(kind, doc, [edited, { ...edited }], anything)).toMatchObject({
        shown: edited,
        waits: null,
      })
    },
  )

  test('a mission is one: two edits wait, one beside an untouched one is shown', () => {
    const { mission } = docs
    const [a, b] = [
      { ...mission, remarks: 'a' },
      { ...mission, takeoffHeightM: 33 },
    ]
    expect(joined('mission', mission, [a, b])).toMatchObject({ shown: mission, waits: 'both_changed' })
    expect(joined('mission', mission, [a, { ...mission }])).toMatchObject({ shown: a, waits: null })
  })
})

describe('a finding', () => {
  const doc: Finding = { ...docs.finding, transitions: [] }
  const step = (by: string, to: Finding['state']): Finding => ({
    ...doc,
    state: to,
    transitions: [
      {
        from: doc.state,
        to,
        atMs: 1,
        by,
        role: 'officer',
        reason: '',
        sightingId: null,
        duplicateOfId: null,
      },
    ],
  })

  test('keeps a step of one station and a title of another', () => {
    const titled = { ...doc, title: '围墙破损两处', level: 'major' as const }
    const { shown, waits } = joined('finding', doc, [step('顾', 'confirmed'), titled])
    expect(waits).toBe(null)
    expect(shown).toEqual({ ...step('顾', 'confirmed'), title: titled.title, level: 'major' })
  })

  test('waits where the same step, or two steps, were taken at two stations', () => {
    expect(joined('finding', doc, [step('顾', 'confirmed'), step('李', 'confirmed')]).waits).toBe(
      'both_changed',
    )
    expect(joined('finding', doc, [step('顾', 'confirmed'), step('顾', 'unfounded')]).waits).toBe(
      'both_changed',
    )
  })

  test('is not given to one enterprise with the site of another, nor put half where two put it', () => {
    const given = { ...doc, enterpriseId: docs.site.id, enterpriseBy: 'officer' as const }
    expect(joined('finding', doc, [given, { ...doc, siteId: null }]).waits).toBe('both_changed')
    const [north, east] = [
      { ...doc, at: { ...ORIGIN, lat: 1 } },
      { ...doc, at: { ...ORIGIN, lon: 2 } },
    ]
    expect(joined('finding', doc, [north, east])).toMatchObject({ shown: doc, waits: 'both_changed' })
  })
})

describe('a list that only grows', () => {
  const doc = docs.frozen
  const [first] = doc.exports
  const more = (format: string) => ({ ...(first as NonNullable<typeof first>), format })

  test('holds what every side added, and each once', () => {
    const sides = [
      { ...doc, exports: [...doc.exports, more('kmz'), more('wpl')] },
      { ...doc, exports: [...doc.exports, more('csv'), more('wpl')] },
      { ...doc, exports: [...doc.exports, more('kmz')] },
    ]
    const seen = joined('frozen', doc, sides)
    expect(seen.waits).toBe(null)
    const formats = (seen.shown as DocumentOf<'frozen'>).exports.map(({ format }) => format)
    expect(formats.toSorted()).toEqual(['csv', 'kmz', 'qgcPlan', 'wpl'])
    expect(formats[0]).toBe('qgcPlan')
    expect(formats.indexOf('kmz')).toBeLessThan(formats.indexOf('wpl'))
  })

  test('is without what one side took back, and begins where there was none', () => {
    const seen = joined('frozen', doc, [
      { ...doc, exports: [] },
      { ...doc, exports: [...doc.exports, more('kmz')] },
    ])
    expect(seen).toMatchObject({ shown: { exports: [more('kmz')] }, waits: null })
    const made = {
      sha256: 'a'.repeat(64),
      sizeBytes: 1,
      mimeType: 'image/jpeg',
      masksSha256: null,
      recipe: null,
    }
    const left = (fileName: string) => ({ ...made, fileName, reason: '', by: '', atMs: 1 })
    const both = joined('footage', docs.footage, [
      { ...docs.footage, exports: [left('a')] },
      { ...docs.footage, exports: [left('b')] },
    ])
    expect(both.waits).toBe(null)
    expect((both.shown as DocumentOf<'footage'>).exports?.map(({ fileName }) => fileName).toSorted()).toEqual(
      ['a', 'b'],
    )
  })

  test('that grows beyond its limit waits', () => {
    const full = (by: string) => ({
      ...doc,
      exports: Array.from({ length: 600 }, (_, i) => more(`${by}${i}`)),
    })
    expect(joined('frozen', doc, [full('a'), full('b')])).toMatchObject({ shown: doc, waits: 'no_fit' })
  })
})

describe('parts', () => {
  const asset = (id: string, over: Partial<Asset> = {}): Asset => anAsset({ id, ...over })
  const site = (...assets: Asset[]) => ({ ...docs.site, assets })
  const [a, b, c, x, y] = ['a', 'b', 'c', 'x', 'y'].map((id) => asset(id)) as [
    Asset,
    Asset,
    Asset,
    Asset,
    Asset,
  ]
  const order = ({ shown }: Projection) => (shown as DocumentOf<'site'>).assets.map(({ id }) => id).join('')
  const both = (before: Asset[], left: Asset[], right: Asset[]) =>
    joined('site', site(...before), [site(...left), site(...right)])

  test('are joined each on its own, member by member', () => {
    const left = [{ ...a, heightM: 20 }, b, { ...c, name: { zh: '新', en: c.name.en } }]
    const right = [{ ...a, kind: 'stack' as const }, b, { ...c, name: { zh: c.name.zh, en: 'New' } }]
    const seen = both([a, b, c], left, right)
    expect(seen).toMatchObject({ waits: null })
    expect(seen.shown).toEqual(
      site({ ...a, heightM: 20, kind: 'stack' }, b, { ...c, name: { zh: '新', en: 'New' } }),
    )
    expect(both([a], [{ ...a, heightM: 20 }], [{ ...a, heightM: 21 }]).waits).toBe('both_changed')
  })

  test('that came on both sides are all there, each behind what it came behind', () => {
    expect(order(both([a, b], [a, x, b], [a, b, y]))).toBe('axby')
    expect(order(both([], [x], [y])).length).toBe(2)
    expect(order(both([a], [x, a], [y, a])).at(-1)).toBe('a')
    // The same part made at two stations under one id is one where it is alike, else it waits.
    expect(order(both([a], [a, x], [a, x]))).toBe('ax')
    expect(both([a], [a, x], [a, { ...x, heightM: 1 }]).waits).toBe('both_changed')
  })

  test('that one side took away are gone, but where the other changed them it waits', () => {
    expect(order(both([a, b, c], [a, c], [a, b, c, x]))).toBe('acx')
    expect(order(both([a, b, c], [a, c], [b, c]))).toBe('c')
    expect(order(both([a], [], [a, x]))).toBe('x')
    expect(both([a, b], [b], [{ ...a, heightM: 3 }, b])).toMatchObject({
      shown: site(a, b),
      waits: 'both_changed',
    })
    // A member that was not there before.
    const zoned = { ...a, noOverflight: { radiusM: 1, plumeM: 0, topM: null, source: '' } }
    expect(both([a, b], [b], [zoned, b])).toMatchObject({ shown: site(a, b), waits: 'both_changed' })
  })

  test('stand in the order that one side gave them; two orders wait', () => {
    expect(order(both([a, b, c], [c, b, a], [a, b, c, x]))).toMatch(/^cx?bx?a$|^cxba$/)
    expect(order(both([a, b, c], [c, a, b], [a, b]))).toBe('ab')
    expect(order(both([a, b, c], [c, b, a], [{ ...a, heightM: 9 }, b, c]))).toBe('cba')
    expect(order(both([a, b, c], [c, b, a], [c, b, a]))).toBe('cba')
    expect(both([a, b, c], [c, b, a], [b, a, c])).toMatchObject({
      shown: site(a, b, c),
      waits: 'both_changed',
    })
  })

  test('without an id of their own make the list one field', () => {
    expect(both([a, a], [a, a, x], [a, a, y]).waits).toBe('both_changed')
    const { enterprise } = docs
    const holding = (amount: number) => ({ chemical: 'III-5', amount, unit: 't' as const })
    const more = [1, 2].map((amount) => ({
      ...enterprise,
      holdings: [...enterprise.holdings, holding(amount)],
    }))
    expect(joined('enterprise', enterprise, more).waits).toBe('both_changed')
  })

  test('that fit each alone and not together wait', () => {
    const masked = (fromS: number | null, toS: number | null) => {
      const ring: [number, number][] = [
        [0, 0],
        [1, 0],
        [1, 1],
      ]
      const mask: Mask = { id: 'm', reason: 'person', fromS, toS, keys: [{ momentS: 0, ring }] }
      return { ...docs.footage, masks: [mask] }
    }
    const seen = joined('footage', masked(null, null), [masked(5, null), masked(null, 3)])
    expect(seen).toMatchObject({ shown: masked(null, null), waits: 'no_fit', ancestor: 'before' })
    expect(joined('footage', masked(null, null), [masked(5, null), masked(null, 8)]).shown).toEqual(
      masked(5, 8),
    )
  })

  /** Edits of a list of parts, each side its own members and its own new parts. */
  const someParts = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 })
  const someEdit = fc.record({
    gone: fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']),
    new: fc.array(fc.nat({ max: 6 }), { maxLength: 3 }),
    changes: fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']),
  })
  type Part = { id: string; left?: number; right?: number }
  const edited = (
    parts: readonly string[],
    side: 'left' | 'right',
    edit: { gone: string[]; new: number[]; changes: string[] },
  ) => {
    const kept: Part[] = parts
      .filter((id) => !edit.gone.includes(id))
      .map((id) => (edit.changes.includes(id) ? { id, [side]: 1 } : { id }))
    edit.new.forEach((at, i) => kept.splice(at, 0, { id: `${side}${i}` }))
    return kept
  }

  test('whatever two sides do to different members: all that was added and changed is there, nothing that was taken away', () => {
    fc.assert(
      fc.property(someParts, someEdit, someEdit, (parts, left, right) => {
        const versions = [
          parts.map((id): Part => ({ id })),
          edited(parts, 'left', left),
          edited(parts, 'right', right),
        ]
        const [before, one, two] = versions.map((list) => ({ list }))
        const seen = joined('layer', before, [one, two], () => true)
        const isFought = (mine: typeof left, other: typeof left) =>
          parts.some((id) => mine.gone.includes(id) && !other.gone.includes(id) && other.changes.includes(id))
        if (isFought(left, right) || isFought(right, left)) {
          expect(seen).toMatchObject({ waits: 'both_changed', shown: before })
          return
        }
        expect(seen.waits).toBe(null)
        const { list } = seen.shown as { list: Part[] }
        const expected = new Map<string, Part>()
        for (const id of parts)
          if (!left.gone.includes(id) && !right.gone.includes(id))
            expected.set(id, {
              id,
              ...(left.changes.includes(id) ? { left: 1 } : {}),
              ...(right.changes.includes(id) ? { right: 1 } : {}),
            })
        for (const [side, edit] of [
          ['left', left],
          ['right', right],
        ] as const)
          edit.new.forEach((_, i) => expected.set(`${side}${i}`, { id: `${side}${i}` }))
        expect(new Map(list.map((part) => [part.id, part]))).toEqual(expected)
        expect(list.length).toBe(expected.size)
        // Each side finds what is left of its own in its own order.
        for (const side of [one, two]) {
          const own = (side?.list ?? []).map(({ id }) => id).filter((id) => expected.has(id))
          expect(list.map(({ id }) => id).filter((id) => own.includes(id))).toEqual(own)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a document taken apart', () => {
  const rule: FieldRule = {
    together: [
      ['a', 'b'],
      ['p.*.a', 'p.*.b'],
    ],
    apart: ['o', 'p.*.o'],
    lists: ['l'],
  }
  const value = fc.jsonValue({ maxDepth: 2 })
  const members = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'x.y'), value)
  const someDoc = fc.record(
    {
      a: value,
      b: value,
      o: fc.oneof(members, value),
      l: fc.oneof(fc.array(value), value),
      p: fc.oneof(
        fc.array(fc.record({ id: fc.string(), o: members, a: value, b: value }, { requiredKeys: ['id'] })),
        fc.array(value),
      ),
    },
    { requiredKeys: [] },
  )

  test('is the same when it is put together', () => {
    fc.assert(
      fc.property(someDoc, (doc) => {
        for (const one of [rule, null])
          expect(canonicalJson(documentOf(fieldsOf(doc, one)))).toBe(canonicalJson(doc))
      }),
    )
  })

  test('is none where something stands in what is not there', () => {
    const fields = new Map(fieldsOf({ p: [{ id: 'x', c: 1 }] }, rule))
    fields.delete(JSON.stringify(['.p', '#x']))
    expect(documentOf(fields)).toBeUndefined()
  })
})
