import type { CallOutput, CallParsed, RetentionRow } from '../../contract/index.ts'
import type { Footage } from '../../core/footage/footage.ts'
import {
  type Deletion,
  type Hold,
  holdsInForce,
  isDeleted,
  keptBy,
  keptUntilMs,
} from '../../core/footage/retention.ts'
import { isSamePerson } from '../../core/people/alone.ts'
import type { Stored } from '../../store/documents.ts'
import {
  backupsWith,
  footageByAge,
  footageKept,
  namedBy,
  previewsOf,
  sweepDeleted,
} from '../../store/retention.ts'
import { stationsHere } from '../../store/stations.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'

/** So many records are looked through for a page; then it ends where it is, and the next goes on. */
const MOST_LOOKED_THROUGH = 2000
const AT_ONCE = 200

function rowOf(context: Context, doc: Footage): RetentionRow {
  const { id, fileName, kind, sha256, sizeBytes, flightId, importedAtMs, deletion } = doc
  return {
    id,
    fileName,
    kind,
    sha256,
    sizeBytes,
    flightId,
    importedAtMs,
    keptUntilMs: keptUntilMs(doc),
    kept: keptBy(doc, namedBy(context.workspace.db, doc), context.nowMs()),
    deletion: deletion ?? null,
  }
}

const belongs: Record<CallParsed<'retention.list'>['list'], (row: RetentionRow, doc: Footage) => boolean> = {
  due: ({ kept }) => kept.length === 0,
  asked: ({ deletion }) => deletion?.done === null,
  held: (_row, doc) => !isDeleted(doc) && holdsInForce(doc).length > 0,
  deleted: (_row, doc) => isDeleted(doc),
}

/** A page of one of the lists: records are looked through in order until it is full, or enough were. */
function list(
  { list: which, after, limit }: CallParsed<'retention.list'>,
  context: Context,
): CallOutput<'retention.list'> {
  const { db } = context.workspace
  const rows: RetentionRow[] = []
  let at = after
  for (let seen = 0; seen < MOST_LOOKED_THROUGH; ) {
    const found: Stored<Footage>[] =
      which === 'due'
        ? footageByAge(db, context.nowMs(), at, AT_ONCE)
        : footageKept(db, at?.id ?? '', AT_ONCE)
    for (const { doc } of found) {
      // What came in later is not old enough either.
      if (which === 'due' && keptUntilMs(doc) > context.nowMs()) return { rows, next: null }
      at = { atMs: doc.importedAtMs, id: doc.id }
      const row = rowOf(context, doc)
      if (belongs[which](row, doc)) rows.push(row)
      if (rows.length === limit) return { rows, next: at }
    }
    seen += found.length
    if (found.length < AT_ONCE) return { rows, next: null }
  }
  return { rows, next: at }
}

/** Who acts, as a record keeps it. */
const signedBy = ({ actor, nowMs }: Context) => ({
  by: actor.name,
  ...(actor.personId === undefined ? {} : { personId: actor.personId }),
  role: actor.role,
  atMs: nowMs(),
})

const hold = (
  { ids, reason }: CallParsed<'retention.hold'>,
  context: Context,
): CallOutput<'retention.hold'> =>
  write(context, 'retention.hold', (tx) => {
    for (const id of new Set(ids)) {
      const { doc, version } = tx.get<Footage>('footage', id)
      if (isDeleted(doc)) throw keptAs(doc, 'kept_deleted')
      const one: Hold = { id: newId(context.nowMs()), ...signedBy(context), reason, releases: null }
      tx.put('footage', version, { ...doc, holds: [...(doc.holds ?? []), one] })
    }
    return {}
  })

const release = (
  { ids, reason }: CallParsed<'retention.release'>,
  context: Context,
): CallOutput<'retention.release'> =>
  write(context, 'retention.release', (tx) => {
    for (const id of new Set(ids)) {
      const { doc, version } = tx.get<Footage>('footage', id)
      const standing = holdsInForce(doc)
      if (standing.length === 0) throw new Refusal('not_held', { file: doc.fileName })
      const releases = standing.map(
        (one): Hold => ({ id: newId(context.nowMs()), ...signedBy(context), reason, releases: one.id }),
      )
      tx.put('footage', version, { ...doc, holds: [...(doc.holds ?? []), ...releases] })
    }
    return {}
  })

const keptAs = ({ fileName }: Footage, problem: string, what = '', untilMs: number | null = null): Refusal =>
  new Refusal('kept', {
    file: fileName,
    problem,
    what,
    until: untilMs === null ? '' : new Date(untilMs).toISOString().slice(0, 10),
  })

/** An original that nothing keeps. @throws {Refusal} `kept` with what keeps it */
function dueOf(tx: Tx, context: Context, id: string): Stored<Footage> {
  const found = tx.get<Footage>('footage', id)
  const [first] = keptBy(found.doc, namedBy(context.workspace.db, found.doc), context.nowMs())
  if (first) throw keptAs(found.doc, first.code, first.what, first.untilMs)
  return found
}

const ask = ({ ids, reason }: CallParsed<'retention.ask'>, context: Context): CallOutput<'retention.ask'> =>
  write(context, 'retention.ask', (tx) => {
    for (const id of new Set(ids)) {
      const { doc, version } = dueOf(tx, context, id)
      tx.put('footage', version, { ...doc, deletion: { reason, asked: signedBy(context), done: null } })
    }
    return {}
  })

/** The deletion as whoever acts ends it: asked for by another, or by nobody else where there is none. */
function doneBy(context: Context, { fileName, deletion }: Footage, reason: string | null): Deletion {
  const done = { ...signedBy(context), alone: context.isAlone }
  if (context.isAlone && !deletion && reason !== null) return { reason, asked: signedBy(context), done }
  if (!deletion) throw new Refusal('not_asked', { file: fileName })
  const { by, personId = null } = deletion.asked
  if (!context.isAlone && isSamePerson(context.actor, { name: by, personId }))
    throw new Refusal('needs_another', { file: fileName })
  return { ...deletion, done }
}

function remove(
  { ids, reason }: CallParsed<'retention.delete'>,
  context: Context,
): CallOutput<'retention.delete'> {
  const { workspace } = context
  const answer = write(context, 'retention.delete', (tx) => {
    const gone: Footage[] = []
    for (const id of new Set(ids)) {
      const found = dueOf(tx, context, id)
      const deletion = doneBy(context, found.doc, reason)
      // The camera's own small copies go along.
      for (const { doc, version } of [found, ...previewsOf(workspace.db, id)]) {
        if (isDeleted(doc)) continue
        const next: Footage = { ...doc, deletion }
        tx.put('footage', version, next)
        gone.push(next)
      }
    }
    return { deleted: gone.length, copies: copiesOf(context, gone) }
  })
  // The entry first: whoever is killed here finishes it at the next opening.
  sweepDeleted(workspace)
  return answer
}

/** Where else the bytes of originals may be. */
function copiesOf({ workspace }: Context, gone: readonly Footage[]) {
  const backups = new Set(gone.flatMap(({ sha256 }) => backupsWith(workspace.dir, sha256)))
  const others = gone.length === 0 ? [] : stationsHere(workspace.db).filter(({ kind }) => kind === 'other')
  return {
    backups: [...backups].sort(),
    stations: others.map(({ name, code }) => name || code),
    exports: [...new Set(gone.flatMap(({ exports = [] }) => exports.map(({ fileName }) => fileName)))].sort(),
  }
}

export const retentionCalls = {
  'retention.list': list,
  'retention.hold': hold,
  'retention.release': release,
  'retention.ask': ask,
  'retention.delete': remove,
} satisfies Partial<Handlers>
