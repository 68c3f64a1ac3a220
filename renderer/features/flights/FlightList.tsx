import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { useFlights, useMissions, useSites } from '../../api/hooks.ts'
import { flightPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { dateTime, nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, Item } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { CardDrop } from './card/CardDrop.tsx'
import { SawPoint } from './SawPoint.tsx'
import { Named } from '../../ui/Named.tsx'

/** The flights, newest first. */
export function FlightList() {
  const t = useT()
  const { data: flights } = useFlights()
  const { data: missions } = useMissions()
  const { data: sites } = useSites()
  const selected = useStore(selection, (state) => state.selected)
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const rows = (flights ?? [])
    .map(({ doc }) => {
      const mission = missions?.find((row) => row.doc.id === doc.missionId)?.doc
      const site = sites?.find((row) => row.doc.id === doc.siteIds[0])?.doc
      return { doc, site, title: mission ? nameOf(mission.name) : t('flight.noMission') }
    })
    .filter(({ doc, site, title }) =>
      [title, doc.pilot, doc.aircraft, site ? nameOf(site.name) : ''].some((part) =>
        part.toLowerCase().includes(wanted),
      ),
    )
    .sort((a, b) => b.doc.takeoffAtMs - a.doc.takeoffAtMs)
  const compose = (): void => selection.getState().compose({ kind: 'flight', missionId: null })
  return (
    <ListFrame
      title={t('room.flights')}
      count={flights?.length}
      search={{ label: t('flight.search'), value: text, onChange: setText }}
      action={
        <Button
          icon={<Plus size={18} aria-hidden />}
          label={t('flight.new')}
          onPress={compose}
          testId="new-flight-button"
        />
      }
    >
      <CardDrop />
      <SawPoint />
      {rows.map(({ doc, site, title }) => (
        <Item
          key={doc.id}
          testId="flight-row"
          title={title}
          current={selected?.kind === 'flight' && selected.id === doc.id}
          onPress={() => selection.getState().goTo({ kind: 'flight', id: doc.id }, flightPlace(doc, site))}
          sub={
            <>
              <span>{dateTime(doc.takeoffAtMs)}</span>
              <span>
                <Named>{doc.pilot}</Named>
              </span>
            </>
          }
        />
      ))}
      {flights && rows.length === 0 ? (
        <Empty words={flights.length === 0 ? t('flight.none') : t('app.nothingFound')}>
          <Button look="primary" onPress={compose}>
            {t('flight.new')}
          </Button>
        </Empty>
      ) : null}
    </ListFrame>
  )
}
