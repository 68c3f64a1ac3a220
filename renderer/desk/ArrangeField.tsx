import { useT } from '../i18n/index.ts'
import { Select } from '../ui/fields.tsx'

/** The ways in which a list can be arranged: of all but the first, what is alike stands together under its head. */
export type Way = 'made' | 'newest' | 'due' | 'enterprise' | 'site' | 'flown' | 'stage' | 'state'

/** How a list is arranged. */
export function ArrangeField<T extends Way>(props: {
  way: T
  ways: readonly T[]
  onChange: (way: T) => void
  isInline?: boolean
}) {
  const t = useT()
  return (
    <Select
      isInline={props.isInline ?? true}
      label={t('list.arrange')}
      value={props.way}
      options={props.ways.map((value) => ({ value, label: t(`arrange.${value}`) }))}
      onChange={props.onChange}
      testId="arrange"
    />
  )
}
