import { type ReactNode, useState } from 'react'
import { featuresInWgs84 } from '../../../src/core/formats/inDatum.ts'
import { boxAround } from '../../../src/core/geo/box.ts'
import { frameAt } from '../../../src/core/geo/frame.ts'
import type { LayerFeature } from '../../../src/core/geo/layer.ts'
import { isShifted, MAP_DATUMS, type MapDatum } from '../../../src/core/geo/mapDatum.ts'
import type { LatLon, Ring } from '../../../src/core/geo/position.ts'
import type { Note } from '../../../src/core/units/note.ts'
import { useCall } from '../../api/hooks.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint } from '../../ui/layout.tsx'
import styles from './question.module.css'

type Question = { features: readonly LayerFeature[]; answer: (datum: MapDatum | null) => void }

/** Features of one file that are drawn in the question, at most: a picture needs no more. */
const MOST_DRAWN = 400
/** Sites this near to what a file draws stand in the picture, m. */
const NEAR_M = 1000
/** They are looked for within so many degrees: more than that in the longest degree where anybody flies. */
const NEAR_DEG = 0.03
const MOST_SITES = 100

/**
 * Asks what the coordinates of a file are measured in, with a picture of each reading beside the sites that are known.
 * Where the file says it, or the place is not in China, nobody is asked. Null: the person thought better of it.
 */
export function useDatumQuestion(): {
  ask: (features: readonly LayerFeature[], notes: readonly Note[]) => Promise<MapDatum | null>
  question: ReactNode
} {
  const [asked, setAsked] = useState<Question | null>(null)
  const ask = (features: readonly LayerFeature[], notes: readonly Note[]): Promise<MapDatum | null> => {
    const first = features[0] && positionsOf(features[0])[0]
    const isStated = notes.some(({ code }) => code === 'datum_stated')
    if (!first || isStated || !isShifted(first)) return Promise.resolve('wgs84')
    return new Promise((resolve) =>
      setAsked({
        features,
        answer: (datum) => {
          setAsked(null)
          resolve(datum)
        },
      }),
    )
  }
  return { ask, question: asked ? <DatumCards {...asked} /> : null }
}

function DatumCards({ features, answer }: Question) {
  const t = useT()
  const readings = MAP_DATUMS.map((datum) => ({
    datum,
    features: featuresInWgs84(features.slice(0, MOST_DRAWN), datum),
  }))
  const positions = readings.flatMap((reading) => reading.features.flatMap(positionsOf))
  const origin = positions[0] ?? { lat: 0, lon: 0 }
  const { toLocal } = frameAt(origin)
  const { data: sites } = useCall('site.within', { box: boxAround([origin], NEAR_DEG), limit: MOST_SITES })
  const near = (sites?.rows ?? [])
    .map(({ boundary }) => boundary)
    .filter((ring) => ring.some((corner) => Math.hypot(toLocal(corner).x, toLocal(corner).y) < NEAR_M))
  const box = boxOf([...positions, ...near.flat()].map(toLocal))
  return (
    <section className={styles.question} aria-label={t('datum.title')} data-testid="datum-question">
      <h3>{t('datum.title')}</h3>
      <Hint>{t(near.length > 0 ? 'datum.hint' : 'datum.hintAlone')}</Hint>
      <div className={styles.cards}>
        {readings.map(({ datum, features: drawn }) => (
          <Button key={datum} onPress={() => answer(datum)} testId={`datum-${datum}`}>
            <span className={styles.card}>
              <Picture drawn={drawn} sites={near} toLocal={toLocal} box={box} />
              <b>{t(`datumName.${datum}`)}</b>
              <small>{t(`datumFrom.${datum}`)}</small>
            </span>
          </Button>
        ))}
      </div>
      <Button look="quiet" onPress={() => answer(null)}>
        {t('app.discard')}
      </Button>
    </section>
  )
}

type Vec = { x: number; y: number }
type PictureProps = {
  drawn: readonly LayerFeature[]
  sites: readonly Ring[]
  toLocal: (at: LatLon) => Vec
  box: { x: number; y: number; size: number }
}

/** What the file draws, over the boundaries of known sites; the same window for every reading. */
function Picture({ drawn, sites, toLocal, box }: PictureProps) {
  const at = (position: LatLon): Vec => {
    const { x, y } = toLocal(position)
    return { x: ((x - box.x) / box.size) * 100, y: 100 - ((y - box.y) / box.size) * 100 }
  }
  const path = (line: readonly LatLon[], closed: boolean): string =>
    line
      .map((position, i) => `${i === 0 ? 'M' : 'L'}${at(position).x.toFixed(2)} ${at(position).y.toFixed(2)}`)
      .join('') + (closed ? 'Z' : '')
  return (
    <svg className={styles.picture} viewBox="0 0 100 100" aria-hidden>
      {sites.map((ring) => (
        <path key={`${ring[0]?.lat} ${ring[0]?.lon}`} className={styles.site} d={path(ring, true)} />
      ))}
      {drawn.map((feature, i) => {
        const isArea = feature.geometry.type === 'Polygon'
        return linesOf(feature).map((line, k) =>
          line.length === 1 && line[0] ? (
            <circle key={`${i}-${k}`} className={styles.dot} cx={at(line[0]).x} cy={at(line[0]).y} r={1.6} />
          ) : (
            <path key={`${i}-${k}`} className={styles.drawn} d={path(line, isArea)} />
          ),
        )
      })}
    </svg>
  )
}

function boxOf(places: readonly Vec[]): { x: number; y: number; size: number } {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of places) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  const size = Math.max(east - west, north - south, 50) * 1.12
  return { x: (west + east - size) / 2, y: (south + north - size) / 2, size }
}

/** The lines of a feature; a point is a line of one. */
function linesOf({ geometry }: LayerFeature): LatLon[][] {
  const place = ([lon, lat]: [number, number]): LatLon => ({ lat, lon })
  switch (geometry.type) {
    case 'Point':
      return [[place(geometry.coordinates)]]
    case 'MultiPoint':
      return geometry.coordinates.map((one) => [place(one)])
    case 'LineString':
      return [geometry.coordinates.map(place)]
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.map((line) => line.map(place))
  }
}

const positionsOf = (feature: LayerFeature): LatLon[] => linesOf(feature).flat()
