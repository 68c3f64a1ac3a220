/** Every number of the statistics against a count that is made from the entries of the journal alone. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Case, countedOf, type Order, replayed } from '../../builders/journalCount.ts'
import { called, demoServices } from '../../builders/services.ts'

test('every number of the demo is what its journal comes to: with a deletion and what was undone and done again', async () => {
  const services = await demoServices()
  try {
    // One is opened and taken back, one taken back and done again.
    const sighting = {
      flightId: null,
      footageId: null,
      momentS: null,
      region: null,
      at: { lat: 41.771, lon: 109.971 },
      seenAtMs: Date.UTC(2026, 5, 3, 2),
      seenFrom: 'site' as const,
      outcome: 'first' as const,
      level: 'general' as const,
      words: '',
    }
    const open = async (title: string, recursOfId: string | null = null) =>
      called(services, 'finding.open', {
        sighting,
        finding: {
          title,
          category: '',
          level: 'general',
          risk: null,
          owner: '',
          assetId: null,
          enterpriseId: null,
          recursOfId,
        },
      })
    await called(services, 'actor.set', { name: '贺兰舟', role: 'supervisor' })
    const gone = await open('开错的')
    await called(services, 'journal.undo', { entry: gone.entry })
    const closed = (await called(services, 'finding.list', { ...ANY, states: ['closed'] })).rows[0]
    const again = await open('又出现的', closed?.id ?? null)
    const undone = await called(services, 'journal.undo', { entry: again.entry })
    await called(services, 'journal.undo', { entry: undone.entry })

    const file = path.join(services.dir, 'home', 'demo', 'sortie.db')
    const cases = replayed<Case>(file, 'finding')
    const orders = new Map(replayed<Order>(file, 'rectificationOrder').map((one) => [one.id, one]))
    expect(cases.length).toBe(8)
    const nowMs = Date.now()
    for (const [fromMs, toMs] of [
      [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)],
      [Date.UTC(2026, 4, 1), Date.UTC(2026, 5, 1)],
      [Date.UTC(2026, 5, 1), Date.UTC(2026, 6, 1)],
      [Date.UTC(2020, 0, 1), Date.UTC(2021, 0, 1)],
    ] as const) {
      const counted = countedOf(cases, orders, { fromMs, toMs }, nowMs)
      const { rows } = await called(services, 'statistics.get', {
        fromMs,
        toMs,
        enterpriseId: null,
        level: null,
      })
      expect(
        Object.fromEntries(rows.map(({ name, value, of, among }) => [name, [value, of, among]])),
        `${fromMs}`,
      ).toEqual(counted)
    }
  } finally {
    await services.close()
  }
})

const ANY = { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }
