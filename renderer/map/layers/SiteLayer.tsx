import { Circle, Marker, Polygon, Polyline, useMap, useMapEvents } from 'react-leaflet'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { assetMiddle } from '../../../src/core/site/assetMiddle.ts'
import type { Asset, Site } from '../../../src/core/site/site.ts'
import { volumesOf } from '../../../src/core/site/volumes.ts'
import type { SiteRow } from '../../../src/contract/index.ts'
import { useCall } from '../../api/hooks.ts'
import { useEditedSite } from '../../desk/edited.ts'
import { assetKey, assetsChosen } from '../../desk/editing/pick.ts'
import { type AssetPlace, MOST_DRAWN, onMap } from '../../desk/onMap.ts'
import { selection } from '../../desk/selection.ts'
import { shown } from '../../desk/shown.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { pair, pairs } from '../leaflet/latlng.ts'
import { useBox } from '../leaflet/useBox.ts'
import { useTellMore } from './useTellMore.ts'
import { placeLabels, SITE_NAMES_ZOOM, siteNamePlace, siteNames } from './labels.ts'
import { markIcon } from '../leaflet/marks.ts'
import { chooses } from '../tools/toolbox.ts'
import styles from './siteLayer.module.css'

/** From this zoom on assets carry their names. */
const ASSET_NAMES_ZOOM = 16.5
/** No more assets than these are drawn at a time: of a view that has more only the boundaries are. */
const MOST_ASSETS = 300
const MOST_WITH_ASSETS = 40

type Drawn = Pick<Site, 'id' | 'name' | 'boundary' | 'assets'>

/** The sites of the view, and their assets where there are not too many of them to be told apart. */
function useDrawn(): { sites: readonly Drawn[]; dots: readonly number[] } {
  const edited = useEditedSite()?.site
  const { data } = useCall('site.within', { box: useBox(), limit: MOST_DRAWN.sites })
  useTellMore('sites', data?.isMore)
  useEffect(() => onMap.setState({ sites: data?.rows ?? [] }), [data])
  const ids = useMemo(() => withFewAssets(data?.rows ?? []), [data])
  const { data: whole } = useCall('site.some', { ids }, ids.length > 0)
  const sites = useMemo(() => {
    const assets = new Map(ids.length === 0 ? [] : whole?.map(({ doc }) => [doc.id, doc.assets]))
    return (data?.rows ?? []).map((row) =>
      edited?.id === row.id
        ? edited
        : { id: row.id, name: row.name, boundary: row.boundary, assets: assets.get(row.id) ?? [] },
    )
  }, [data, edited, ids, whole])
  useEffect(() => onMap.setState({ assets: sites.flatMap(assetPlacesOf) }), [sites])
  return { sites, dots: data?.dots ?? [] }
}

const assetPlacesOf = ({ id: siteId, assets }: Drawn): AssetPlace[] =>
  assets.map(({ footing }) =>
    footing.kind === 'point'
      ? { siteId, points: [footing.at], closed: false }
      : footing.kind === 'area'
        ? { siteId, points: footing.ring, closed: true }
        : { siteId, points: footing.path, closed: false },
  )

/** The sites whose assets are drawn: all that have any, or none. */
function withFewAssets(rows: readonly SiteRow[]): string[] {
  const assets = rows.reduce((sum, row) => sum + row.assets, 0)
  const isCrowded = assets > MOST_ASSETS || rows.length > MOST_WITH_ASSETS
  return isCrowded ? [] : rows.filter((row) => row.assets > 0).map(({ id }) => id)
}

/** Sites with their names, and the assets in them with their explosion zones. */
export function SiteLayer() {
  useT()
  const { sites, dots } = useDrawn()
  const map = useMap()
  const [zoom, setZoom] = useState(map.getZoom())
  useMapEvents({ zoomend: () => setZoom(map.getZoom()) })
  const hasNames = useStore(shown, (state) => state.labels)
  const named =
    hasNames && zoom >= ASSET_NAMES_ZOOM ? assetNames(sites, (at) => map.project(pair(at), zoom)) : NO_NAMES
  return (
    <>
      {dots.length > 0 ? <Dots dots={dots} /> : null}
      {sites.map((site) => (
        <OneSite key={site.id} site={site} named={hasNames && zoom >= SITE_NAMES_ZOOM} names={named} />
      ))}
    </>
  )
}

const NO_NAMES: ReadonlySet<string> = new Set()

/** Which assets can carry their names without one lying on another; the tallest come first. */
function assetNames(
  sites: readonly Drawn[],
  project: (at: LatLon) => { x: number; y: number },
): ReadonlySet<string> {
  const named = sites.map(({ id, name, boundary }) => ({ id, text: nameOf(name), boundary }))
  const assets = sites.flatMap((site) =>
    [...site.assets]
      .sort((a, b) => b.heightM - a.heightM)
      .map((asset) => ({
        key: `${site.id} ${asset.id}`,
        ...project(assetMiddle(asset)),
        text: nameOf(asset.name),
      })),
  )
  return placeLabels([
    ...siteNames(named, project),
    ...assets.map(({ key, x, y, text }) => ({ key, x, y: y + 14, text })),
  ])
}

/** Where further sites are: one line of strokes without a length, whose round ends are the dots. */
function Dots({ dots }: { dots: readonly number[] }) {
  const positions = useMemo(
    () =>
      Array.from({ length: dots.length / 2 }, (_, i): [number, number][] => {
        const at: [number, number] = [(dots[2 * i] ?? 0) / 1e7, (dots[2 * i + 1] ?? 0) / 1e7]
        return [at, at]
      }),
    [dots],
  )
  return (
    <Polyline
      positions={positions}
      className={styles.dots ?? ''}
      lineCap="round"
      noClip
      interactive={false}
    />
  )
}

function OneSite({ site, named, names }: { site: Drawn; named: boolean; names: ReadonlySet<string> }) {
  const chosen = useStore(selection, ({ selected }) => selected?.id === site.id)
  return (
    <>
      <Polygon
        key={chosen ? 'chosen' : 'plain'}
        positions={pairs(site.boundary)}
        className={`${styles.site} ${chosen ? styles.chosen : ''}`}
        eventHandlers={chooses({ of: 'thing', selected: { kind: 'site', id: site.id } })}
      />
      {site.assets.map((asset) => (
        <OneAsset key={asset.id} site={site} asset={asset} named={names.has(`${site.id} ${asset.id}`)} />
      ))}
      {named ? (
        <Marker
          position={pair(siteNamePlace(site.boundary))}
          interactive={false}
          keyboard={false}
          icon={markIcon(styles.siteLabel ?? '', 0, nameOf(site.name))}
        />
      ) : null}
    </>
  )
}

function OneAsset({ site, asset, named }: { site: Drawn; asset: Asset; named: boolean }) {
  const { footing } = asset
  const handlers = chooses({ of: 'thing', selected: { kind: 'asset', id: site.id, partId: asset.id } })
  const isChosen = useStore(assetsChosen, ({ keys }) => keys?.has(assetKey(site.id, asset.id)) ?? false)
  // Another look is another path: Leaflet gives a class once.
  const key = String(isChosen)
  const options = {
    className: `${styles.asset} ${styles[`asset_${asset.kind}`] ?? ''} ${isChosen ? styles.chosenAsset : ''}`,
  }
  const place = assetMiddle(asset)
  return (
    <>
      {volumesOf(asset).map(({ what, reachM }) => (
        <Circle
          key={what}
          center={pair(place)}
          radius={reachM + (footing.kind === 'point' ? footing.radiusM : 0)}
          interactive={false}
          className={(what === 'explosion' ? styles.explosion : styles.noOverflight) ?? ''}
        />
      ))}
      {footing.kind === 'point' ? (
        <Circle
          key={key}
          center={pair(footing.at)}
          radius={Math.max(2, footing.radiusM)}
          {...options}
          eventHandlers={handlers}
        />
      ) : footing.kind === 'area' ? (
        <Polygon key={key} positions={pairs(footing.ring)} {...options} eventHandlers={handlers} />
      ) : (
        <Polyline
          key={key}
          positions={pairs(footing.path)}
          {...options}
          fill={false}
          eventHandlers={handlers}
        />
      )}
      {named ? (
        <Marker
          position={pair(place)}
          interactive={false}
          keyboard={false}
          icon={markIcon(styles.assetLabel ?? '', 0, nameOf(asset.name))}
        />
      ) : null}
    </>
  )
}
