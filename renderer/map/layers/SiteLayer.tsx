import { Circle, Marker, Polygon, Polyline, useMap, useMapEvents } from 'react-leaflet'
import { useState } from 'react'
import { useStore } from 'zustand'
import { middleOf } from '../../../src/core/geo/middle.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { assetMiddle } from '../../../src/core/site/assetMiddle.ts'
import type { Asset, Site } from '../../../src/core/site/site.ts'
import { volumesOf } from '../../../src/core/site/volumes.ts'
import { useSites } from '../../api/hooks.ts'
import { useEditedSite } from '../../desk/edited.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { pair, pairs } from '../leaflet/latlng.ts'
import { placeLabels } from './labels.ts'
import { markIcon } from '../leaflet/marks.ts'
import { chooses } from '../tools/toolbox.ts'
import styles from './siteLayer.module.css'

/** From this zoom on assets carry their names. */
const ASSET_NAMES_ZOOM = 16.5

/** Sites with their names, and the assets in them with their explosion zones. */
export function SiteLayer() {
  useT()
  const { data: sites } = useSites()
  const edited = useEditedSite()
  const map = useMap()
  const [zoom, setZoom] = useState(map.getZoom())
  useMapEvents({ zoomend: () => setZoom(map.getZoom()) })
  const named =
    zoom >= ASSET_NAMES_ZOOM
      ? assetNames(
          (sites ?? []).map(({ doc }) => doc),
          (at) => map.project(pair(at), zoom),
        )
      : NO_NAMES
  return (
    <>
      {(sites ?? []).map(({ doc }) => {
        const site = edited?.site.id === doc.id ? edited.site : doc
        return <OneSite key={doc.id} site={site} named={zoom >= 13} names={named} />
      })}
    </>
  )
}

const NO_NAMES: ReadonlySet<string> = new Set()

/** Which assets can carry their names without one lying on another; the tallest come first. */
function assetNames(
  sites: readonly Site[],
  project: (at: LatLon) => { x: number; y: number },
): ReadonlySet<string> {
  const siteNames = sites.map((site) => ({
    key: site.id,
    ...project(middleOf(site.boundary)),
    text: nameOf(site.name),
  }))
  const assets = sites.flatMap((site) =>
    [...site.assets]
      .sort((a, b) => b.heightM - a.heightM)
      .map((asset) => ({
        key: `${site.id} ${asset.id}`,
        ...project(assetMiddle(asset)),
        text: nameOf(asset.name),
      })),
  )
  return placeLabels([...siteNames, ...assets.map(({ key, x, y, text }) => ({ key, x, y: y + 14, text }))])
}

function OneSite({ site, named, names }: { site: Site; named: boolean; names: ReadonlySet<string> }) {
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
          position={pair(middleOf(site.boundary))}
          interactive={false}
          keyboard={false}
          icon={markIcon(styles.siteLabel ?? '', 0, nameOf(site.name))}
        />
      ) : null}
    </>
  )
}

function OneAsset({ site, asset, named }: { site: Site; asset: Asset; named: boolean }) {
  const { footing } = asset
  const handlers = chooses({ of: 'thing', selected: { kind: 'asset', id: site.id, partId: asset.id } })
  const options = { className: `${styles.asset} ${styles[`asset_${asset.kind}`] ?? ''}` }
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
          center={pair(footing.at)}
          radius={Math.max(2, footing.radiusM)}
          {...options}
          eventHandlers={handlers}
        />
      ) : footing.kind === 'area' ? (
        <Polygon positions={pairs(footing.ring)} {...options} eventHandlers={handlers} />
      ) : (
        <Polyline positions={pairs(footing.path)} {...options} fill={false} eventHandlers={handlers} />
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
