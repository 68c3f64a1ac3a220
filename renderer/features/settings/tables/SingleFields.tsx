import { LEAST_MONTHS } from '../../../../src/core/footage/retention.ts'
import { delivered } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Checkbox, NumberField, TextField } from '../../../ui/fields.tsx'
import type { Edited } from './SettingForm.tsx'
import { SourceField } from './SourceField.tsx'
import styles from './table.module.css'

/** How often an enterprise may be inspected in a year, and how near planned visits lie to be made one. */
export function VisitRulesFields({ edited: { value, set, bad } }: { edited: Edited<'visitRules'> }) {
  const t = useT()
  return (
    <div className={styles.alone}>
      <Checkbox
        label={t('visitRules.hasCap')}
        value={value.perYear !== null}
        onChange={(hasCap) => set({ perYear: hasCap ? 2 : null })}
        testId="visit-rules-has-cap"
      />
      {value.perYear === null ? null : (
        <NumberField
          label={t('visitRules.perYear')}
          value={value.perYear}
          min={0}
          max={366}
          digits={0}
          bad={bad('perYear')}
          onChange={(perYear) => set({ perYear })}
          testId="visit-rules-per-year"
        />
      )}
      <NumberField
        label={t('visitRules.mergeDays')}
        value={value.mergeDays}
        min={1}
        max={366}
        digits={0}
        bad={bad('mergeDays')}
        onChange={(mergeDays) => set({ mergeDays })}
      />
      <SourceField
        label={t('field.source')}
        value={value.source}
        bad={bad('source')}
        onChange={(source) => set({ source })}
        testId="visit-rules-source"
      />
    </div>
  )
}

/** Whether what was seen from the air alone is a lead, and why. */
export function AirIsLeadFields({ edited: { value, set, bad } }: { edited: Edited<'airIsLead'> }) {
  const t = useT()
  return (
    <div className={styles.alone}>
      <Checkbox
        label={t('airIsLead.isOn')}
        value={value.isOn}
        onChange={(isOn) => set({ isOn })}
        testId="air-is-lead"
      />
      <TextField
        label={t('airIsLead.reason')}
        lines
        value={delivered(value.reason)}
        maxLength={1000}
        bad={bad('reason')}
        onChange={(reason) => set({ reason })}
        testId="air-is-lead-reason"
      />
    </div>
  )
}

/** What counts as seen from the air. */
export function SeenResolutionFields({ edited: { value, set, bad } }: { edited: Edited<'seenResolution'> }) {
  const t = useT()
  return (
    <div className={styles.alone}>
      <NumberField
        label={t('seenResolution.cm')}
        value={value.cmPerPixel}
        min={0.1}
        max={1000}
        digits={1}
        bad={bad('cmPerPixel')}
        onChange={(cmPerPixel) => set({ cmPerPixel })}
        testId="seen-resolution"
      />
    </div>
  )
}

/** How long footage is kept that nothing else keeps. */
export function RetentionFields({ edited: { value, set, bad } }: { edited: Edited<'retention'> }) {
  const t = useT()
  return (
    <div className={styles.alone}>
      <NumberField
        label={t('retention.months')}
        value={value.months}
        min={LEAST_MONTHS}
        max={1200}
        digits={0}
        bad={bad('months')}
        onChange={(months) => set({ months })}
        testId="retention-months"
      />
      <SourceField
        label={t('field.source')}
        value={value.source}
        bad={bad('source')}
        onChange={(source) => set({ source })}
        testId="retention-source"
      />
    </div>
  )
}

/** After how long the window is hidden when nobody's hands are on it. */
export function IdleLockFields({ edited: { value, set, bad } }: { edited: Edited<'idleLock'> }) {
  const t = useT()
  return (
    <div className={styles.alone}>
      <Checkbox
        label={t('idleLock.isOn')}
        value={value.minutes !== null}
        onChange={(isOn) => set({ minutes: isOn ? 10 : null })}
      />
      {value.minutes === null ? null : (
        <NumberField
          label={t('idleLock.minutes')}
          value={value.minutes}
          min={1}
          max={1440}
          digits={0}
          bad={bad('minutes')}
          onChange={(minutes) => set({ minutes })}
          testId="idle-lock-minutes"
        />
      )}
    </div>
  )
}
