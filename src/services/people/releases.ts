import { randomBytes } from 'node:crypto'
import type { CallOutput, CallParsed, ReleaseAsked, SheetShown } from '../../contract/index.ts'
import { present } from '../../core/people/acting.ts'
import { CODE_RANDOM_BYTES, makeCode, readCode, sheetTag } from '../../core/people/code.ts'
import { type Person, refTo } from '../../core/people/person.ts'
import type { ReleaseSheet } from '../../core/people/releaseSheet.ts'
import { CODE_COST } from '../../core/people/secret.ts'
import { type Release, type ReleaseRequest, saysWhy } from '../../core/mission/release.ts'
import type { Stored } from '../../store/documents.ts'
import { readHead } from '../../store/journal/entries.ts'
import { personsHere, releaseSheets, sheetsOfTag } from '../../store/persons.ts'
import { Refusal, type Tx } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { stored, storedOn } from '../host/documents.ts'
import { newId } from '../host/newId.ts'
import { personNamed, sureOfPassphrase } from './desk.ts'
import { pageName, sheetPage } from './pages.ts'
import { beginTry, endTries } from './trying.ts'

const shown = ({ codes, ...sheet }: ReleaseSheet): SheetShown => ({
  ...sheet,
  codes: codes.map(({ id, used }) => ({ id, used })),
})

export const releaseCalls = {
  'release.sheets': (_input: object, { workspace }: Context): CallOutput<'release.sheets'> =>
    releaseSheets(workspace.db).map(({ doc, ...standing }) => ({ ...standing, doc: shown(doc) })),

  'release.print': async (
    { count, language }: CallParsed<'release.print'>,
    context: Context,
  ): Promise<CallOutput<'release.print'>> => {
    const { personId } = context.actor
    if (!personId) throw new Refusal('no_person', {})
    const { doc: person } = stored<Person>(context, 'person', personId)
    const tag = freeTag(context)
    const codes = Array.from(
      { length: count },
      (_, i) => makeCode(tag, i, randomBytes(CODE_RANDOM_BYTES)).text,
    )
    const kept: ReleaseSheet['codes'] = []
    for (const [i, text] of codes.entries()) {
      const phc = await context.guards.run('keptAs', { text, cost: context.secretCost ?? CODE_COST })
      kept.push({ id: String(i), phc, used: null })
    }
    const atMs = context.nowMs()
    const doc: ReleaseSheet = {
      id: newId(atMs),
      tag,
      by: refTo(person),
      madeAtMs: atMs,
      withdrawnAtMs: null,
      codes: kept,
    }
    const page = sheetPage(tag, codes, person, {
      workspace: context.workspaceName,
      atMs,
      language,
      head: readHead(context.workspace.db).head,
    })
    const fileName = pageName('sheet', tag, language)
    const downloadId = context.offerDownload(fileName, 'text/html', page)
    return write(context, 'release.print', (tx) => {
      tx.put('releaseSheet', null, doc)
      return { downloadId, fileName, id: doc.id }
    })
  },

  'release.withdraw': (
    { id, base }: CallParsed<'release.withdraw'>,
    context: Context,
  ): CallOutput<'release.withdraw'> => {
    const { doc } = storedOn<ReleaseSheet>(context, 'releaseSheet', id, base)
    const next = { ...doc, withdrawnAtMs: doc.withdrawnAtMs ?? context.nowMs() }
    return write(context, 'release.withdraw', (tx) => ({
      ...tx.put('releaseSheet', base, next),
      doc: shown(next),
    }))
  },
} satisfies Partial<Handlers>

/** Characters that no sheet here begins with. */
function freeTag({ workspace: { db } }: Context): string {
  for (;;) {
    const tag = sheetTag(randomBytes(3))
    if (sheetsOfTag(db, tag).length === 0) return tag
  }
}

/** A release that was asked for, as whoever gives it has proved it; `spend` is done with what is recorded of it. */
export type Proved = {
  readonly request: ReleaseRequest | null
  readonly spend: (tx: Tx, releases: readonly Release[]) => void
}

const NOTHING = (): void => undefined

/**
 * Who lets errors pass. Where the workspace has persons it is one of its supervisors: in person (signed in here, or by their
 * passphrase typed at this moment), or by a one-time code of a sheet that they printed, which is then bound to the revision.
 * @throws {Refusal} in words why not; a wrong passphrase or code counts as a try
 */
export async function provedRelease(
  context: Context,
  asked: ReleaseAsked | null,
  { revision, missionName }: { readonly revision: string; readonly missionName: string },
): Promise<Proved> {
  if (!asked || !saysWhy(asked)) return { request: null, spend: NOTHING }
  const { code, passphrase, ...request } = asked
  if (context.entrance === 'open' || context.entrance === 'press') {
    if (code) throw new Refusal('code_unknown', {})
    return { request, spend: NOTHING }
  }
  if (code) return byCode(context, request, code, { revision, missionName })
  const { doc: person } = personNamed(context.workspace, { id: null, name: asked.by })
  if (!person.roles.includes('supervisor')) throw new Refusal('release_no_supervisor', { name: person.name })
  const given = { ...request, by: person.name, personId: person.id }
  const isSelf = context.actor.personId === person.id
  if (context.entrance === 'lone') return { request: { ...given, proof: 'none' }, spend: NOTHING }
  if (isSelf && context.actor.proved) return { request: { ...given, proof: 'signedIn' }, spend: NOTHING }
  if (!passphrase) throw new Refusal('release_unproved', { name: person.name })
  await sureOfPassphrase(context, person, passphrase)
  return { request: { ...given, proof: 'passphrase' }, spend: NOTHING }
}

/** Under which wrong codes count: a guess is of no sheet in particular. */
const CODES = { key: 'release codes', name: '' }

async function byCode(
  context: Context,
  request: ReleaseRequest,
  typed: string,
  { revision, missionName }: { readonly revision: string; readonly missionName: string },
): Promise<Proved> {
  const code = readCode(typed)
  // A slip of the finger is no guess: its check character does not fit.
  if (!code) throw new Refusal('code_mistyped', {})
  beginTry(context, CODES)
  const right = await rightSheet(context, code)
  if (!right) throw new Refusal('code_unknown', {})
  const { doc, version } = right
  const kept = doc.codes.find(({ id }) => id === String(code.index))
  const person = present(personsHere(context.workspace.db).map((one) => one.doc)).find(
    ({ id, roles }) => id === doc.by.personId && roles.includes('supervisor'),
  )
  if (doc.withdrawnAtMs !== null || !person) throw new Refusal('code_withdrawn', { name: doc.by.name })
  if (kept?.used) throw new Refusal('code_used', { by: kept.used.by.name, mission: kept.used.missionName })
  const isTheirs = [person.name, person.number].includes(request.by.trim())
  if (!isTheirs) throw new Refusal('release_no_supervisor', { name: request.by })
  endTries(context, CODES.key)
  const name = `${doc.tag}-${code.index + 1}`
  return {
    request: { ...request, by: person.name, personId: person.id, proof: 'code', code: name },
    spend(tx, releases) {
      // Where nothing had to be let pass the code is as good as before.
      if (!releases.some((release) => release.revision === revision && release.code === name)) return
      const { actor } = context
      const used = {
        revision,
        missionName: missionName.slice(0, 200),
        by: { personId: actor.personId ?? null, name: actor.name, number: '' },
        atMs: context.nowMs(),
      }
      tx.put('releaseSheet', version, {
        ...doc,
        codes: doc.codes.map((one) => (one.id === String(code.index) ? { ...one, used } : one)),
      })
    },
  }
}

/** The sheet that a code is of; null: of none here. */
async function rightSheet(
  context: Context,
  code: NonNullable<ReturnType<typeof readCode>>,
): Promise<Stored<ReleaseSheet> | null> {
  for (const sheet of sheetsOfTag(context.workspace.db, code.sheet)) {
    const kept = sheet.doc.codes.find(({ id }) => id === String(code.index))
    if (kept && (await context.guards.run('isKeptAs', { text: code.text, phc: kept.phc }))) return sheet
  }
  return null
}
