import { memo } from 'react'
import { Marker, Polyline } from 'react-leaflet'
import { useStore } from 'zustand'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { useFlights, useFootage } from '../../api/hooks.ts'
import { flownBeside } from '../../desk/flown.ts'
import { selection } from '../../desk/selection.ts'
import { FlownTrack } from './FlownTrack.tsx'
import { pair, pairs } from '../leaflet/latlng.ts'
import { symbolIcon } from '../leaflet/marks.ts'
import { chooses } from '../tools/toolbox.ts'
import styles from './flightTracks.module.css'
import { SeenGround } from './SeenGround.tsx'

/** Tracks of flights, faint but for the chosen one, and where its photos and clips were taken. */
export function FlightTracks() {
  const room = useStore(selection, (state) => state.room)
  const selected = useStore(selection, (state) => state.selected)
  const { data: flights } = useFlights()
  const { data: footage } = useFootage()
  const beside = useStore(flownBeside)
  if (room !== 'flights' && room !== 'findings') return null
  const flightId =
    selected?.kind === 'flight'
      ? selected.id
      : (footage?.find(({ doc }) => selected?.kind === 'footage' && doc.id === selected.id)?.doc.flightId ??
        null)
  const placed = (footage ?? []).filter(
    ({ doc }) => doc.placement && (flightId === null || doc.flightId === flightId),
  )
  const looked = footage?.find(({ doc }) => selected?.kind === 'footage' && doc.id === selected.id)?.doc
  return (
    <>
      {(flights ?? [])
        .filter(({ doc }) => doc.track.length > 1)
        .map(({ doc }) =>
          doc.id === flightId ? (
            <FlownTrack key={doc.id} flight={doc} />
          ) : (
            <Polyline
              key={doc.id}
              positions={pairs(doc.track)}
              className={styles.track ?? ''}
              eventHandlers={chooses({ of: 'thing', selected: { kind: 'flight', id: doc.id } })}
            />
          ),
        )}
      {beside.flightId === flightId && beside.way.length > 1 ? (
        <Polyline positions={pairs(beside.way)} className={styles.planned ?? ''} interactive={false} />
      ) : null}
      {looked ? <SeenGround footage={looked} /> : null}
      {placed.map(({ doc }) => (
        <PhotoMark
          key={doc.id}
          footage={doc}
          chosen={selected?.kind === 'footage' && selected.id === doc.id}
        />
      ))}
    </>
  )
}

const PhotoMark = memo(function PhotoMark({ footage, chosen }: { footage: Footage; chosen: boolean }) {
  if (!footage.placement) return null
  const look = `${styles.photo} ${footage.kind === 'clip' ? styles.clip : ''} ${chosen ? styles.chosenPhoto : ''}`
  return (
    <Marker
      position={pair(footage.placement.at)}
      icon={symbolIcon(look, 22, footage.kind === 'clip' ? 'clip' : 'photo', footage.fileName)}
      eventHandlers={chooses({ of: 'thing', selected: { kind: 'footage', id: footage.id } })}
    />
  )
})
