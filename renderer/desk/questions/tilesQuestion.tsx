import type { Layer } from '../../../src/core/geo/layer.ts'
import { isShifted, MAP_DATUMS, type MapDatum } from '../../../src/core/geo/mapDatum.ts'
import type { LatLon, Ring } from '../../../src/core/geo/position.ts'
import { type GridPixel, pixelOf, sourcePixel, TILE_PX } from '../../../src/core/geo/webMercator.ts'
import { useCall } from '../../api/hooks.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint } from '../../ui/layout.tsx'
import styles from './question.module.css'

type Tiles = Extract<Layer['source'], { kind: 'tiles' }>

/** No more sites than these are asked for: one in the tiles is enough to compare with. */
const MOST_SITES = 20
/** Tiles of no closer zoom are too coarse to tell: there the shift is some pixels. */
const TELLING_ZOOM = 11
/** The picture reaches so far about the site, in sizes of it, and no less than so many pixels of the source. */
const ABOUT = 2.5
const LEAST_PX = 24
/** The zoom at which a picture is made shows it in so many pixels or more. */
const SHARP_PX = 300

/**
 * Asks what the grid of tiles is measured in, with a known site drawn over them as each reading would have it. Nothing
 * where the answer makes no difference.
 */
export function TilesQuestion({
  source,
  tileUrl,
  answer,
}: {
  source: Tiles
  /** Where the tiles are fetched, with `{z}`, `{x}` and `{y}`. */
  tileUrl: string
  answer: (datum: MapDatum) => void
}) {
  const t = useT()
  const { south, west, north, east } = source
  const { data: sites } = useCall('site.within', { box: { south, west, north, east }, limit: MOST_SITES })
  if (!sites || source.maxZoom < TELLING_ZOOM) return null
  const site = sites.rows.map(({ boundary }) => boundary).find(([corner]) => corner && isShifted(corner))
  if (!site && !isShifted({ lat: (south + north) / 2, lon: (west + east) / 2 })) return null
  return (
    <section className={styles.question} aria-label={t('datum.tilesTitle')} data-testid="tiles-question">
      <h3>{t('datum.tilesTitle')}</h3>
      <Hint>{t(site ? 'datum.tilesHint' : 'datum.hintAlone')}</Hint>
      <div className={styles.cards}>
        {MAP_DATUMS.map((datum) => (
          <Button key={datum} onPress={() => answer(datum)} testId={`tiles-${datum}`}>
            <span className={styles.card}>
              {site ? <Picture site={site} source={source} tileUrl={tileUrl} datum={datum} /> : null}
              <b>{t(`datumName.${datum}`)}</b>
              <small>{t(`datumFrom.${datum}`)}</small>
            </span>
          </Button>
        ))}
      </div>
    </section>
  )
}

/** A site's boundary over the tiles, where it would lie if their grid were measured in this datum. */
function Picture(props: { site: Ring; source: Tiles; tileUrl: string; datum: MapDatum }) {
  const { site, source, tileUrl, datum } = props
  const zoom = zoomFor(site, source)
  const drawn = site.map((corner) => sourcePixel(pixelOf(corner, zoom), zoom, datum))
  const { x, y, size } = boxAbout(drawn, ABOUT)
  const tiles: GridPixel[] = []
  for (let row = Math.floor(y / TILE_PX); row * TILE_PX < y + size; row++)
    for (let column = Math.floor(x / TILE_PX); column * TILE_PX < x + size; column++)
      tiles.push({ x: column, y: row })
  const at = (place: GridPixel) => `${(place.x - x).toFixed(2)} ${(place.y - y).toFixed(2)}`
  return (
    <svg className={styles.picture} viewBox={`0 0 ${size} ${size}`} aria-hidden>
      {tiles.map((tile) => (
        <image
          key={`${tile.x} ${tile.y}`}
          href={tileUrl.replace('{z}', `${zoom}`).replace('{x}', `${tile.x}`).replace('{y}', `${tile.y}`)}
          x={tile.x * TILE_PX - x}
          y={tile.y * TILE_PX - y}
          width={TILE_PX}
          height={TILE_PX}
          // There need not be one.
          onError={(event) => (event.currentTarget.style.visibility = 'hidden')}
        />
      ))}
      <path
        className={styles.outline}
        d={`M${drawn.map(at).join('L')}Z`}
        style={{ strokeWidth: size / 60 }}
      />
    </svg>
  )
}

/** The farthest zoom of the source at which the picture is sharp. */
function zoomFor(site: readonly LatLon[], { minZoom, maxZoom }: Tiles): number {
  const { size } = boxAbout(
    site.map((corner) => pixelOf(corner, 0)),
    ABOUT,
    0,
  )
  const wanted = size > 0 ? Math.ceil(Math.log2(SHARP_PX / size)) : maxZoom
  return Math.max(minZoom, Math.min(maxZoom, wanted))
}

/** The square about places that is so many times as large as they are. */
function boxAbout(
  places: readonly GridPixel[],
  times: number,
  least = LEAST_PX,
): { x: number; y: number; size: number } {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)]
  const [west, east] = [Math.min(...xs), Math.max(...xs)]
  const [north, south] = [Math.min(...ys), Math.max(...ys)]
  const size = Math.max(least, Math.max(east - west, south - north) * times)
  return { x: (west + east - size) / 2, y: (north + south - size) / 2, size }
}
