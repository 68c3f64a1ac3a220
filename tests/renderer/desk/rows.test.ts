import i18next from 'i18next'
import { afterAll, describe, expect, it } from 'vitest'
import { namedBy } from '../../../renderer/desk/documents/namedBy.ts'
import { rowsOf } from '../../../renderer/desk/documents/rows.ts'
import '../../../renderer/i18n/index.ts'
import { AGGREGATES } from '../../../src/core/journal/kinds.ts'
import { aCampaign } from '../../builders/campaign.ts'
import { everyKind } from '../../builders/everyKind.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/
/** All that a document names by an id, at whatever depth, and its own; ids of parts that are words count where others name them. */
function idsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return /.Ids?$/.test(key) || UUID.test(value) ? [value] : []
  if (Array.isArray(value)) return value.flatMap((one) => idsIn(one, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => idsIn(member, name))
}

const start = i18next.language
afterAll(() => i18next.changeLanguage(start))

describe.each(['zh', 'en'] as const)('what a document says, member by member (%s)', (language) => {
  const documents = everyKind()
  it.each(AGGREGATES)('%s: names what it refers to, and shows nobody an id', async (kind) => {
    await i18next.changeLanguage(language)
    const doc = documents[kind]
    const ids = [...new Set(idsIn(doc))]
    const said = rowsOf(kind, [[]], {}, [doc], namedBy(new Map())).flatMap(({ label, cells }) => [
      label,
      ...cells.flatMap(({ lines }) => lines.map(({ text }) => text)),
    ])
    expect(said.length).toBeGreaterThan(0)
    for (const id of ids)
      for (const line of said) expect(line.split(/[\s,，：:、“”"]+/), `${kind}: ${line}`).not.toContain(id)
  })

  it('calendar days are written as the days of moments are', async () => {
    await i18next.changeLanguage(language)
    const { person } = documents
    const rows = rowsOf(
      'person',
      [[]],
      { ...person, licenceUntil: null },
      [{ ...person, licenceUntil: '2026-12-19' }],
      namedBy(new Map()),
    )
    expect(rows.flatMap(({ cells }) => cells.flatMap(({ lines }) => lines.map(({ text }) => text)))).toEqual([
      language === 'zh' ? '2026/12/19' : '19/12/2026',
    ])
  })

  it('items of a visit by their words, else as items', async () => {
    await i18next.changeLanguage(language)
    const { visit } = documents
    const labels = (names: ReadonlyMap<string, string>) =>
      rowsOf('visit', [['items']], { ...visit, items: [] }, [visit], namedBy(names)).map(({ label }) => label)
    const [bare] = labels(new Map())
    expect(bare).not.toContain('stock')
    expect(labels(new Map([['checklistItem stock', 'the count agrees']]))[0]).toContain('the count agrees')
  })

  it('agencies of a round by their names', async () => {
    await i18next.changeLanguage(language)
    const before = aCampaign()
    const [round, ...others] = before.rounds
    if (!round) throw new Error('it has rounds')
    const after = { ...before, rounds: [{ ...round, agencyIds: ['police'] }, ...others] }
    const was = { ...before, rounds: [{ ...round, agencyIds: [] }, ...others] }
    const names = new Map([['agency police', 'the police']])
    const rows = rowsOf('campaign', [[]], was, [after], namedBy(names))
    expect(rows.flatMap(({ cells }) => cells.flatMap(({ lines }) => lines.map(({ text }) => text)))).toEqual([
      'the police',
    ])
  })
})
