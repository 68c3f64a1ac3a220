import { randomBytes } from 'node:crypto'
import type { CallOutput, CallParsed, PersonShown } from '../../contract/index.ts'
import { present } from '../../core/people/acting.ts'
import { CODE_RANDOM_BYTES, makeCode, sheetTag } from '../../core/people/code.ts'
import { isSamePerson } from '../../core/people/alone.ts'
import type { Person, PersonRef } from '../../core/people/person.ts'
import { CODE_COST } from '../../core/people/secret.ts'
import { getReadable } from '../../store/documents.ts'
import { entriesAlone, type Entry, readHead } from '../../store/journal/entries.ts'
import { textBefore } from '../../store/journal/undo.ts'
import { personsHere } from '../../store/persons.ts'
import { forgetTries } from '../../store/tries.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { stored, storedOn } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { passphraseKey, personNamed, secretOf, sureOfPassphrase, sureOfRecovery } from './desk.ts'
import { handOver, openWorkOf, usableSheetsOf } from './openWork.ts'
import { pageName, recoveryPage } from './pages.ts'
import { letIn } from './who.ts'

/** So much open work is named where somebody leaves. */
const MOST_NAMED = 5

/** A person without what nobody is told. */
export const shown = ({ secret, recovery, ...person }: Person): PersonShown => ({
  ...person,
  hasPassphrase: secret !== null,
  isTemporary: secret?.isTemporary ?? false,
  hasRecovery: recovery !== null,
})

const here = ({ workspace }: Pick<Context, 'workspace'>): Person[] =>
  present(personsHere(workspace.db).map(({ doc }) => doc))

/** The person who acts. @throws {Refusal} `no_person` */
function self(context: Context): ReturnType<typeof stored<Person>> {
  const id = context.actor.personId
  if (!id) throw new Refusal('no_person', {})
  return stored<Person>(context, 'person', id)
}

/** @throws {Refusal} `person_twin`: one of this name and number is here, who is not this one */
function sureOfNoTwin(context: Context, { id, name, number }: Pick<Person, 'id' | 'name' | 'number'>): void {
  const isTwin = (other: Person): boolean =>
    other.id !== id && other.name.trim() === name.trim() && other.number.trim() === number.trim()
  if (here(context).some(isTwin)) throw new Refusal('person_twin', { name, number: number || '-' })
}

/** Somebody stays who may do what a supervisor does, and can get in. @throws {Refusal} `last_supervisor` */
export function sureOfSupervisor(context: Context, ...next: readonly Person[]): void {
  const after = [...here(context).filter(({ id }) => next.every((one) => one.id !== id)), ...next]
  if (!present(after).some(({ roles }) => roles.includes('supervisor')))
    throw new Refusal('last_supervisor', { name: next[0]?.name ?? '' })
}

/** Others may come: somebody is here, and has a passphrase where one is needed. @throws {Refusal} `no_person`, `passphrase_first` */
export function sureMayTakeIn(context: Context): void {
  const [first] = here(context)
  if (!first) throw new Refusal('no_person', {})
  const lone = here(context).find(({ secret }) => secret === null)
  if (lone && !needsNone(context)) throw new Refusal('passphrase_first', { name: lone.name })
}

/**
 * Who takes open work over: somebody else who is here, and does more than read.
 * @throws {Refusal} `person_unknown`, `hand_over_unfit`
 */
function takerOf({ workspace }: Context, from: Person, id: string): Person {
  const { doc } = personNamed(workspace, { id, name: null })
  if (doc.id === from.id || doc.roles.includes('reader'))
    throw new Refusal('hand_over_unfit', { name: doc.name })
  return doc
}

/** In the demo nobody needs a passphrase: the first one would shut out all others. */
export const needsNone = ({ entrance }: Context): boolean => entrance === 'press'

export const NOBODY = { secret: null, recovery: null, sawAloneAtMs: null, leftAtMs: null } as const

export const personCalls = {
  'person.list': (_input: object, { workspace }: Context): CallOutput<'person.list'> =>
    personsHere(workspace.db).map(({ doc, ...standing }) => ({ ...standing, doc: shown(doc) })),

  'person.begin': (given: CallParsed<'person.begin'>, context: Context): CallOutput<'person.begin'> => {
    if (here(context).length > 0) throw new Refusal('person_begun', {})
    const atMs = context.nowMs()
    const doc: Person = { ...given, ...NOBODY, id: given.id ?? newId(atMs), joinedAtMs: atMs }
    sureOfSupervisor(context, doc)
    const actor = { name: doc.name, role: doc.roles[0] ?? 'supervisor', personId: doc.id, proved: false }
    return write({ ...context, actor }, 'person.begin', (tx) => ({
      ...tx.put('person', null, doc),
      doc: shown(doc),
    }))
  },

  'person.put': async (
    { base, doc: given, passphrase }: CallParsed<'person.put'>,
    context: Context,
  ): Promise<CallOutput<'person.put'>> => {
    sureOfNoTwin(context, given)
    if (base !== null) {
      const { doc: before } = storedOn<Person>(context, 'person', given.id, base)
      const next = { ...before, ...given }
      sureOfSupervisor(context, next)
      return put(context, 'person.edit', base, next)
    }
    const atMs = context.nowMs()
    sureMayTakeIn(context)
    if (!needsNone(context) && passphrase === null)
      throw new Refusal('passphrase_needed', { name: given.name })
    const secret =
      passphrase === null || needsNone(context) ? null : await secretOf(context, passphrase, given.name, true)
    return put(context, 'person.create', null, { ...given, ...NOBODY, secret, joinedAtMs: atMs })
  },

  'person.openWork': (
    { id }: CallParsed<'person.openWork'>,
    context: Context,
  ): CallOutput<'person.openWork'> => openWorkOf(context, stored<Person>(context, 'person', id).doc),

  'person.leave': (
    { id, base, handOverToId, isConfirmed }: CallParsed<'person.leave'>,
    context: Context,
  ): CallOutput<'person.leave'> => {
    const { doc } = storedOn<Person>(context, 'person', id, base)
    const next = { ...doc, leftAtMs: Math.max(doc.joinedAtMs, context.nowMs()) }
    sureOfSupervisor(context, next)
    const work = openWorkOf(context, doc)
    const to = handOverToId === null ? null : takerOf(context, doc, handOverToId)
    if (work.length > 0 && !to && !isConfirmed)
      throw new Refusal('person_has_work', {
        name: doc.name,
        count: work.length,
        list: [
          ...work
            .slice(0, MOST_NAMED)
            .map(({ title }) => (typeof title === 'string' ? title : title.zh) || '-'),
          ...(work.length > MOST_NAMED ? ['…'] : []),
        ].join(' | '),
      })
    const sheets = usableSheetsOf(context, doc)
    return write(context, 'person.leave', (tx) => {
      if (to) handOver(context, tx, doc, to)
      // Their codes let nothing pass from now on, which the sheets say themselves.
      for (const sheet of sheets)
        tx.put('releaseSheet', sheet.version, { ...sheet.doc, withdrawnAtMs: next.leftAtMs })
      return { ...tx.put('person', base, next), doc: shown(next) }
    })
  },

  'person.setPassphrase': async (
    { old, passphrase }: CallParsed<'person.setPassphrase'>,
    context: Context,
  ): Promise<CallOutput<'person.setPassphrase'>> => {
    const { doc, version } = self(context)
    if (needsNone(context)) throw new Refusal('passphrase_not_here', {})
    if (doc.secret) {
      if (old === null) throw new Refusal('passphrase_needed', { name: doc.name })
      await sureOfPassphrase(context, doc, old)
    }
    const next = { ...doc, secret: await secretOf(context, passphrase, doc.name, false) }
    const answer = put(context, 'person.setPassphrase', version, next)
    letIn(context.session, context.workspace, next)
    return answer
  },

  'person.resetPassphrase': async (
    { id, base, passphrase }: CallParsed<'person.resetPassphrase'>,
    context: Context,
  ): Promise<CallOutput<'person.resetPassphrase'>> => {
    const { doc } = storedOn<Person>(context, 'person', id, base)
    if (needsNone(context)) throw new Refusal('passphrase_not_here', {})
    const secret = await secretOf(context, passphrase, doc.name, true)
    const answer = put(context, 'person.resetPassphrase', base, { ...doc, secret })
    forgetTries(context.workspace.db, passphraseKey(id))
    return answer
  },

  'person.makeRecovery': async (
    { language }: CallParsed<'person.makeRecovery'>,
    context: Context,
  ): Promise<CallOutput<'person.makeRecovery'>> => {
    const { doc, version } = self(context)
    const tag = sheetTag(randomBytes(3))
    const { text } = makeCode(tag, 0, randomBytes(CODE_RANDOM_BYTES))
    const recovery = await context.guards.run('keptAs', { text, cost: context.secretCost ?? CODE_COST })
    const made = {
      workspace: context.workspaceName,
      atMs: context.nowMs(),
      language,
      head: readHead(context.workspace.db).head,
    }
    const fileName = pageName('recovery', doc.name, language)
    const downloadId = context.offerDownload(fileName, 'text/html', recoveryPage(text, doc, made))
    return write(context, 'person.makeRecovery', (tx) => {
      tx.put('person', version, { ...doc, recovery })
      return { downloadId, fileName }
    })
  },

  'person.recover': async (
    { id, code, passphrase }: CallParsed<'person.recover'>,
    context: Context,
  ): Promise<CallOutput<'person.recover'>> => {
    const { doc, version } = personNamed(context.workspace, { id, name: null })
    await sureOfRecovery(context, doc, code)
    const next = {
      ...doc,
      secret: await secretOf(context, passphrase, doc.name, false),
      recovery: null,
    }
    const actor = { name: doc.name, role: doc.roles[0] ?? 'reader', personId: id, proved: true }
    const answer = write({ ...context, actor }, 'person.recover', (tx) => {
      tx.put('person', version, next)
      return {}
    })
    forgetTries(context.workspace.db, passphraseKey(id))
    letIn(context.session, context.workspace, next)
    return answer
  },

  'person.alone': (_input: object, context: Context): CallOutput<'person.alone'> => {
    const seenTo = context.actor.personId ? (self(context).doc.sawAloneAtMs ?? -1) : -1
    return aloneEntries(context).map(({ hash, atMs, actor, action, changes }) => ({
      entry: hash,
      atMs,
      actor: actor as CallOutput<'person.alone'>[number]['actor'],
      action,
      names: changes.map((change) => ({
        aggregate: change.aggregate,
        id: change.id,
        name: nameOf(context, change),
      })),
      isSeen: atMs <= seenTo,
    }))
  },

  'person.reviewAlone': (_input: object, context: Context): CallOutput<'person.reviewAlone'> => {
    const { doc, version } = self(context)
    return put(context, 'person.reviewAlone', version, { ...doc, sawAloneAtMs: context.nowMs() })
  },
} satisfies Partial<Handlers>

function put(
  context: Context,
  action: string,
  base: ReturnType<typeof stored>['version'] | null,
  doc: Person,
): CallOutput<'person.put'> {
  return write(context, action, (tx) => ({ ...tx.put('person', base, doc), doc: shown(doc) }))
}

/** Who made an entry, as documents name persons. */
const named = ({ personId, name }: Entry['actor']): PersonRef => ({
  personId: personId ?? null,
  name,
  number: '',
})

const aloneEntries = ({ workspace }: Context) => entriesAlone(workspace.db)

/** How many steps that others made alone somebody has not looked at. */
export const leftToReview = (context: Pick<Context, 'workspace'>, person: Person): number =>
  entriesAlone(context.workspace.db).filter(
    ({ atMs, actor }) =>
      !isSamePerson({ ...person, personId: person.id }, named(actor)) && atMs > (person.sawAloneAtMs ?? -1),
  ).length

/**
 * What somebody did alone and whoever acts has yet to look at: a person what they have not, somebody who is none what no
 * second person has. `firstBy`: who did the first of it.
 */
export function waitingForSecond(
  context: Pick<Context, 'workspace' | 'actor'>,
  persons: readonly Person[],
): { readonly count: number; readonly firstBy: string | undefined } {
  const self = context.actor.personId
  const lookers = persons.filter(({ id }) => self === undefined || id === self)
  const left = entriesAlone(context.workspace.db).filter(
    ({ atMs, actor }) =>
      !isSamePerson(context.actor, named(actor)) &&
      !lookers.some(
        (one) =>
          !isSamePerson({ ...one, personId: one.id }, named(actor)) && atMs <= (one.sawAloneAtMs ?? -1),
      ),
  )
  return { count: left.length, firstBy: left[0]?.actor.personId }
}

/** What people call a document, or called it before an entry deleted it; '' for what has no name. */
function nameOf(
  { workspace: { db } }: Context,
  { aggregate, id, version }: Entry['changes'][number],
): string {
  const doc =
    getReadable(db, aggregate, id)?.doc ?? JSON.parse(textBefore(db, aggregate, id, version) ?? '{}')
  const { name, title } = doc as { name?: unknown; title?: unknown }
  const zh = typeof name === 'object' && name !== null && 'zh' in name ? name.zh : name
  const text = [zh, title].find((one) => typeof one === 'string')
  return typeof text === 'string' ? text.slice(0, 200) : ''
}
