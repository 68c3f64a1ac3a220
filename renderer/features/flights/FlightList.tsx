import { Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useStore } from 'zustand'
import type { CallOutput } from '../../../src/contract/index.ts'
import { useDepartures } from '../../api/departures.ts'
import { useList } from '../../api/hooks.ts'
import { ArrangeField } from '../../desk/ArrangeField.tsx'
import { useArranged } from '../../desk/arranged.ts'
import { goToFlight, goToMission, goToSite } from '../../desk/goTo.ts'
import { RegisterExport } from '../../desk/RegisterExport.tsx'
import { selection } from '../../desk/selection.ts'
import { useRowMenu } from '../../desk/useRowMenu.tsx'
import { dateTime, nameHere } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Empty, Item } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { Named } from '../../ui/Named.tsx'
import { VirtualRows } from '../../ui/VirtualRows.tsx'
import { CardDrop } from './card/CardDrop.tsx'
import { SawPoint } from './SawPoint.tsx'

/** The flights, newest first. */
export function FlightList() {
  const t = useT()
  const selected = useStore(selection, (state) => state.selected)
  const [text, setText] = useState('')
  const asked = useDeferredValue(text)
  const [way, arrange] = useArranged('flights', WAYS)
  const { rows, total, more } = useList('flight.list', { siteId: null, text: asked, order: way })
  const { onMenu, menu } = useRowMenu<CallOutput<'flight.list'>['rows'][number]>(
    t('room.flights'),
    ({ id, missionId, siteId }) => [
      { id: 'open', label: t('row.open'), run: () => void goToFlight(id) },
      ...(missionId === null
        ? []
        : [{ id: 'mission', label: t('row.mission'), run: () => void goToMission(missionId) }]),
      ...(siteId === null ? [] : [{ id: 'site', label: t('row.site'), run: () => void goToSite(siteId) }]),
    ],
  )
  const compose = (): void => selection.getState().compose({ kind: 'flight', missionId: null })
  return (
    <ListFrame
      title={t('room.flights')}
      count={total}
      search={{ label: t('flight.search'), value: text, onChange: setText }}
      filters={
        <>
          <ArrangeField way={way} ways={WAYS} onChange={arrange} />
          <RegisterExport of={{ kind: 'flights', siteId: null, text: asked }} />
        </>
      }
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
      {rows && rows.length > 0 ? (
        <VirtualRows
          rows={rows}
          total={total ?? rows.length}
          label={t('room.flights')}
          idOf={idOf}
          current={selected?.kind === 'flight' ? selected.id : null}
          onNearEnd={more}
          onMenu={onMenu}
          headOf={
            way === 'site'
              ? (row) => (row.siteId === null ? t('arrange.noSite') : nameHere(row.siteName, 'site'))
              : undefined
          }
        >
          {({ id, missionId, missionName, takeoffAtMs, pilot }) => (
            <Item
              testId="flight-row"
              title={missionId === null ? t('flight.noMission') : nameHere(missionName, 'mission')}
              current={selected?.kind === 'flight' && selected.id === id}
              onPress={() => void goToFlight(id)}
              sub={
                <>
                  <span>{dateTime(takeoffAtMs)}</span>
                  <span>
                    <Named>{pilot}</Named>
                  </span>
                  <Departed flightId={id} />
                </>
              }
            />
          )}
        </VirtualRows>
      ) : null}
      {menu}
      {rows && rows.length === 0 ? (
        <Empty words={text === '' ? t('flight.none') : t('app.nothingFound')}>
          <Button look="primary" onPress={compose}>
            {t('flight.new')}
          </Button>
        </Empty>
      ) : null}
    </ListFrame>
  )
}

/** That a flight left what was approved. */
function Departed({ flightId }: { flightId: string }) {
  const t = useT()
  const { length } = useDepartures(flightId)
  return length === 0 ? null : <Badge tone="error">{t('departed.count', { n: length })}</Badge>
}

const WAYS = ['newest', 'site'] as const

const idOf = ({ id }: { id: string }): string => id
