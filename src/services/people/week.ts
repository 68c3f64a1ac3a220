import { addDays, endOfDay } from '../../core/finding/deadlines/day.ts'
import { present } from '../../core/people/acting.ts'
import { personsHere } from '../../store/persons.ts'
import { toDo, type WeekSource } from '../host/week.ts'
import { waitingForSecond } from './persons.ts'

/** From so many days before on, that a person's licence ends is due. */
const LICENCE_LEAD_DAYS = 60

/** Licences of persons that end, and what somebody did alone, for who acts to look at. */
export const peopleToDo: WeekSource = (context, { enterpriseId, today }) => {
  if (enterpriseId !== null) return []
  const persons = present(personsHere(context.workspace.db).map(({ doc }) => doc))
  const last = addDays(today, LICENCE_LEAD_DAYS)
  const licences = persons.flatMap(({ id, name, number, licenceUntil }) => {
    if (!licenceUntil || licenceUntil > last) return []
    const title = number === '' ? name : `${name} ${number}`
    return [toDo({ kind: 'renew', aggregate: 'person', id, title, dueMs: endOfDay(licenceUntil) }, today)]
  })
  const { count, firstBy } = waitingForSecond(context, persons)
  if (count === 0 || context.isAlone) return licences
  const id = context.actor.personId ?? firstBy ?? persons[0]?.id
  if (id === undefined) return licences
  return [...licences, toDo({ kind: 'review', aggregate: 'person', id, title: '', count }, today)]
}
