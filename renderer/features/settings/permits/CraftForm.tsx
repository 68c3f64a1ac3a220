import type { CallOutput } from '../../../../src/contract/index.ts'
import { VEHICLES } from '../../../../src/core/mission/vehicles.ts'
import { type Battery, type Craft, CRAFT_CLASSES } from '../../../../src/core/permit/craft.ts'
import { newId } from '../../../api/newId.ts'
import { write } from '../../../api/write.ts'
import { type FieldOf, FieldRows } from '../../../desk/form/FieldRows.tsx'
import { nameOf } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { RecordForm } from './RecordForm.tsx'

/** The types, in the window's language. */
const types = (): { value: string; label: string }[] =>
  VEHICLES.map(({ id, name }) => ({ value: id, label: nameOf(name) }))

const blankCraft = (): Craft => ({
  id: newId(),
  name: '',
  vehicleId: VEHICLES[0]?.id ?? '-',
  class: null,
  serial: '',
  registration: '',
  uomNumber: '',
  linkFrequency: '',
  linkBandwidth: '',
  equipment: '',
  transponder: '',
  remarks: '',
  retiredOn: null,
})

/** One aircraft: what is on its plate and in its papers. */
export function CraftForm(props: { found: CallOutput<'craft.list'>[number] | null; onDone: () => void }) {
  const t = useT()
  const fields: readonly FieldOf<Craft>[] = [
    { text: 'name', label: 'craft.name', hint: 'craft.nameHint', most: 100, testId: 'craft-name' },
    { choice: 'vehicleId', label: 'craft.type', options: types(), testId: 'craft-type' },
    {
      choice: 'class',
      label: 'craft.class',
      options: CRAFT_CLASSES.map((value) => ({ value, label: t(`craftClass.${value}`) })),
      none: 'craft.unstated',
    },
    { text: 'serial', label: 'craft.serial', most: 60, testId: 'craft-serial' },
    { text: 'registration', label: 'craft.registration', most: 60 },
    { text: 'uomNumber', label: 'craft.uomNumber', most: 60 },
    { text: 'linkFrequency', label: 'craft.linkFrequency', most: 100 },
    { text: 'linkBandwidth', label: 'craft.linkBandwidth', most: 100 },
    { text: 'equipment', label: 'craft.equipment', most: 500 },
    { text: 'transponder', label: 'craft.transponder', most: 20 },
    { day: 'retiredOn', label: 'craft.retiredOn', isOptional: true },
    { text: 'remarks', label: 'field.remarks', most: 4000 },
  ]
  return (
    <RecordForm
      name="craft"
      found={props.found}
      blank={blankCraft}
      problemOf={(doc) => (doc.name.trim() === '' ? t('permit.nameMissing') : null)}
      write={(base, doc) => write('craft.put', { base, doc }, 'edit.craft')}
      onDone={props.onDone}
    >
      {({ doc, set }) => <FieldRows doc={doc} set={set} fields={fields} />}
    </RecordForm>
  )
}

const blankBattery = (): Battery => ({
  id: newId(),
  name: '',
  serial: '',
  vehicleId: null,
  cycles: null,
  health: null,
  remarks: '',
  retiredOn: null,
})

const batteryFields = (): readonly FieldOf<Battery>[] => [
  { text: 'name', label: 'battery.name', most: 100, testId: 'battery-name' },
  { text: 'serial', label: 'battery.serial', most: 60 },
  { choice: 'vehicleId', label: 'craft.type', options: types(), none: 'craft.unstated' },
  { figure: 'cycles', label: 'battery.cycles', min: 0, max: 10_000, isOptional: true },
  { figure: 'health', label: 'battery.health', min: 30, max: 100, unit: 0.01, isOptional: true },
  { day: 'retiredOn', label: 'battery.retiredOn', isOptional: true },
  { text: 'remarks', label: 'field.remarks', most: 4000 },
]

/** One battery. */
export function BatteryForm(props: { found: CallOutput<'battery.list'>[number] | null; onDone: () => void }) {
  const t = useT()
  return (
    <RecordForm
      name="battery"
      found={props.found}
      blank={blankBattery}
      problemOf={(doc) => (doc.name.trim() === '' ? t('permit.nameMissing') : null)}
      write={(base, doc) => write('battery.put', { base, doc }, 'edit.battery')}
      onDone={props.onDone}
    >
      {({ doc, set }) => <FieldRows doc={doc} set={set} fields={batteryFields()} />}
    </RecordForm>
  )
}
