import { randomBytes } from 'node:crypto'
import type { CallOutput } from '../../contract/index.ts'
import type { PersonDoc, TakenChange } from '../../core/papers/takeIn/plan.ts'
import { CODE_RANDOM_BYTES, groupedCode, makeCode, sheetTag } from '../../core/people/code.ts'
import type { Person } from '../../core/people/person.ts'
import { csvTable } from '../../core/units/csv.ts'
import type { Language } from '../../core/units/language.ts'
import { getDocument, type Stored } from '../../store/documents.ts'
import { type Context, write } from '../host/context.ts'
import { newId } from '../host/newId.ts'
import { secretOf } from './desk.ts'
import { needsNone, NOBODY, sureMayTakeIn, sureOfSupervisor } from './persons.ts'

type Planned = {
  readonly changes: readonly TakenChange<PersonDoc>[]
  readonly versions: ReadonlyMap<string, Stored['version']>
}

const WORDS = {
  zh: { file: '初始口令', heads: ['姓名', '警号或执照号', '初始口令（首次登录须更改）'] },
  en: {
    file: 'first-passphrases',
    heads: ['Name', 'Number', 'First passphrase (to be changed at the first sign-in)'],
  },
} as const

/**
 * Takes several people in, or changes what is known of them, in one entry. Each new one gets a passphrase of chance, which
 * they are asked to change; the list of them is offered once and kept nowhere.
 * @throws {Refusal} as `person.put`, and whatever `planned` throws where what is here has moved on meanwhile
 */
export async function takePeople(
  planned: () => Planned,
  language: Language,
  context: Context,
): Promise<CallOutput<'takeIn.people'>> {
  const isSecret = !needsNone(context)
  const added = planned().changes.filter(({ what }) => what === 'new')
  if (added.length > 0) sureMayTakeIn(context)
  const secrets = new Map<string, { readonly text: string; readonly secret: Person['secret'] }>()
  if (isSecret)
    for (const { at, name } of added) {
      const text = groupedCode(makeCode(sheetTag(randomBytes(3)), 0, randomBytes(CODE_RANDOM_BYTES)).text)
      secrets.set(at, { text, secret: await secretOf(context, text, name, true) })
    }
  const { changes, versions } = planned()
  const atMs = context.nowMs()
  const next = changes.flatMap(({ what, at, id, doc }): Person[] => {
    if (what === 'same') return []
    if (id === null)
      return [
        { ...doc, ...NOBODY, id: newId(atMs), secret: secrets.get(at)?.secret ?? null, joinedAtMs: atMs },
      ]
    const here = getDocument<Person>(context.workspace.db, 'person', id)
    return here ? [{ ...here.doc, ...doc }] : []
  })
  sureOfSupervisor(context, ...next)
  const counts = { created: added.length, changed: next.length - added.length }
  return write(context, 'takeIn.people', (tx) => {
    for (const doc of next) tx.put('person', versions.get(doc.id) ?? null, doc)
    return { ...counts, passphrases: listed(added, secrets, language, context) }
  })
}

/** The list to hand out, person by person. */
function listed(
  added: readonly TakenChange<PersonDoc>[],
  secrets: ReadonlyMap<string, { readonly text: string }>,
  language: Language,
  context: Context,
): CallOutput<'takeIn.people'>['passphrases'] {
  if (secrets.size === 0) return null
  const { file, heads } = WORDS[language]
  const rows = added.map(({ at, doc }) => [doc.name, doc.number, secrets.get(at)?.text ?? ''])
  const fileName = `${file}.csv`
  const bytes = new TextEncoder().encode(csvTable([heads, ...rows]))
  return { fileName, downloadId: context.offerDownload(fileName, 'text/csv', bytes) }
}
