import { createHash, randomBytes } from 'node:crypto'
import type { CallInput, CallOutput, CallParsed, DrawRow } from '../../contract/index.ts'
import type { Attempt, Draw } from '../../core/draw/draw.ts'
import { drawFrom, marksOf, seedMarkOf, unfitPool } from '../../core/draw/drawn.ts'
import { recordText } from '../../core/draw/record.ts'
import { fileStem } from '../../core/units/shown.ts'
import type { Stored } from '../../store/documents.ts'
import { drawPage } from '../../store/draws.ts'
import { paged } from '../../store/paging.ts'
import { Refusal, sureOfBase } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { documentCalls, stored } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { whoActs } from '../host/whoActs.ts'

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export const drawCalls = {
  'draw.list': ({ after, limit }: CallParsed<'draw.list'>, context: Context): CallOutput<'draw.list'> => {
    const { rows, total } = drawPage(context.workspace.db, after, limit + 1)
    return { ...paged(rows.map(rowOf), limit, ({ id }) => id), total }
  },
  'draw.get': documentCalls<Draw>('draw').get,
  'draw.commit': ({ name, pool }: CallInput<'draw.commit'>, context: Context): CallOutput<'draw.commit'> =>
    write(context, 'draw.commit', (tx) => {
      const doc: Draw = {
        id: newId(context.nowMs()),
        name,
        attempts: [committed(context, { pool, reason: '' }, null)],
      }
      return { ...tx.put('draw', null, doc), doc }
    }),
  'draw.run': (
    { id, base, seed, seedFrom }: CallInput<'draw.run'>,
    context: Context,
  ): CallOutput<'draw.run'> =>
    write(context, 'draw.run', (tx) => {
      const { doc, version } = tx.get<Draw>('draw', id)
      sureOfBase('draw', id, base, version)
      const last = doc.attempts.at(-1)
      if (!last || last.outcome) throw new Refusal('draw_is_drawn', {})
      // Whoever commits does not know it: what this computer makes is made now.
      const from = seed ?? randomBytes(16).toString('hex')
      const drawn: Attempt = {
        ...last,
        outcome: {
          seed: from,
          seedFrom,
          seedMark: seedMarkOf(last.commitment, from, hashOf),
          drawn: drawFrom(last.pool, last.commitment, from, hashOf),
          drawnBy: whoActs(context),
          drawnAtMs: context.nowMs(),
        },
      }
      const next: Draw = { ...doc, attempts: [...doc.attempts.slice(0, -1), drawn] }
      return { ...tx.put('draw', base, next), doc: next }
    }),
  'draw.again': (
    { id, base, reason, pool }: CallInput<'draw.again'>,
    context: Context,
  ): CallOutput<'draw.again'> =>
    write(context, 'draw.again', (tx) => {
      const { doc, version } = tx.get<Draw>('draw', id)
      sureOfBase('draw', id, base, version)
      const last = doc.attempts.at(-1)
      if (!last?.outcome) throw new Refusal('draw_is_open', {})
      const next: Draw = { ...doc, attempts: [...doc.attempts, committed(context, { pool, reason }, last)] }
      return { ...tx.put('draw', base, next), doc: next }
    }),
  'draw.export': ({ id }: { id: string }, context: Context): CallOutput<'draw.export'> => {
    const { doc } = stored<Draw>(context, 'draw', id)
    const fileName = `${fileStem(doc.name.zh)}.draw.json`
    return {
      fileName,
      downloadId: context.offerDownload(fileName, 'application/json', Buffer.from(recordText(doc))),
    }
  },
} satisfies Partial<Handlers>

/** A further attempt, committed to and not yet drawn. @throws {Refusal} where its pool cannot be drawn from. */
function committed(
  context: Context,
  settled: Pick<Attempt, 'pool' | 'reason'>,
  before: Attempt | null,
): Attempt {
  const unfit = unfitPool(settled.pool)
  if (unfit) throw new Refusal(unfit.code, { name: unfit.name })
  return {
    ...settled,
    ...marksOf(settled, before, hashOf),
    committedBy: whoActs(context),
    committedAtMs: context.nowMs(),
    outcome: null,
  }
}

const rowOf = ({ revision, doc }: Stored<Draw>): DrawRow => ({
  id: doc.id,
  revision,
  name: doc.name,
  attempts: doc.attempts.length,
  isDrawn: doc.attempts.at(-1)?.outcome !== null,
  commitment: doc.attempts.at(-1)?.commitment ?? '',
})
