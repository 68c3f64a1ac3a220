import type { CallOutput, CallParsed, FoundRow } from '../../contract/index.ts'
import { SEARCHED_KINDS } from '../../core/journal/searched.ts'
import { matchedIn } from '../../core/journal/matched.ts'
import { foundOf, type Found } from '../../store/search.ts'
import { settle } from '../../store/settle.ts'
import type { Context, Handlers } from '../host/context.ts'

export const searchCalls = {
  'search.find': (
    { text, kinds, after, limit }: CallParsed<'search.find'>,
    context: Context,
  ): CallOutput<'search.find'> => {
    const { db } = context.workspace
    const groups = (
      kinds.length > 0 ? SEARCHED_KINDS.filter((kind) => kinds.includes(kind)) : SEARCHED_KINDS
    ).flatMap((kind) => {
      settle(db, kind)
      const { rows, next } = foundOf(db, kind, text, { after, most: limit })
      return rows.length === 0 ? [] : [{ kind, rows: rows.map((found) => rowOf(found, text)), next }]
    })
    return { groups }
  },
} satisfies Partial<Handlers>

const rowOf = ({ kind, id, said }: Found, text: string): FoundRow => ({
  kind,
  id,
  title: said.title,
  atMs: said.atMs,
  of: said.of ?? null,
  ...matchedIn(said, text),
})
