import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Aggregate, SCHEMAS } from '../../../src/core/journal/kinds.ts'
import { projected } from '../../../src/core/journal/project.ts'
import { fit } from '../../../src/core/units/fit.ts'
import type { FlightApproval } from '../../../src/core/permit/approval.ts'
import { NOW_MS } from '../../builders/mission.ts'
import { aFiling, aFlightReport, anApprovalOfFlights } from '../../builders/permit.ts'
import { sha256 } from '../../builders/sha256.ts'

/** What is shown where several stations went on from one version. */
function joined<D>(kind: Aggregate, before: D, sides: readonly D[]): { shown: D | null; waits: boolean } {
  const versions = [
    { hash: 'before', bases: [], doc: before },
    ...sides.map((doc, i) => ({ hash: `side${i}`, bases: ['before'], doc })),
  ]
  const { shown, waits } = projected(kind, versions, (doc) => fit(SCHEMAS[kind], doc).ok, sha256)
  return { shown: shown as D | null, waits: waits !== null }
}

const before = anApprovalOfFlights({ filings: [] })
const withFilings = (...ids: string[]): FlightApproval => ({
  ...before,
  filings: ids.map((id, i) => aFiling({ id, day: `2026-06-0${i + 1}` })),
})

describe('approvals of several stations', () => {
  it('have the filings of all of them', () => {
    const { shown, waits } = joined('flightApproval', before, [withFilings('a'), withFilings('b')])
    expect(waits).toBe(false)
    expect(shown?.filings.map(({ id }) => id).sort()).toEqual(['a', 'b'])
  })

  test('however many they are, and in whatever order they come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 }), (ids) => {
        const sides = ids.map((id) => withFilings(id))
        const { shown, waits } = joined('flightApproval', before, sides)
        expect(waits).toBe(false)
        expect(shown?.filings.map(({ id }) => id).sort()).toEqual(ids.toSorted())
        expect(joined('flightApproval', before, sides.toReversed()).shown).toEqual(shown)
      }),
    )
  })

  it('wait where two answered one filing otherwise', () => {
    const open = { ...before, filings: [aFiling({ answeredAtMs: null, agreed: null })] }
    const answered = (agreed: boolean) => ({ ...open, filings: [aFiling({ agreed })] })
    expect(joined('flightApproval', open, [answered(true), answered(false)]).waits).toBe(true)
    expect(joined('flightApproval', open, [answered(true), open]).shown).toEqual(answered(true))
  })

  it('wait where two changed what was approved: halves of two papers are a third one', () => {
    const sides = [
      { ...before, maxTrueHeightM: 100 },
      { ...before, hours: [{ from: '08:00', to: '18:00' }] },
    ]
    expect(joined('flightApproval', before, sides).waits).toBe(true)
  })
})

test('a landing that one station reports joins what another says of the confirmation', () => {
  const told = aFlightReport({ confirmed: null })
  const confirmed = aFlightReport()
  const landing = {
    landedAtMs: NOW_MS + 1,
    reportedAtMs: NOW_MS + 2,
    by: { personId: null, name: '孟青棠', number: '' },
    words: '',
  }
  const { shown, waits } = joined('flightReport', told, [confirmed, { ...told, landing }])
  expect(waits).toBe(false)
  expect(shown).toEqual({ ...confirmed, landing })
})
