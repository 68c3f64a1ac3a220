import { useT } from '../../i18n/index.ts'
import { TextField } from '../../ui/fields.tsx'
import { Grid } from '../../ui/layout.tsx'

type PersonOf = { name: string; duty: string; phone: string }

/** Name, phone and duty of a person of the enterprise. */
export function PersonFields({
  person,
  onChange,
}: {
  person: PersonOf
  onChange: (person: PersonOf) => void
}) {
  const t = useT()
  return (
    <Grid>
      <TextField
        label={t('field.person')}
        value={person.name}
        onChange={(name) => onChange({ ...person, name })}
      />
      <TextField
        label={t('field.phone')}
        value={person.phone}
        onChange={(phone) => onChange({ ...person, phone })}
      />
      <TextField
        label={t('field.duty')}
        value={person.duty}
        onChange={(duty) => onChange({ ...person, duty })}
      />
    </Grid>
  )
}
