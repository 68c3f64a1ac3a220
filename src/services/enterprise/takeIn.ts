import { createHash } from 'node:crypto'
import type { CallOutput, CallParsed } from '../../contract/index.ts'
import { SCHEMAS } from '../../core/journal/kinds.ts'
import type { TakenKind } from '../../core/papers/takeIn/columns.ts'
import {
  type Planned,
  type PersonDoc,
  planEnterprises,
  planPeople,
  planSites,
} from '../../core/papers/takeIn/plan.ts'
import type { TakenRows } from '../../core/papers/takeIn/readRows.ts'
import { present } from '../../core/people/acting.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Site } from '../../core/site/site.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import { fit } from '../../core/units/fit.ts'
import { type Note, note } from '../../core/units/note.ts'
import type { Stored } from '../../store/documents.ts'
import { allEnterprises } from '../../store/enterprises.ts'
import { personsHere } from '../../store/persons.ts'
import { sitesOfEnterprise } from '../../store/sites.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, during, type Handlers, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { takePeople } from '../people/takePeople.ts'

type Asked = Omit<CallParsed<'takeIn.apply'>, 'kind' | 'digest'>
type Docs = { enterprises: Omit<Enterprise, 'id'>; sites: Omit<Site, 'id'>; people: PersonDoc }
const AGGREGATE = { enterprises: 'enterprise', sites: 'site' } as const

/** What a file would change, and of which versions. */
type Plan<K extends TakenKind> = {
  readonly changes: Planned<Docs[K]>['changes']
  readonly notes: readonly Note[]
  readonly versions: ReadonlyMap<string, Stored['version']>
  readonly digest: string | null
}

/** An id that a new document could have, for its schema alone. */
const SOME_ID = '00000000-0000-7000-8000-000000000000'

async function planOf<K extends TakenKind>(
  kind: K,
  { file, datum, isSwapped = false, enterpriseId }: Asked,
  call: 'takeIn.preview' | 'takeIn.apply' | 'takeIn.people',
  context: Context,
): Promise<() => Plan<K>> {
  const { path, name } = context.filePath(file)
  const { value, notes } = await during(context, call, (work) =>
    context.readers.run('takenRows', { file: path, name, kind, reading: { datum, isSwapped } }, work),
  )
  // Held against what is here as often as somebody asks: the rows stay what they are.
  return () => {
    const versions = new Map<string, Stored['version']>()
    const planned =
      value === null
        ? { changes: [], notes: [] }
        : planned_(value, context, versions, { fileName: name.slice(0, 300), datum }, enterpriseId)
    const misfits = kind === 'people' ? [] : misfitsOf(kind, planned.changes)
    const all = [...notes, ...planned.notes, ...misfits]
    const isRefused = value === null || all.some(({ severity }) => severity === 'error')
    const moves = planned.changes.filter(({ what }) => what !== 'same')
    const digest =
      isRefused || moves.length === 0
        ? null
        : createHash('sha256')
            .update(
              canonicalJson([
                kind,
                moves.map(({ id, doc }) => [id, id === null ? null : versions.get(id), doc]),
              ]),
            )
            .digest('hex')
    return { changes: planned.changes as Plan<K>['changes'], notes: all, versions, digest }
  }
}

function planned_(
  taken: TakenRows,
  context: Context,
  versions: Map<string, Stored['version']>,
  source: NonNullable<Site['source']>,
  enterpriseId: string | null,
): Planned<Docs[TakenKind]> {
  const { db } = context.workspace
  const seen = <T extends { id: string }>(list: readonly Stored<T>[]): T[] =>
    list.map(({ doc, version }) => {
      versions.set(doc.id, version)
      return doc
    })
  if (taken.kind === 'people') return planPeople(taken.rows, present(seen(personsHere(db))))
  const enterprises = seen(allEnterprises(db))
  const coded = grouped(enterprises, ({ creditCode }) => creditCode)
  const called = grouped(enterprises, ({ name }) => name.zh)
  const ground = {
    coded: (code: string) => coded.get(code) ?? [],
    called: (name: string) => called.get(name) ?? [],
  }
  if (taken.kind === 'enterprises') return planEnterprises(taken.rows, ground)
  const sites = new Map<string, Site[]>()
  return planSites(taken.rows, {
    ...ground,
    sitesOf(id) {
      const found = sites.get(id) ?? seen(sitesOfEnterprise(db, id))
      sites.set(id, found)
      return found
    },
    chosen: enterprises.find(({ id }) => id === enterpriseId) ?? null,
    source,
  })
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

/** What its schema does not allow of a document is an error of its row. */
const misfitsOf = (kind: keyof typeof AGGREGATE, changes: Planned<unknown>['changes']): Note[] =>
  changes.flatMap(({ at, id, doc }) => {
    const fitted = fit(SCHEMAS[AGGREGATE[kind]], { ...(doc as object), id: id ?? SOME_ID })
    return fitted.ok ? [] : [note('error', 'take_unfit', at, fitted.misfit)]
  })

const countsOf = (changes: Planned<unknown>['changes']) => ({
  created: changes.filter(({ what }) => what === 'new').length,
  changed: changes.filter(({ what }) => what === 'changed').length,
})

/** @throws {Refusal} `take_refused` where something of the file cannot be; `take_moved` where it would change something else */
function sureOf({ digest, notes }: Plan<TakenKind>, wanted: string): void {
  const first = notes.find(({ severity }) => severity === 'error')
  if (first)
    throw new Refusal('take_refused', {
      count: notes.filter(({ severity }) => severity === 'error').length,
    })
  if (digest !== wanted) throw new Refusal('take_moved', {})
}

export const takeInCalls = {
  'takeIn.preview': async (
    { kind, ...asked }: CallParsed<'takeIn.preview'>,
    context: Context,
  ): Promise<CallOutput<'takeIn.preview'>> => {
    const { changes, notes, digest } = (await planOf(kind, asked, 'takeIn.preview', context))()
    return {
      rows: changes.map(({ at, name, what, fields }) => ({ at, name, what, fields: [...fields] })),
      counts: { ...countsOf(changes), same: changes.filter(({ what }) => what === 'same').length },
      notes: [...notes],
      digest,
    }
  },

  'takeIn.apply': async (
    { kind, digest, ...asked }: CallParsed<'takeIn.apply'>,
    context: Context,
  ): Promise<CallOutput<'takeIn.apply'>> => {
    const plan = (await planOf(kind, asked, 'takeIn.apply', context))()
    sureOf(plan, digest)
    return write(context, 'takeIn.apply', (tx) => {
      for (const { what, id, doc } of plan.changes) {
        if (what === 'same') continue
        const base = id === null ? null : (plan.versions.get(id) ?? null)
        tx.put(AGGREGATE[kind], base, { ...doc, id: id ?? newId(context.nowMs()) })
      }
      return countsOf(plan.changes)
    })
  },

  'takeIn.people': async (
    { digest, language, ...asked }: CallParsed<'takeIn.people'>,
    context: Context,
  ): Promise<CallOutput<'takeIn.people'>> => {
    const plan = await planOf('people', asked, 'takeIn.people', context)
    const planned = () => {
      const now = plan()
      sureOf(now, digest)
      return now
    }
    return takePeople(planned, language, context)
  },
} satisfies Partial<Handlers>
