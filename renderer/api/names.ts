import { useQueries } from '@tanstack/react-query'
import { DELIVERED } from '../../src/core/campaign/delivered.ts'
import { DEFAULT_SETTINGS } from '../../src/core/finding/settings.ts'
import type { Reference } from '../../src/core/journal/references.ts'
import type { CallOutput } from '../../src/contract/index.ts'
import { dateTime, nameOf } from '../i18n/format.ts'
import { t } from '../i18n/index.ts'
import { api } from './client.ts'
import { useCall } from './hooks.ts'

type Asked = 'enterprise' | 'site' | 'mission' | 'flight' | 'footage' | 'finding' | 'campaign'
type Document = { [K in Asked]: { kind: K; doc: CallOutput<`${K}.get`>['doc'] } }[Asked]

const ASKED: ReadonlySet<string> = new Set([
  'enterprise',
  'site',
  'mission',
  'flight',
  'footage',
  'finding',
  'campaign',
] satisfies Asked[])

/** A document by what people call it. */
function nameOfDocument({ kind, doc }: Document): string {
  switch (kind) {
    case 'enterprise':
    case 'site':
    case 'mission':
    case 'campaign':
      return nameOf(doc.name)
    case 'flight':
      return dateTime(doc.takeoffAtMs)
    case 'footage':
      return doc.fileName
    case 'finding':
      return doc.title
  }
}

/** Parts of a document that others name, by `kind id`. */
function partsOf({ kind, doc }: Document): (readonly [string, string])[] {
  if (kind === 'site') return doc.assets.map(({ id, name }) => [`asset ${id}`, nameOf(name)])
  if (kind === 'campaign') return doc.rounds.map(({ id, no }) => [`round ${id}`, t('round.no', { n: no })])
  return []
}

/** Agencies of the district and items of checklists, which others name by ids: by `kind id`. */
export function usePartNames(): ReadonlyMap<string, string> {
  const { data } = useCall('setting.get', { name: 'agencies' })
  const rows = useCall('checklist.list', {}).data ?? []
  const checklists = useQueries({
    queries: rows.map(({ id }) => ({
      queryKey: ['checklist.get', { id }],
      queryFn: () => api.call('checklist.get', { id }),
    })),
  }).flatMap((found) => found.data?.doc ?? [])
  const agencies = [
    ...DEFAULT_SETTINGS.agencies.rows,
    ...(data?.value.name === 'agencies' ? data.value.rows : []),
  ]
  const items = [DELIVERED, ...checklists].flatMap(({ versions }) => versions.flatMap((one) => one.items))
  return new Map([
    ...agencies.map(({ id, name }) => [`agency ${id}`, nameOf(name)] as const),
    ...items.map(({ id, words }) => [`checklistItem ${id}`, nameOf(words)] as const),
  ])
}

/**
 * What people call other documents, and assets of the sites among them, by `kind id`; what is not here, or not yet, has no
 * name.
 */
export function useNamesOf(others: readonly Reference[]): ReadonlyMap<string, string> {
  const asked = others.filter(({ aggregate }) => ASKED.has(aggregate))
  const found = useQueries({
    queries: asked.map(({ aggregate, id }) => ({
      queryKey: [`${aggregate}.get`, { id }],
      queryFn: () => api.call(`${aggregate as Asked}.get`, { id }),
    })),
  })
  return new Map(
    found.flatMap(({ data }, i) => {
      const other = asked[i]
      if (!data || !other) return []
      const known = { kind: other.aggregate, doc: data.doc } as Document
      return [[`${other.aggregate} ${other.id}`, nameOfDocument(known)] as const, ...partsOf(known)]
    }),
  )
}
