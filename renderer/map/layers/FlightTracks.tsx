import { memo, useDeferredValue, useMemo, useState } from 'react'
import { Marker, Polyline, useMap, useMapEvents } from 'react-leaflet'
import { useStore } from 'zustand'
import type { FootageMark } from '../../../src/contract/index.ts'
import type { Box } from '../../../src/core/geo/box.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { useCall, useDocument, useFootageOf } from '../../api/hooks.ts'
import { flownBeside } from '../../desk/flown.ts'
import { MOST_DRAWN } from '../../desk/onMap.ts'
import { selection } from '../../desk/selection.ts'
import { shown } from '../../desk/shown.ts'
import { useShownFlightId } from '../../desk/useShownFlightId.ts'
import { pair, pairs } from '../leaflet/latlng.ts'
import { useBox } from '../leaflet/useBox.ts'
import { FlownTrack } from './FlownTrack.tsx'
import { symbolIcon } from '../leaflet/marks.ts'
import { chooses } from '../tools/toolbox.ts'
import { SeenGround } from './SeenGround.tsx'
import { thinned } from './thinned.ts'
import { useTellMore } from './useTellMore.ts'
import styles from './flightTracks.module.css'

/** Tracks of flights, faint but for the chosen one, and where its photos and clips were taken. */
export function FlightTracks() {
  const room = useStore(selection, (state) => state.room)
  const isShown = useStore(shown, (state) => state.tracks)
  return isShown && (room === 'flights' || room === 'findings') ? <Shown /> : null
}

function Shown() {
  const selected = useStore(selection, (state) => state.selected)
  const { data: looked } = useDocument('footage.get', selected?.kind === 'footage' ? selected.id : null)
  const flightId = useShownFlightId()
  const { data: flight } = useDocument('flight.get', flightId)
  const beside = useStore(flownBeside)
  const box = useBox()
  const { data: found } = useCall('flight.ways', { box, limit: MOST_DRAWN.ways })
  useTellMore('ways', found?.isMore)
  return (
    <>
      {(found?.ways ?? []).map(({ id, way }) =>
        id === flightId ? null : <Way key={id} id={id} way={way} />,
      )}
      {flight && flight.doc.track.length > 1 ? <FlownTrack key={flight.doc.id} flight={flight.doc} /> : null}
      {beside.flightId === flightId && beside.way.length > 1 ? (
        <Polyline positions={pairs(beside.way)} className={styles.planned ?? ''} interactive={false} />
      ) : null}
      {looked ? <SeenGround footage={looked.doc} /> : null}
      {flightId === null ? <PicturesIn box={box} /> : <PicturesOf flightId={flightId} box={box} />}
    </>
  )
}

/** A way as the services give it: latitude and longitude in turn, in ten millionths of a degree. */
const Way = memo(
  function Way({ id, way }: { id: string; way: readonly number[] }) {
    const positions = useMemo(
      () =>
        Array.from({ length: way.length / 2 }, (_, i): [number, number] => [
          (way[2 * i] ?? 0) / 1e7,
          (way[2 * i + 1] ?? 0) / 1e7,
        ]),
      [way],
    )
    return (
      <Polyline
        positions={positions}
        className={styles.track ?? ''}
        eventHandlers={chooses({ of: 'thing', selected: { kind: 'flight', id } })}
      />
    )
  },
  // An answer that came anew says the same of most of them.
  (before, now) =>
    before.id === now.id &&
    before.way.length === now.way.length &&
    before.way.every((number, i) => number === now.way[i]),
)

function PicturesIn({ box }: { box: Box }) {
  const { data } = useCall('footage.within', { box, limit: MOST_DRAWN.pictures })
  useTellMore('pictures', data?.isMore)
  return (data?.marks ?? []).map((mark) => <PhotoMark key={mark.id} mark={mark} chosen={false} />)
}

const isIn = ({ south, north, west, east }: Box, { lat, lon }: LatLon): boolean =>
  lat >= south && lat <= north && lon >= west && lon <= east

/** Marks that are nearer to one another than this lie together, px. */
const TOGETHER_PX = 44

function PicturesOf({ flightId, box }: { flightId: string; box: Box }) {
  const selected = useStore(selection, (state) => state.selected)
  const map = useMap()
  const [zoom, setZoom] = useState(map.getZoom())
  useMapEvents({ zoomend: () => setZoom(map.getZoom()) })
  // Hundreds of marks are drawn a little at a time.
  const data = useDeferredValue(useFootageOf(flightId).data)
  const chosenId = selected?.kind === 'footage' ? selected.id : null
  const inView = useMemo(
    () =>
      (data ?? []).flatMap(({ doc: { id, kind, fileName, placement, flightId: of } }): FootageMark[] =>
        placement && of === flightId && isIn(box, placement.at)
          ? [{ id, kind, fileName, flightId, at: placement.at }]
          : [],
      ),
    [data, flightId, box],
  )
  const isCrowded = inView.length > MOST_DRAWN.ofFlight
  useTellMore('ofFlight', isCrowded)
  const marks = useMemo(
    () =>
      isCrowded
        ? thinned(
            inView,
            TOGETHER_PX,
            ({ at }) => map.project(pair(at), zoom),
            ({ id }) => id === chosenId,
          )
        : inView,
    [isCrowded, inView, map, zoom, chosenId],
  )
  return marks.map((mark) => <PhotoMark key={mark.id} mark={mark} chosen={chosenId === mark.id} />)
}

const PhotoMark = memo(
  function PhotoMark({ mark, chosen }: { mark: FootageMark; chosen: boolean }) {
    const { id, kind, fileName, at } = mark
    const look = `${styles.photo} ${kind === 'clip' ? styles.clip : ''} ${chosen ? styles.chosenPhoto : ''}`
    return (
      <Marker
        position={pair(at)}
        icon={symbolIcon(look, 22, kind === 'clip' ? 'clip' : 'photo', fileName)}
        eventHandlers={chooses({ of: 'thing', selected: { kind: 'footage', id } })}
      />
    )
  },
  (before, now) =>
    before.chosen === now.chosen &&
    before.mark.id === now.mark.id &&
    before.mark.at.lat === now.mark.at.lat &&
    before.mark.at.lon === now.mark.at.lon,
)
