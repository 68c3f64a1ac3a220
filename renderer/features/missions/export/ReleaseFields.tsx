import type { CallOutput } from '../../../../src/contract/index.ts'
import type { blockingErrors } from '../../../../src/core/safety/blocking.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Select, TextField } from '../../../ui/fields.tsx'
import { Hint, Notice } from '../../../ui/layout.tsx'

/** The rules that hold an export back, and those of them that pass only on a recorded emergency basis. */
type Held = ReturnType<typeof blockingErrors>

/** A release as it is typed: nothing of it is trimmed or checked yet. */
export type ReleaseText = {
  reason: string
  by: string
  role: string
  basis: string
  code: string
  passphrase: string
}

/** Who may let something pass, by name, where they sign in; null: nobody is named, and whoever it is says so. */
export const supervisorsOf = (entrance: CallOutput<'person.entrance'> | undefined): string[] | null =>
  entrance === undefined || entrance.entrance === 'open' || entrance.entrance === 'press'
    ? null
    : entrance.persons.filter(({ roles }) => roles.includes('supervisor')).map(({ name }) => name)

/** Whether all is said that the rules ask for. */
export const isComplete = (
  { reason, by, role, basis }: ReleaseText,
  { needsEmergencyBasis }: Held,
): boolean =>
  [reason, by, role, ...(needsEmergencyBasis.length > 0 ? [basis] : [])].every((text) => text.trim() !== '')

/** The release that goes with an export. */
export const releaseOf = ({ reason, by, role, basis, code, passphrase }: ReleaseText) => ({
  reason: reason.trim(),
  by: by.trim(),
  role: role.trim(),
  emergencyBasis: basis.trim() === '' ? null : basis.trim(),
  ...(code.trim() === '' ? {} : { code }),
  ...(passphrase === '' ? {} : { passphrase }),
})

/** What holds an export back, and the exception that lets it pass: a named person with a reason. */
export function ReleaseFields(props: {
  held: Held
  value: ReleaseText
  onChange: (value: ReleaseText) => void
  supervisors: readonly string[] | null
  /** They are signed in here. */
  isSelf: boolean
}) {
  const { held, value, onChange, supervisors, isSelf } = props
  const t = useT()
  return (
    <>
      <Notice tone="error" testId="export-blocked">
        {t('export.blocked', {
          rules: held.rules.map((rule) => words('rule', rule)).join(t('app.comma')),
        })}
      </Notice>
      <Hint>{t('export.releaseHint')}</Hint>
      <TextField
        label={t('export.reason')}
        lines
        value={value.reason}
        maxLength={2000}
        onChange={(reason) => onChange({ ...value, reason })}
        testId="release-reason"
      />
      {supervisors ? (
        <>
          <Select
            label={t('export.supervisor')}
            value={value.by}
            options={supervisors.map((name) => ({ value: name, label: name }))}
            onChange={(by) => onChange({ ...value, by, role: t('role.supervisor') })}
            testId="release-by"
          />
          {isSelf ? null : (
            <>
              <TextField
                label={t('export.passphrase')}
                type="password"
                value={value.passphrase}
                maxLength={200}
                hint={t('export.passphraseHint')}
                onChange={(passphrase) => onChange({ ...value, passphrase })}
                testId="release-passphrase"
              />
              <TextField
                label={t('export.code')}
                value={value.code}
                maxLength={100}
                hint={t('export.codeHint')}
                onChange={(code) => onChange({ ...value, code })}
                testId="release-code"
              />
            </>
          )}
        </>
      ) : (
        <>
          <TextField
            label={t('export.by')}
            value={value.by}
            maxLength={100}
            onChange={(by) => onChange({ ...value, by })}
            testId="release-by"
          />
          <TextField
            label={t('export.role')}
            value={value.role}
            maxLength={100}
            onChange={(role) => onChange({ ...value, role })}
            testId="release-role"
          />
        </>
      )}
      {held.needsEmergencyBasis.length > 0 ? (
        <>
          <Notice tone="warning">
            {t('export.needsBasis', {
              rules: held.needsEmergencyBasis.map((rule) => words('rule', rule)).join(t('app.comma')),
            })}
          </Notice>
          <TextField
            label={t('export.basis')}
            lines
            value={value.basis}
            maxLength={2000}
            onChange={(basis) => onChange({ ...value, basis })}
            testId="release-basis"
          />
        </>
      ) : null}
    </>
  )
}
