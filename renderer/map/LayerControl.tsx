import { ArrowDown, ArrowUp, Layers as LayersIcon, Plus, MapPlus } from 'lucide-react'
import { useStore } from 'zustand'
import { useLayers } from '../api/hooks.ts'
import { guide } from '../desk/baseMapGuide.ts'
import { changeLayer, swapLayers } from '../desk/layers.ts'
import { selection } from '../desk/selection.ts'
import { layerList, OVERLAYS, showOverlay, shown } from '../desk/shown.ts'
import { nameOf } from '../i18n/format.ts'
import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, Slider } from '../ui/fields.tsx'
import { OnMap } from './leaflet/OnMap.tsx'
import styles from './layerControl.module.css'

/** All that lies on the map as one list, from what lies on top: what is switched by itself, then the backgrounds. */
export function LayerControl() {
  const t = useT()
  const open = useStore(layerList, (state) => state.isOpen)
  const overlays = useStore(shown)
  const hidden = OVERLAYS.filter((name) => !overlays[name]).length
  return (
    <OnMap className={styles.layerControl ?? ''}>
      <Button
        icon={<LayersIcon size={18} aria-hidden />}
        onPress={() => layerList.setState({ isOpen: !open })}
        pressed={open}
        testId="layers"
      >
        {t('map.layers')}
        {hidden > 0 ? <small>{t('map.hiddenN', { n: hidden })}</small> : null}
      </Button>
      {open ? (
        <div className={styles.layerList} data-testid="layer-list">
          <h2>{t('map.overlays')}</h2>
          {OVERLAYS.map((name) => (
            <Checkbox
              key={name}
              label={t(`overlay.${name}`)}
              value={overlays[name]}
              onChange={(isShown) => showOverlay(name, isShown)}
              testId={`overlay-${name}`}
            />
          ))}
          <Backgrounds />
        </div>
      ) : null}
    </OnMap>
  )
}

/** The backgrounds, the uppermost first: each shown or not, how strong, and above which others. */
function Backgrounds() {
  const t = useT()
  const { data: layers } = useLayers()
  const fromTop = [...(layers ?? [])].reverse()
  return (
    <>
      <h2>{t('map.backgrounds')}</h2>
      {layers?.length === 0 ? <p>{t('map.noLayers')}</p> : null}
      <ul className={styles.backgrounds}>
        {fromTop.map((record, i) => {
          const { id, visible, opacity } = record.doc
          const name = nameOf(record.doc.name)
          const [above, below] = [fromTop[i - 1], fromTop[i + 1]]
          return (
            <li key={id} data-testid="background">
              <Checkbox
                label={name}
                value={visible}
                onChange={(next) => changeLayer(record, { visible: next })}
              />
              <Slider
                label={t('map.opacityOf', { name })}
                isBare
                value={opacity}
                onChange={(next) => changeLayer(record, { opacity: next })}
              />
              <Button
                look="quiet"
                icon={<ArrowUp size={16} aria-hidden />}
                label={t('map.higher', { name })}
                isDisabled={!above}
                onPress={() => above && swapLayers(record, above)}
              />
              <Button
                look="quiet"
                icon={<ArrowDown size={16} aria-hidden />}
                label={t('map.lower', { name })}
                isDisabled={!below}
                onPress={() => below && swapLayers(below, record)}
              />
            </li>
          )
        })}
      </ul>
      <Button
        icon={<Plus size={16} aria-hidden />}
        onPress={() => {
          selection.getState().enter('settings')
          selection.getState().compose({ kind: 'layer' })
        }}
      >
        {t('layer.new')}
      </Button>
      <Button
        look="quiet"
        icon={<MapPlus size={16} aria-hidden />}
        onPress={() => guide.getState().show()}
        testId="show-guide"
      >
        {t('guide.title')}
      </Button>
    </>
  )
}
