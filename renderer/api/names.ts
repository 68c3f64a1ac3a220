import { useQueries } from '@tanstack/react-query'
import type { Reference } from '../../src/core/journal/references.ts'
import type { CallOutput } from '../../src/contract/index.ts'
import { dateTime, nameOf } from '../i18n/format.ts'
import { api } from './client.ts'

type Asked = 'enterprise' | 'site' | 'mission' | 'flight' | 'footage' | 'finding'
type Document = { [K in Asked]: { kind: K; doc: CallOutput<`${K}.get`>['doc'] } }[Asked]

const ASKED: ReadonlySet<string> = new Set([
  'enterprise',
  'site',
  'mission',
  'flight',
  'footage',
  'finding',
] satisfies Asked[])

/** A document by what people call it. */
function nameOfDocument({ kind, doc }: Document): string {
  switch (kind) {
    case 'enterprise':
    case 'site':
    case 'mission':
      return nameOf(doc.name)
    case 'flight':
      return dateTime(doc.takeoffAtMs)
    case 'footage':
      return doc.fileName
    case 'finding':
      return doc.title
  }
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
      const assets =
        known.kind === 'site'
          ? known.doc.assets.map((asset): [string, string] => [`asset ${asset.id}`, nameOf(asset.name)])
          : []
      return [[`${other.aggregate} ${other.id}`, nameOfDocument(known)] as [string, string], ...assets]
    }),
  )
}
