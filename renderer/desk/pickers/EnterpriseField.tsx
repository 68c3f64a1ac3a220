import type { Id } from '../../../src/core/units/id.ts'
import { useEnterpriseNames } from '../../api/hooks.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import type { FieldProps } from '../../ui/fields.tsx'
import { ChooseByName } from '../ChooseByName.tsx'

const NONE = ''

/** An enterprise by its name; `none`: what null is called, where it may be chosen. One that is not here is said so. */
export function EnterpriseField(
  props: FieldProps & { value: Id | null; none?: string; onChange: (id: Id | null) => void },
) {
  const t = useT()
  const { value, none, onChange, ...field } = props
  const { data: enterprises } = useEnterpriseNames()
  return (
    <ChooseByName
      {...field}
      value={value ?? NONE}
      other={enterprises && value !== null ? t('app.notHere') : undefined}
      options={[
        ...(none === undefined ? [] : [{ value: NONE, label: none }]),
        ...(enterprises ?? []).map(({ id, name }) => ({ value: id, label: nameOf(name) })),
      ]}
      onChange={(id) => onChange(id === NONE ? null : id)}
    />
  )
}
