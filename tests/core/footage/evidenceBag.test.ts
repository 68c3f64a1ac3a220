import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  EvidenceBag,
  handedOver,
  isUndelivered,
  neededByBags,
  withdrawnBag,
} from '../../../src/core/footage/bag/evidenceBag.ts'
import { projected } from '../../../src/core/journal/project.ts'
import { anId } from '../../builders/enterprise.ts'
import { anEvidenceBag } from '../../builders/evidenceBag.ts'
import { NOW_MS } from '../../builders/mission.ts'
import { sha256 } from '../../builders/sha256.ts'

const MAKER = { by: '顾砚之', role: 'officer', atMs: NOW_MS + 7_200_000 }
const HANDING = {
  to: '县检察院',
  handedAtMs: NOW_MS + 3_600_000,
  scanId: anId(77),
  reason: '',
  isChecked: false,
}

describe('a package of evidence', () => {
  it('that two stations say different things of waits for a person; what one of them says holds', () => {
    const before = anEvidenceBag()
    const handed = handedOver(before, HANDING, MAKER)
    const gone = withdrawnBag(before, '制作有误', MAKER)
    const sides = [handed, gone].map((side) => (side.ok ? side.value : expect.unreachable()))
    const joined = (docs: readonly EvidenceBag[]) =>
      projected(
        'evidenceBag',
        [
          { hash: 'before', bases: [], doc: before },
          ...docs.map((doc, i) => ({ hash: `side${i}`, bases: ['before'], doc })),
        ],
        (doc) => EvidenceBag.safeParse(doc).success,
        sha256,
      )
    expect(joined(sides).waits).not.toBeNull()
    expect(joined(sides.slice(0, 1)).shown).toEqual(sides[0])
    expect(joined([...sides.slice(0, 1), before]).shown).toEqual(sides[0])
  })

  it('is handed over once, with its receipt or why there is none, not before it was made', () => {
    const bag = anEvidenceBag()
    const done = handedOver(bag, HANDING, MAKER)
    expect(done).toMatchObject({ ok: true, value: { handedOver: { to: '县检察院', by: '顾砚之' } } })
    const handed = done.ok ? done.value : expect.unreachable()
    expect(EvidenceBag.parse(handed)).toEqual(handed)
    expect(isUndelivered(bag)).toBe(true)
    expect(isUndelivered(handed)).toBe(false)
    expect(handedOver(handed, HANDING, MAKER)).toMatchObject({
      code: 'bag_settled',
      params: { bagState: 'handedOver' },
    })
    expect(withdrawnBag(handed, '不再需要', MAKER)).toMatchObject({ code: 'bag_settled' })
    const bare = { ...HANDING, scanId: null, reason: ' ' }
    expect(handedOver(bag, bare, MAKER)).toMatchObject({ code: 'bag_needs_receipt' })
    expect(handedOver(bag, { ...bare, reason: '拒收' }, MAKER)).toMatchObject({ ok: true })
    // Times are put down to the minute: in the same one it is not before.
    const made = { ...bag, made: { ...bag.made, atMs: NOW_MS + 59_000 } }
    expect(handedOver(made, { ...HANDING, handedAtMs: NOW_MS }, MAKER)).toMatchObject({ ok: true })
    expect(handedOver(made, { ...HANDING, handedAtMs: NOW_MS - 1 }, MAKER)).toMatchObject({
      code: 'bag_before_made',
      params: { file: bag.fileName },
    })
  })

  it('is withdrawn with a reason, and is not handed over then', () => {
    const done = withdrawnBag(anEvidenceBag(), '制作有误', MAKER)
    const gone = done.ok ? done.value : expect.unreachable()
    expect(EvidenceBag.parse(gone)).toEqual(gone)
    expect(handedOver(gone, HANDING, MAKER)).toMatchObject({
      code: 'bag_settled',
      params: { bagState: 'withdrawn' },
    })
    const both = { ...gone, handedOver: { ...MAKER, ...HANDING } }
    expect(EvidenceBag.safeParse(both).success).toBe(false)
  })

  it('keeps what it refers to for as long as nobody has it', () => {
    const bags = fc.array(
      fc.record({
        ids: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }),
        end: fc.constantFrom('made', 'handedOver', 'withdrawn'),
      }),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(bags, (drawn) => {
        const docs = drawn.map(({ ids, end }, i) =>
          anEvidenceBag({
            fileName: `${i}.zip`,
            footageIds: ids.map(anId),
            handedOver: end === 'handedOver' ? { ...MAKER, ...HANDING } : null,
            withdrawn: end === 'withdrawn' ? { ...MAKER, reason: 'x' } : null,
          }),
        )
        const needed = neededByBags(docs)
        for (let n = 1; n <= 6; n++)
          expect(needed.get(anId(n)) ?? []).toEqual(
            drawn.flatMap(({ ids, end }, i) => (end === 'made' && ids.includes(n) ? [`${i}.zip`] : [])),
          )
      }),
      { numRuns: 50 },
    )
  })
})
