import type { CallInput, CallOutput, Session } from '../../contract/index.ts'
import { present } from '../../core/people/acting.ts'
import { readCode } from '../../core/people/code.ts'
import type { Person } from '../../core/people/person.ts'
import { PASSPHRASE_COST, passphraseProblem, passphraseText } from '../../core/people/secret.ts'
import type { Stored } from '../../store/documents.ts'
import { personsHere } from '../../store/persons.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context } from '../host/context.ts'
import { isRight, type Trying, waitNow } from './trying.ts'
import { letIn, type Who } from './who.ts'

/** Passphrases: what is asked for, set and compared. */

const folded = (text: string): string => text.normalize('NFKC').trim()

/**
 * A person who works here, by id, name or number.
 * @throws {Refusal} `person_unknown`, `person_ambiguous`
 */
export function personNamed(
  { db }: Trying['workspace'],
  { id, name }: Pick<CallInput<'person.signIn'>, 'id' | 'name'>,
): Stored<Person> {
  const wanted = folded(name ?? '')
  const here = personsHere(db).filter(({ doc }) => doc.leftAtMs === null)
  const found = here.filter(({ doc }) =>
    id === null
      ? wanted !== '' && (folded(doc.name) === wanted || folded(doc.number) === wanted)
      : doc.id === id,
  )
  const [one, ...others] = found
  if (others.length > 0) throw new Refusal('person_ambiguous', { name: wanted, count: found.length })
  if (!one) throw new Refusal('person_unknown', { name: wanted || (id ?? '').slice(0, 8) })
  return one
}

/** Under which a person's wrong passphrases count. */
export const passphraseKey = (id: string): string => `passphrase ${id}`

/**
 * Makes sure that a passphrase is a person's.
 * @throws {Refusal} `passphrase_wrong`, `locked_out`; `passphrase_first` where they have none
 */
export async function sureOfPassphrase(trying: Trying, person: Person, passphrase: string): Promise<void> {
  const { id, name, secret } = person
  if (!secret) throw new Refusal('passphrase_first', { name })
  const target = { key: passphraseKey(id), name }
  if (await isRight(trying, target, passphraseText(passphrase), secret.phc)) return
  const seconds = waitNow(trying, target.key)
  throw seconds === 0
    ? new Refusal('passphrase_wrong', { name })
    : new Refusal('passphrase_wrong_wait', { name, seconds })
}

/** Makes sure of a printed recovery code. @throws {Refusal} `code_mistyped`, `recovery_wrong`, `locked_out` */
export async function sureOfRecovery(trying: Trying, person: Person, given: string): Promise<void> {
  const { id, name, recovery } = person
  const code = readCode(given)
  if (!code) throw new Refusal('code_mistyped', {})
  const isIt =
    recovery !== null && (await isRight(trying, { key: `recovery ${id}`, name }, code.text, recovery))
  if (!isIt) throw new Refusal('recovery_wrong', { name })
}

/** What a passphrase is kept as. @throws {Refusal} `passphrase_short`, `passphrase_plain` */
export async function secretOf(
  { guards, nowMs, secretCost }: Pick<Context, 'guards' | 'nowMs' | 'secretCost'>,
  passphrase: string,
  name: string,
  isTemporary: boolean,
): Promise<NonNullable<Person['secret']>> {
  const problem = passphraseProblem(passphrase, name)
  if (problem) throw new Refusal(problem === 'too_short' ? 'passphrase_short' : 'passphrase_plain', {})
  const phc = await guards.run('keptAs', {
    text: passphraseText(passphrase),
    cost: secretCost ?? PASSPHRASE_COST,
  })
  return { phc, setAtMs: nowMs(), isTemporary }
}

/** Signs a session in. @throws {Refusal} what of it is not so */
export async function signIn(
  trying: Trying,
  session: Session,
  { entrance }: Who,
  input: CallInput<'person.signIn'>,
): Promise<void> {
  const { workspace } = trying
  const { doc: person } = personNamed(workspace, input)
  if (entrance === 'signIn') {
    if (input.passphrase === null) throw new Refusal('passphrase_needed', { name: person.name })
    await sureOfPassphrase(trying, person, input.passphrase)
  }
  letIn(session, workspace, person)
}

/** How one gets in here, and who is in. */
export function entranceNow(
  { entrance, person, actor, refusal }: Who,
  workspace: Trying['workspace'] | null,
  idleMinutes: number | null,
  toReview: number,
): CallOutput<'person.entrance'> {
  const persons = workspace ? present(personsHere(workspace.db).map(({ doc }) => doc)) : []
  return {
    entrance,
    isIn: refusal === null,
    isLocked: refusal === 'locked',
    actor,
    mustChange: person?.secret?.isTemporary ?? false,
    idleMinutes,
    persons: persons.map(({ id, name, roles, unit, number }) => ({ id, name, roles, unit, number })),
    toReview,
  }
}
