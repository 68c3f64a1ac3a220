import { useState } from 'react'
import { useCall, useDocument, useMissionNames } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { useDraft } from '../../api/drafts.ts'
import { write } from '../../api/write.ts'
import { useForm } from '../../desk/form/form.ts'
import { FormNotes } from '../../desk/form/FormNotes.tsx'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { useActing } from '../../desk/actor.ts'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { fromLocalInput, nameOf, toLocalInput } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Grid, Hint, Notice } from '../../ui/layout.tsx'

/** Logs a flight: of which mission, when, who flew what. Half a form is kept. */
export function FlightForm({ missionId }: { missionId: string | null }) {
  const t = useT()
  const key = `flight/new/${missionId ?? ''}`
  const draft = useDraft(key)
  if (draft === undefined) return <Empty words={t('app.opening')} />
  return <FlightFields draftKey={key} draft={draft} missionId={missionId} />
}

/** Times default to the last twenty minutes. */
function FlightFields(props: { draftKey: string; draft: unknown; missionId: string | null }) {
  const t = useT()
  const { data: missions } = useMissionNames()
  const actor = useActing()
  const [first] = useState(() => {
    const now = Date.now()
    return {
      chosen: props.missionId ?? '',
      from: toLocalInput(now - 20 * 60_000),
      to: toLocalInput(now),
      pilot: actor?.name ?? '',
      aircraft: '',
      remarks: '',
    }
  })
  const form = useForm(props.draftKey, { doc: first, version: null }, props.draft)
  const { chosen, from, to, pilot, aircraft, remarks } = form.doc
  const { data: frozen } = useCall('mission.frozen', { id: chosen }, chosen !== '')
  const [tried, setTried] = useState(false)
  const [takeoffAtMs, landedAtMs] = [fromLocalInput(from), fromLocalInput(to)]
  const bad = takeoffAtMs === null || landedAtMs === null || takeoffAtMs > landedAtMs
  const { data: record } = useDocument('mission.get', chosen)
  const mission = record?.doc
  const save = (): void => {
    setTried(true)
    // The mission that was chosen has not come yet: its sites and revision would be missing.
    if (bad || takeoffAtMs === null || landedAtMs === null || (chosen !== '' && !mission)) return
    void attempt(async () => {
      const id = newId()
      await write(
        'flight.put',
        {
          base: null,
          doc: {
            id,
            missionId: mission?.id ?? null,
            missionRevision: mission ? (frozen?.[0]?.doc.revision ?? null) : null,
            siteIds: mission?.siteIds ?? [],
            takeoffAtMs,
            landedAtMs,
            pilot: pilot.trim(),
            aircraft: aircraft.trim() || (mission ? nameOf(mission.vehicle.name).slice(0, 100) : ''),
            logIds: [],
            track: [],
            remarks,
          },
        },
        'edit.newFlight',
      )
      form.drop()
      selection.getState().goTo({ kind: 'flight', id })
    })
  }
  return (
    <div data-testid="flight-form">
      <Head title={t('flight.new')}>
        <Button look="primary" onPress={save} testId="save-flight">
          {t('app.save')}
        </Button>
        <Button
          onPress={() => {
            form.drop()
            selection.getState().compose(null)
          }}
        >
          {t('app.discard')}
        </Button>
      </Head>
      <Body>
        <FormNotes form={form} />
        <ChooseByName
          label={t('flight.mission')}
          value={chosen}
          options={[
            { value: '', label: t('flight.noMission') },
            ...(missions ?? []).map(({ id, name }) => ({ value: id, label: nameOf(name) })),
          ]}
          onChange={(id) => form.set({ chosen: id })}
        />
        <Grid>
          <DateField
            label={t('flight.takeoff')}
            type="datetime-local"
            value={from}
            onChange={(from) => form.set({ from })}
          />
          <DateField
            label={t('flight.landed')}
            type="datetime-local"
            value={to}
            onChange={(to) => form.set({ to })}
          />
          <TextField
            label={t('flight.pilot')}
            value={pilot}
            maxLength={100}
            onChange={(pilot) => form.set({ pilot })}
          />
          <TextField
            label={t('flight.aircraft')}
            value={aircraft}
            maxLength={100}
            onChange={(aircraft) => form.set({ aircraft })}
          />
        </Grid>
        <TextField
          label={t('field.remarks')}
          lines
          value={remarks}
          onChange={(remarks) => form.set({ remarks })}
        />
        <Hint>{t('flight.zoneHint')}</Hint>
        {tried && bad ? <Notice tone="error">{t('flight.order')}</Notice> : null}
      </Body>
    </div>
  )
}
