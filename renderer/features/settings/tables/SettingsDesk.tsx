import { type ReactNode, useEffect, useRef } from 'react'
import { SETTING_NAMES, type SettingName } from '../../../../src/core/finding/settings.ts'
import { useT } from '../../../i18n/index.ts'
import { Section } from '../../../ui/layout.tsx'
import { AgenciesTable } from './AgenciesTable.tsx'
import { HolidaysTable } from './HolidaysTable.tsx'
import { NumberingFields } from './NumberingFields.tsx'
import { DeadlinesTable, EscalationTable } from './OrderTables.tsx'
import { SettingForm } from './SettingForm.tsx'
import {
  AirIsLeadFields,
  IdleLockFields,
  RetentionFields,
  SeenResolutionFields,
  VisitRulesFields,
} from './SingleFields.tsx'
import styles from './table.module.css'

const FORMS: { readonly [N in SettingName]: () => ReactNode } = {
  holidays: () => <SettingForm name="holidays">{(edited) => <HolidaysTable edited={edited} />}</SettingForm>,
  deadlinesByLevel: () => (
    <SettingForm name="deadlinesByLevel">{(edited) => <DeadlinesTable edited={edited} />}</SettingForm>
  ),
  escalation: () => (
    <SettingForm name="escalation">{(edited) => <EscalationTable edited={edited} />}</SettingForm>
  ),
  agencies: () => <SettingForm name="agencies">{(edited) => <AgenciesTable edited={edited} />}</SettingForm>,
  visitRules: () => (
    <SettingForm name="visitRules">{(edited) => <VisitRulesFields edited={edited} />}</SettingForm>
  ),
  numbering: () => (
    <SettingForm name="numbering">{(edited) => <NumberingFields edited={edited} />}</SettingForm>
  ),
  airIsLead: () => (
    <SettingForm name="airIsLead">{(edited) => <AirIsLeadFields edited={edited} />}</SettingForm>
  ),
  seenResolution: () => (
    <SettingForm name="seenResolution">{(edited) => <SeenResolutionFields edited={edited} />}</SettingForm>
  ),
  retention: () => (
    <SettingForm name="retention">{(edited) => <RetentionFields edited={edited} />}</SettingForm>
  ),
  idleLock: () => <SettingForm name="idleLock">{(edited) => <IdleLockFields edited={edited} />}</SettingForm>,
}

/** All settings of the workspace on one screen, each as its table; the one that was chosen is open and in view. */
export function SettingsDesk({ name }: { name: SettingName }) {
  const t = useT()
  const desk = useRef<HTMLDivElement>(null)
  useEffect(() => {
    desk.current?.querySelector(`[data-testid="table-${name}"]`)?.scrollIntoView({ block: 'start' })
  }, [name])
  return (
    <div className={styles.desk} ref={desk}>
      <div className={styles.top}>
        <h2>{t('settings.tables')}</h2>
      </div>
      {SETTING_NAMES.map((one) => (
        <Section key={one} title={t(`setting.${one}`)} open={one === name} testId={`table-${one}`}>
          {FORMS[one]()}
        </Section>
      ))}
    </div>
  )
}
