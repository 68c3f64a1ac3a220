import { useState } from 'react'
import type { CallOutput } from '../../../../src/contract/index.ts'
import { VEHICLES } from '../../../../src/core/mission/vehicles.ts'
import { type Battery, type Craft, CRAFT_CLASSES } from '../../../../src/core/permit/craft.ts'
import { newId } from '../../../api/newId.ts'
import { write } from '../../../api/write.ts'
import { attempt } from '../../../desk/notices.ts'
import { nameOf } from '../../../i18n/format.ts'
import { type Key, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Select, TextField } from '../../../ui/fields.tsx'
import { Body, Grid, Notice, Row } from '../../../ui/layout.tsx'

/** The types, in the window's language. */
const types = (): { value: string; label: string }[] =>
  VEHICLES.map(({ id, name }) => ({ value: id, label: nameOf(name) }))

type CraftText =
  | 'serial'
  | 'registration'
  | 'uomNumber'
  | 'linkFrequency'
  | 'linkBandwidth'
  | 'equipment'
  | 'transponder'
const CRAFT_TEXTS: readonly { member: CraftText; label: Key; most: number }[] = [
  { member: 'serial', label: 'craft.serial', most: 60 },
  { member: 'registration', label: 'craft.registration', most: 60 },
  { member: 'uomNumber', label: 'craft.uomNumber', most: 60 },
  { member: 'linkFrequency', label: 'craft.linkFrequency', most: 100 },
  { member: 'linkBandwidth', label: 'craft.linkBandwidth', most: 100 },
  { member: 'equipment', label: 'craft.equipment', most: 500 },
  { member: 'transponder', label: 'craft.transponder', most: 20 },
]

/** One aircraft: what is on its plate and in its papers. */
export function CraftForm(props: { found: CallOutput<'craft.list'>[number] | null; onDone: () => void }) {
  const t = useT()
  const [doc, setDoc] = useState<Craft>(
    () =>
      props.found?.doc ?? {
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
      },
  )
  const set = (change: Partial<Craft>): void => setDoc({ ...doc, ...change })
  const keep = (): void =>
    void attempt(async () => {
      await write('craft.put', { base: props.found?.version ?? null, doc }, 'edit.craft')
      props.onDone()
    })
  return (
    <Body>
      <Grid>
        <TextField
          label={t('craft.name')}
          value={doc.name}
          maxLength={100}
          onChange={(name) => set({ name })}
          testId="craft-name"
        />
        <Select
          label={t('craft.type')}
          value={doc.vehicleId}
          options={types()}
          onChange={(vehicleId) => set({ vehicleId })}
          testId="craft-type"
        />
        <Select<NonNullable<Craft['class']> | 'unstated'>
          label={t('craft.class')}
          value={doc.class ?? 'unstated'}
          options={[
            { value: 'unstated', label: t('craft.unstated') },
            ...CRAFT_CLASSES.map((value) => ({ value, label: t(`craftClass.${value}`) })),
          ]}
          onChange={(next) => set({ class: next === 'unstated' ? null : next })}
        />
        {CRAFT_TEXTS.map(({ member, label, most }) => (
          <TextField
            key={member}
            label={t(label)}
            value={doc[member]}
            maxLength={most}
            onChange={(text) => set({ [member]: text })}
            testId={`craft-${member}`}
          />
        ))}
        <DateField
          label={t('craft.retiredOn')}
          type="date"
          value={doc.retiredOn ?? ''}
          onChange={(day) => set({ retiredOn: day === '' ? null : day })}
        />
      </Grid>
      <Ends isNameless={doc.name.trim() === ''} keep={keep} onDone={props.onDone} testId="keep-craft" />
    </Body>
  )
}

/** One battery. */
export function BatteryForm(props: { found: CallOutput<'battery.list'>[number] | null; onDone: () => void }) {
  const t = useT()
  const [doc, setDoc] = useState<Battery>(
    () =>
      props.found?.doc ?? {
        id: newId(),
        name: '',
        serial: '',
        vehicleId: null,
        cycles: null,
        health: null,
        remarks: '',
        retiredOn: null,
      },
  )
  const set = (change: Partial<Battery>): void => setDoc({ ...doc, ...change })
  const figure = (text: string, least: number, most: number): number | null => {
    const value = Number(text)
    return text.trim() === '' || !Number.isFinite(value) ? null : Math.min(most, Math.max(least, value))
  }
  const keep = (): void =>
    void attempt(async () => {
      await write('battery.put', { base: props.found?.version ?? null, doc }, 'edit.battery')
      props.onDone()
    })
  return (
    <Body>
      <Grid>
        <TextField
          label={t('battery.name')}
          value={doc.name}
          maxLength={100}
          onChange={(name) => set({ name })}
          testId="battery-name"
        />
        <TextField
          label={t('battery.serial')}
          value={doc.serial}
          maxLength={60}
          onChange={(serial) => set({ serial })}
        />
        <Select
          label={t('craft.type')}
          value={doc.vehicleId ?? ''}
          options={[{ value: '', label: t('craft.unstated') }, ...types()]}
          onChange={(vehicleId) => set({ vehicleId: vehicleId === '' ? null : vehicleId })}
        />
        <TextField
          label={t('battery.cycles')}
          value={doc.cycles === null ? '' : String(doc.cycles)}
          maxLength={5}
          commit={(text) => {
            const cycles = figure(text, 0, 10_000)
            set({ cycles: cycles === null ? null : Math.round(cycles) })
          }}
        />
        <TextField
          label={t('battery.health')}
          value={doc.health === null ? '' : String(Math.round(doc.health * 100))}
          maxLength={5}
          commit={(text) => {
            const share = figure(text, 30, 100)
            set({ health: share === null ? null : share / 100 })
          }}
        />
        <DateField
          label={t('battery.retiredOn')}
          type="date"
          value={doc.retiredOn ?? ''}
          onChange={(day) => set({ retiredOn: day === '' ? null : day })}
        />
      </Grid>
      <Ends isNameless={doc.name.trim() === ''} keep={keep} onDone={props.onDone} testId="keep-battery" />
    </Body>
  )
}

function Ends(props: { isNameless: boolean; keep: () => void; onDone: () => void; testId: string }) {
  const t = useT()
  const [tried, setTried] = useState(false)
  return (
    <>
      {tried && props.isNameless ? <Notice tone="error">{t('permit.nameMissing')}</Notice> : null}
      <Row>
        <Button
          testId={props.testId}
          onPress={() => {
            setTried(true)
            if (!props.isNameless) props.keep()
          }}
        >
          {t('app.apply')}
        </Button>
        <Button look="quiet" onPress={props.onDone}>
          {t('app.discard')}
        </Button>
      </Row>
    </>
  )
}
