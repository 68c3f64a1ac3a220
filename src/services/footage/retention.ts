import type { CallOutput, CallParsed, RetentionRow } from '../../contract/index.ts'
import { bagStateOf } from '../../core/footage/bag/evidenceBag.ts'
import type { Footage } from '../../core/footage/footage.ts'
import {
  type Deletion,
  type Hold,
  holdsInForce,
  isDeleted,
  type KeptBy,
  keptBy,
  keptUntilMs,
  monthsAfter,
} from '../../core/footage/retention.ts'
import { isSamePerson } from '../../core/people/alone.ts'
import { dayOf } from '../../core/finding/deadlines/day.ts'
import type { Stored } from '../../store/documents.ts'
import { bagsWithFootage } from '../../store/evidenceBags.ts'
import { footageOfOriginal } from '../../store/footage.ts'
import {
  backupsWith,
  footageByAge,
  footageKept,
  namedBy,
  previewsOf,
  sweepDeleted,
} from '../../store/retention.ts'
import { settingOf } from '../../store/settings.ts'
import { stationsHere } from '../../store/stations.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { stored } from '../host/documents.ts'
import { newId } from '../host/newId.ts'

/** So many records are looked through for a page; then it ends where it is, and the next goes on. */
const MOST_LOOKED_THROUGH = 2000
const AT_ONCE = 200

/** How many months footage is kept here at least. */
const monthsHere = ({ workspace }: Context): number => settingOf(workspace.db, 'retention').months

/** All that keeps an original: what keeps any of its records, where two stations took in one card. */
function keptHere(context: Context, doc: Footage): KeptBy[] {
  const { db } = context.workspace
  const term = { nowMs: context.nowMs(), months: monthsHere(context) }
  const twins = footageOfOriginal(db, doc.sha256).filter(
    (one) => one.doc.id !== doc.id && !isDeleted(one.doc),
  )
  const found = [doc, ...twins.map((one) => one.doc)].flatMap((one) => keptBy(one, namedBy(db, one), term))
  return [...new Map(found.map((one) => [`${one.code} ${one.what}`, one])).values()]
}

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
    keptUntilMs: keptUntilMs(doc, monthsHere(context)),
    kept: keptHere(context, doc),
    isHere: context.workspace.vault.has(sha256),
    deletion: deletion ?? null,
  }
}

/** What a record says of the list that it belongs to, before it is asked what keeps it. */
const belongs: Record<CallParsed<'retention.list'>['list'], (doc: Footage) => boolean> = {
  due: (doc) => holdsInForce(doc).length === 0,
  // Whoever does not agree lays a hold: it is answered by that.
  asked: (doc) => doc.deletion?.done === null && holdsInForce(doc).length === 0,
  held: (doc) => holdsInForce(doc).length > 0,
  deleted: (doc) => isDeleted(doc),
}

/** A page of one of the lists: records are looked through in order until it is full, or enough were. */
function list(
  { list: which, after, limit }: CallParsed<'retention.list'>,
  context: Context,
): CallOutput<'retention.list'> {
  const { db } = context.workspace
  const months = monthsHere(context)
  const rows: RetentionRow[] = []
  let at = after
  for (let seen = 0; seen < MOST_LOOKED_THROUGH; ) {
    const found: Stored<Footage>[] =
      which === 'due'
        ? footageByAge(db, context.nowMs(), at, AT_ONCE)
        : footageKept(db, at?.id ?? '', AT_ONCE)
    for (const { doc } of found) {
      // What came in later is not old enough either.
      if (which === 'due' && monthsAfter(doc.importedAtMs, months) > context.nowMs())
        return { rows, next: null }
      at = { atMs: doc.importedAtMs, id: doc.id }
      if (!belongs[which](doc)) continue
      const row = rowOf(context, doc)
      if (which === 'due' && row.kept.length > 0) continue
      // What another station deleted is kept here by a hold all the same.
      if (which === 'held' && isDeleted(doc) && !row.isHere) continue
      rows.push(row)
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
): CallOutput<'retention.release'> => {
  const answer = write(context, 'retention.release', (tx) => {
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
  // What another station deleted meanwhile was kept here by the hold alone.
  sweepDeleted(context.workspace)
  return answer
}

const keptAs = ({ fileName }: Footage, problem: string, what = '', untilMs: number | null = null): Refusal =>
  new Refusal('kept', {
    file: fileName,
    problem,
    what,
    until: untilMs === null ? '' : dayOf(untilMs),
  })

/** An original that nothing keeps. @throws {Refusal} `kept` with what keeps it */
function dueOf(tx: Tx, context: Context, id: string): Stored<Footage> {
  const found = tx.get<Footage>('footage', id)
  const [first] = keptHere(context, found.doc)
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
      // Another record of the same original goes along, and so do the camera's own small copies.
      const records = footageOfOriginal(workspace.db, found.doc.sha256)
      for (const { doc, version } of [
        ...records,
        ...records.flatMap((one) => previewsOf(workspace.db, one.doc.id)),
      ]) {
        if (isDeleted(doc)) continue
        const next: Footage = { ...doc, deletion }
        tx.put('footage', version, next)
        gone.push(next)
      }
    }
    return { deleted: new Set(gone.map(({ sha256 }) => sha256)).size, copies: copiesOf(context, gone) }
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
    bags: bagsOf(workspace, gone),
    exports: [...new Set(gone.flatMap(({ exports = [] }) => exports.map(({ fileName }) => fileName)))].sort(),
  }
}

/** The packages that still hold what was deleted, or a copy of it: who has them, or that they were withdrawn. */
function bagsOf({ db }: Context['workspace'], gone: readonly Footage[]) {
  const found = new Map(
    gone.flatMap(({ id }) => bagsWithFootage(db, id)).map(({ doc }) => [doc.id, doc] as const),
  )
  return [...found.values()].map((bag) => ({
    fileName: bag.fileName,
    state: bagStateOf(bag),
    to: bag.handedOver?.to ?? '',
  }))
}

export const retentionCalls = {
  'retention.get': ({ id }: CallParsed<'retention.get'>, context: Context): CallOutput<'retention.get'> =>
    rowOf(context, stored<Footage>(context, 'footage', id).doc),
  'retention.list': list,
  'retention.hold': hold,
  'retention.release': release,
  'retention.ask': ask,
  'retention.delete': remove,
} satisfies Partial<Handlers>
