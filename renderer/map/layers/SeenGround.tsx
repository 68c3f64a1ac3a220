import { useMemo } from 'react'
import { Circle, Marker, Polygon, Polyline } from 'react-leaflet'
import { useStore } from 'zustand'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { footprint, possibleGround } from '../../../src/core/footage/view/footprint.ts'
import { type FootageView, viewAt, viewsOf } from '../../../src/core/footage/view/footageViews.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { useDocument } from '../../api/hooks.ts'
import { moment } from '../../desk/moment.ts'
import { useGround } from '../../desk/useGround.ts'
import { number } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { pair, pairs } from '../leaflet/latlng.ts'
import { markIcon, symbolIcon } from '../leaflet/marks.ts'
import styles from './seenGround.module.css'

/** An error of a place smaller than this is nothing to draw, m. */
const LEAST_ERROR_M = 0.5

/**
 * The ground that the chosen photo, or the shown second of the chosen clip, saw; dashed and in words where nobody knows
 * which way it looked, so that only what it may have seen can be drawn; and what its laser measured.
 */
export function SeenGround({ footage }: { footage: Footage }) {
  const t = useT()
  const shown = useShownView(footage)
  const errorM = footage.placement?.errorM ?? 0
  const isKnown = shown !== null && !shown.assumed.includes('attitude')
  const ring = useMemo(() => {
    if (!shown) return []
    return isKnown
      ? footprint(shown.view, shown.ground).ring
      : possibleGround(shown.view, shown.ground, errorM).ring
  }, [shown, isKnown, errorM])
  const { placement, target } = footage
  return (
    <>
      {ring.length > 0 ? (
        <Polygon
          positions={pairs(ring)}
          className={(isKnown ? styles.footprint : styles.maybeSeen) ?? ''}
          interactive={false}
        />
      ) : null}
      {ring.length > 0 && !isKnown ? <Words at={northmost(ring)} text={t('map.maybeSeen')} /> : null}
      {placement && errorM >= LEAST_ERROR_M ? (
        <Circle
          center={pair(placement.at)}
          radius={errorM}
          className={styles.placeError ?? ''}
          interactive={false}
        />
      ) : null}
      {target ? (
        <>
          {placement ? (
            <Polyline
              positions={pairs([placement.at, target.at])}
              className={styles.laser ?? ''}
              interactive={false}
            />
          ) : null}
          <Marker
            position={pair(target.at)}
            icon={symbolIcon(styles.laserTarget ?? '', 22, 'target', t('map.laserTarget'))}
            interactive={false}
            keyboard={false}
          />
          <Words
            at={target.at}
            text={
              target.distanceM === null
                ? t('map.laserTarget')
                : t('map.laserAt', { m: number(target.distanceM, 1) })
            }
            isBelow
          />
        </>
      ) : null}
    </>
  )
}

function Words({ at, text, isBelow = false }: { at: LatLon; text: string; isBelow?: boolean }) {
  return (
    <Marker
      position={pair(at)}
      interactive={false}
      keyboard={false}
      icon={markIcon(`${styles.seenWords} ${isBelow ? styles.below : ''}`, 0, text)}
    />
  )
}

const northmost = (ring: readonly LatLon[]): LatLon =>
  ring.reduce((best, at) => (at.lat > best.lat ? at : best), ring[0] as LatLon)

/** The view of a photo, or of the second of a clip that the moment stands at; at its beginning while it stands elsewhere. */
function useShownView(footage: Footage): FootageView | null {
  const ground = useGround(footage.flightId)
  const track = useDocument('flight.get', footage.flightId).data?.doc.track
  const views = useMemo(() => viewsOf(footage, track ?? [], ground), [footage, track, ground])
  const second = useStore(moment, ({ flightId, atMs }) => {
    const { takenAt, kind } = footage
    if (kind !== 'clip' || !takenAt || atMs === null || flightId !== footage.flightId) return 0
    return Math.max(0, Math.floor((atMs - takenAt.utcMs) / 1000))
  })
  return viewAt(views, second)
}
