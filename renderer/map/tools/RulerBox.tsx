import { useStore } from 'zustand'
import { areaM2, lengthM, sideOf, sidesOf } from '../../../src/core/geo/measures.ts'
import { groundAlong } from '../../../src/core/terrain/along.ts'
import { useEditedMission } from '../../desk/edited.ts'
import { area, degrees, measuredLength, number } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { withNext } from './sketch.ts'
import { toolbox } from './toolbox.ts'
import { drawingOf } from './tools.ts'
import styles from './rulerBox.module.css'

const WIDTH = 220
const HEIGHT = 44

/** What the ruler measures, in a corner of the map that lets every press through: distance, direction, area, ground. */
export function RulerBox() {
  const t = useT()
  const points = useStore(toolbox, ({ state }) => (state.tool === 'ruler' ? drawingOf(state) : null))
  const terrain = useEditedMission()?.mission.terrain ?? null
  if (!points) return null
  const places = withNext(points)
  const [first, last] = [places[0], places.at(-1)]
  if (!first || !last || places.length < 2) return null
  const squareM = areaM2(places)
  return (
    <div className={styles.box} data-testid="ruler">
      <p>
        {t('ruler.length', { length: measuredLength(lengthM(sidesOf(places, false))) })}
        {' · '}
        {t('ruler.bearing', { bearing: degrees(sideOf(first, last).bearingDeg) })}
      </p>
      {squareM > 0 ? <p>{t('ruler.area', { area: area(squareM) })}</p> : null}
      {terrain ? (
        <Ground heights={groundAlong(terrain, places)} />
      ) : (
        <p className={styles.faint}>{t('ruler.noGround')}</p>
      )}
    </div>
  )
}

/** The ground along the way, from the side. */
function Ground({ heights }: { heights: readonly (number | null)[] }) {
  const t = useT()
  const known = heights.filter((height): height is number => height !== null)
  if (known.length < 2) return <p className={styles.faint}>{t('ruler.noGround')}</p>
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const step = WIDTH / (heights.length - 1)
  const line = heights
    .map((height, i) =>
      height === null
        ? null
        : `${(i * step).toFixed(1)} ${(HEIGHT - 2 - ((height - low) / Math.max(1, high - low)) * (HEIGHT - 4)).toFixed(1)}`,
    )
    .filter((at) => at !== null)
  return (
    <>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('ruler.profile')}
        data-testid="ruler-ground"
      >
        <polygon points={`0 ${HEIGHT} ${line.join(' ')} ${WIDTH} ${HEIGHT}`} className={styles.ground} />
        <polyline points={line.join(' ')} className={styles.line} />
      </svg>
      <p className={styles.faint}>
        {t('ruler.ground', {
          low: number(low, 1),
          high: number(high, 1),
          between: number((known.at(-1) ?? 0) - (known[0] ?? 0), 1),
        })}
      </p>
    </>
  )
}
