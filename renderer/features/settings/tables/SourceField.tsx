import { isDraftSource, markedDraft } from '../../../../src/core/finding/settingProblems.ts'
import { delivered } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Checkbox, TextField } from '../../../ui/fields.tsx'

/** Where a table comes from, and whether somebody has compared it with the text in force. */
export function SourceField(props: {
  label: string
  value: string
  bad: string | null
  onChange: (source: string) => void
  testId: string
}) {
  const t = useT()
  const { value, onChange } = props
  return (
    <>
      <TextField
        label={props.label}
        value={delivered(value)}
        maxLength={500}
        bad={props.bad}
        onChange={onChange}
        testId={props.testId}
      />
      <Checkbox
        label={t('settings.isDraftSource')}
        value={isDraftSource(value)}
        onChange={(isDraft) => onChange(markedDraft(value, isDraft))}
        testId={`${props.testId}-draft`}
      />
    </>
  )
}
