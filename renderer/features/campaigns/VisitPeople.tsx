import type { PersonRef } from '../../../src/core/people/person.ts'
import { TextField } from '../../ui/fields.tsx'

/** People line by line: a name, and a number behind it. */
export function VisitPeople(props: {
  label: string
  hint: string | undefined
  people: readonly PersonRef[]
  testId: string
  onChange: (people: PersonRef[]) => void
}) {
  const { people } = props
  return (
    <TextField
      label={props.label}
      hint={props.hint}
      lines
      value={people.map(({ name, number }) => `${name} ${number}`.trim()).join('\n')}
      maxLength={2000}
      testId={props.testId}
      commit={(text) => props.onChange(peopleOf(text, people))}
    />
  )
}

/** The people of some lines; one who stood there before goes on being the person that was meant. */
function peopleOf(text: string, before: readonly PersonRef[]): PersonRef[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 30)
    .map((line) => {
      const [, name = line, number = ''] = /^(.*?)[\s,，]+(\S*\d\S*)$/.exec(line) ?? []
      const known = before.find((person) => person.name === name && person.number === number)
      return known ?? { personId: null, name: name.slice(0, 100), number: number.slice(0, 60) }
    })
}
