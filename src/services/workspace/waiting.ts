import {
  type CallOutput,
  type CallParsed,
  notAllowed,
  OFFICERS,
  PLANNERS,
  type Role,
  SUPERVISORS,
} from '../../contract/index.ts'
import type { Person } from '../../core/people/person.ts'
import type { ReleaseSheet } from '../../core/people/releaseSheet.ts'
import { type Name, Name as NameForm } from '../../core/units/id.ts'
import { getReadable } from '../../store/documents.ts'
import { namesOfStations } from '../../store/stations.ts'
import { headEntries, waitingOf, waitingPage } from '../../store/waiting.ts'
import { Refusal } from '../../store/workspace.ts'
import { roleFor } from '../../core/people/acting.ts'
import { told } from '../../core/people/told.ts'
import { type Context, type Handlers, write } from '../host/context.ts'

type Aggregate = CallParsed<'waiting.get'>['aggregate']

/** What a person calls a document; null where it has no name. */
function nameOf(doc: unknown): Name | null {
  const { name, title, fileName } = (doc ?? {}) as { name?: unknown; title?: unknown; fileName?: unknown }
  const named = NameForm.safeParse(name)
  if (named.success) return named.data
  const text = [name, title, fileName].find((one) => typeof one === 'string' && one !== '')
  return typeof text === 'string' ? { zh: text.slice(0, 200), en: '' } : null
}

/** The name of a document as it is shown, else of one of the versions that wait. */
function nameHere(
  { workspace: { db } }: Context,
  aggregate: Aggregate,
  id: string,
  heads: readonly unknown[],
): Name | null {
  const shown = getReadable(db, aggregate, id)?.doc
  return [shown, ...heads].reduce<Name | null>((found, doc) => found ?? nameOf(doc), null)
}

export const waitingCalls = {
  'waiting.list': (
    { after, limit }: CallParsed<'waiting.list'>,
    context: Context,
  ): CallOutput<'waiting.list'> => {
    const { db } = context.workspace
    const { rows, total, isMore } = waitingPage(db, after, limit)
    const named = namesOfStations(db)
    const last = rows.at(-1)
    return {
      rows: rows.map(({ aggregate, id, reason }) => {
        const heads = headEntries(db, aggregate, id)
        const stations = [...new Set(heads.map(({ entry }) => entry.station))]
        return {
          aggregate,
          id,
          reason,
          name: nameHere(
            context,
            aggregate,
            id,
            heads.map(({ doc }) => doc),
          ),
          stations: stations.map(named),
          sinceMs: Math.max(0, ...heads.map(({ entry }) => entry.atMs)),
        }
      }),
      next: isMore && last ? { aggregate: last.aggregate, id: last.id } : null,
      total,
    }
  },

  'waiting.get': (
    { aggregate, id }: CallParsed<'waiting.get'>,
    context: Context,
  ): CallOutput<'waiting.get'> => {
    const { db } = context.workspace
    const found = waitingOf(db, aggregate, id)
    if (!found) throw new Refusal('not_found', { aggregate, id })
    const named = namesOfStations(db)
    return {
      aggregate,
      id,
      reason: found.reason,
      ancestor: found.ancestor && { ...found.ancestor, doc: told(found.ancestor.doc) },
      heads: found.heads.map(({ version, doc, entry: { station, actor, atMs, action, hash } }) => {
        const { code, name } = named(station)
        const { name: by, role } = actor
        return {
          version,
          doc: told(doc),
          station,
          code,
          stationName: name,
          by,
          role,
          atMs,
          action,
          entry: hash,
        }
      }),
      referredBy: found.referredBy.map((by) => ({ ...by, name: nameHere(context, by.aggregate, by.id, []) })),
    }
  },

  'waiting.decide': (
    { aggregate, id, heads, choice }: CallParsed<'waiting.decide'>,
    context: Context,
  ): CallOutput<'waiting.decide'> => {
    if (!waitingOf(context.workspace.db, aggregate, id)) throw new Refusal('not_found', { aggregate, id })
    const who = DECIDERS[aggregate] ?? OFFICERS
    const role = roleFor(context.actor.role, context.roles, who)
    if (!role)
      throw new Refusal('not_allowed', {
        ...notAllowed('waiting.decide', context.actor.role),
        roles: who.join(', '),
      })
    return write({ ...context, actor: { ...context.actor, role } }, 'waiting.decide', (tx) =>
      tx.decide(aggregate, id, heads, chosen(context, aggregate, id, choice)),
    )
  },
} satisfies Partial<Handlers>

/** Who decides about a kind, where that is not the officer: what lets pass, and who may what, is the supervisor's. */
const DECIDERS: Partial<Record<Aggregate, readonly Role[]>> = {
  mission: PLANNERS,
  frozen: SUPERVISORS,
  person: SUPERVISORS,
  releaseSheet: SUPERVISORS,
}

/** The document of a choice: null deletes. @throws {Refusal} `not_found` where it is none of the versions that wait */
function chosen(
  { workspace: { db } }: Context,
  aggregate: Aggregate,
  id: string,
  choice: CallParsed<'waiting.decide'>['choice'],
): { id: string } | null {
  if ('doc' in choice) return { ...choice.doc, ...untold(db, aggregate, id, choice.doc), id }
  const head = headEntries(db, aggregate, id).find(({ version }) => version === choice.version)
  if (!head) throw new Refusal('not_found', { aggregate, id })
  return head.doc as { id: string } | null
}

/**
 * What nobody was told of what is decided about: of a person the passphrase that was set last, with the recovery code of
 * that version; of a sheet what its codes are kept as.
 */
function untold(db: Context['workspace']['db'], aggregate: Aggregate, id: string, doc: object): object {
  const heads = headEntries(db, aggregate, id).map((head) => head.doc)
  if (aggregate === 'person') {
    const setAt = (person: Person | null): number => person?.secret?.setAtMs ?? -1
    const [last] = (heads as (Person | null)[]).toSorted((a, b) => setAt(b) - setAt(a))
    return { secret: last?.secret ?? null, recovery: last?.recovery ?? null }
  }
  if (aggregate !== 'releaseSheet') return {}
  const sheets = heads as (ReleaseSheet | null)[]
  const kept = new Map(sheets.flatMap((sheet) => sheet?.codes.map(({ id: code, phc }) => [code, phc]) ?? []))
  const { codes = [] } = doc as { codes?: { id: string }[] }
  return { codes: codes.map((code) => ({ ...code, phc: kept.get(code.id) })) }
}
