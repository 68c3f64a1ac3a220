import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import type { Layer } from '../../../src/core/geo/layer.ts'
import { MAP_DATUMS, type MapDatum, toWgs84 } from '../../../src/core/geo/mapDatum.ts'
import type { Place } from '../../../src/core/geo/position.ts'
import { cornersOf } from '../../../src/core/terrain/heightGrid.ts'
import { api } from '../../api/client.ts'
import { useLayers, useReferred } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { changeLayer } from '../../desk/layers.ts'
import { attempt } from '../../desk/notices.ts'
import { layerKind } from './layerKind.ts'
import { ControlPoints } from './pictures/control/ControlPoints.tsx'
import { TilesQuestion } from '../../desk/questions/tilesQuestion.tsx'
import { selection } from '../../desk/selection.ts'
import { nameOf, withName } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, Select, Slider, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Facts } from '../../ui/layout.tsx'

/** Where a layer lies; null for an empty one. */
function placeOf({ source }: Layer): Place | null {
  if (source.kind === 'tiles') {
    const { datum = 'wgs84', south, west, north, east } = source
    const corners = [
      { lat: south, lon: west },
      { lat: north, lon: east },
    ]
    const coordinates = corners.map((corner): [number, number] => {
      const { lat, lon } = toWgs84(corner, datum)
      return [lon, lat]
    })
    return { type: 'MultiPoint', coordinates }
  }
  if (source.kind === 'picture')
    return { type: 'MultiPoint', coordinates: source.corners.map(({ lat, lon }) => [lon, lat]) }
  if (source.kind === 'elevation')
    return {
      type: 'MultiPoint',
      coordinates: cornersOf(source.terrain).map(({ lat, lon }) => [lon, lat]),
    }
  return source.features[0]?.geometry ?? null
}

/** A background layer: shown or not, how strong, and above which others. */
export function LayerInspector({ id }: { id: string }) {
  const t = useT()
  const { data: layers } = useLayers()
  const record = layers?.find(({ doc }) => doc.id === id)
  const source = record?.doc.source
  const picture = useReferred('footage.get', source?.kind === 'picture' ? source.footageId : null)
  if (!record) return <Empty words={layers ? t('app.gone') : t('app.opening')} />
  const { doc, version } = record
  const place = placeOf(doc)
  const relief = doc.source.kind === 'elevation' ? doc.source : null
  const tiles = doc.source.kind === 'tiles' ? doc.source : null
  const put = (change: Partial<Layer>): void => changeLayer(record, change)
  const putDatum = (datum: MapDatum): void =>
    changeLayer(record, ({ source }) => (source.kind === 'tiles' ? { source: { ...source, datum } } : {}))
  const putRelief = (change: { shade?: boolean; contours?: boolean }): void =>
    changeLayer(record, ({ source }) =>
      source.kind === 'elevation' ? { source: { ...source, ...change } } : {},
    )
  const orders = (layers ?? []).map((row) => row.doc.order)
  return (
    <div data-testid="layer">
      <Head title={nameOf(doc.name)} sub={<span>{t(layerKind(doc.source))}</span>}>
        {place ? (
          <Button look="primary" onPress={() => selection.getState().zoomTo(place)}>
            {t('layer.zoom')}
          </Button>
        ) : null}
        <Button
          icon={<ArrowUp size={16} aria-hidden />}
          label={t('layer.up')}
          onPress={() => put({ order: Math.max(...orders) + 1 })}
        />
        <Button
          icon={<ArrowDown size={16} aria-hidden />}
          label={t('layer.down')}
          onPress={() => put({ order: Math.min(...orders) - 1 })}
        />
        <Button
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          label={t('app.remove')}
          onPress={() =>
            void attempt(async () => {
              await write('layer.remove', { id, base: version }, 'edit.removeLayer')
              selection.getState().select(null)
            })
          }
        />
      </Head>
      <Body>
        {tiles && !tiles.datum && tiles.content !== 'vector' ? (
          <TilesQuestion source={tiles} tileUrl={api.tileUrl(id)} answer={(datum) => putDatum(datum)} />
        ) : null}
        <TextField
          label={t('layer.name')}
          value={nameOf(doc.name)}
          maxLength={200}
          commit={(text) => {
            if (text.trim() !== '') put({ name: withName(doc.name, text.trim()) })
          }}
        />
        <Checkbox label={t('layer.visible')} value={doc.visible} onChange={(visible) => put({ visible })} />
        <Slider label={t('layer.opacity')} value={doc.opacity} onChange={(opacity) => put({ opacity })} />
        {picture.doc && source?.kind === 'picture' ? (
          <ControlPoints
            key={id}
            layerId={id}
            url={api.mediaUrl(source.footageId)}
            control={source.control}
            onLaid={(laid) =>
              changeLayer(record, (now) =>
                now.source.kind === 'picture' ? { source: { ...now.source, ...laid } } : {},
              )
            }
          />
        ) : null}
        {relief ? (
          <>
            <Checkbox
              label={t('layer.shade')}
              value={relief.shade}
              onChange={(shade) => putRelief({ shade })}
              testId="relief-shade"
            />
            <Checkbox
              label={t('layer.contours')}
              value={relief.contours}
              onChange={(contours) => putRelief({ contours })}
              testId="relief-contours"
            />
          </>
        ) : null}
        {tiles ? (
          <Select
            label={t('datum.read')}
            value={tiles.datum ?? 'wgs84'}
            options={MAP_DATUMS.map((value) => ({ value, label: t(`datumName.${value}`) }))}
            onChange={(datum) => putDatum(datum)}
            testId="tiles-datum"
          />
        ) : null}
        <Facts
          items={
            doc.source.kind === 'tiles'
              ? [
                  [
                    t('layer.zooms'),
                    t('layer.zoomRange', { min: doc.source.minZoom, max: doc.source.maxZoom }),
                  ],
                  [t('field.source'), doc.source.attribution],
                ]
              : doc.source.kind === 'vector'
                ? [
                    [t('layer.features'), doc.source.features.length],
                    [t('field.source'), doc.source.from?.fileName ?? ''],
                    [t('datum.read'), doc.source.from ? t(`datumName.${doc.source.from.datum}`) : ''],
                  ]
                : doc.source.kind === 'elevation'
                  ? [
                      [t('terrain.source'), doc.source.terrain.source],
                      [t('terrain.datum'), t(`datum.${doc.source.terrain.datum}`)],
                      [t('terrain.samples'), `${doc.source.terrain.width} × ${doc.source.terrain.height}`],
                      [t('terrain.error'), t('unit.m', { value: doc.source.terrain.errorM })],
                    ]
                  : [
                      [
                        t('layerKind.picture'),
                        picture.isNotHere ? t('app.notHere') : (picture.doc?.fileName ?? null),
                      ],
                    ]
          }
        />
      </Body>
    </div>
  )
}
