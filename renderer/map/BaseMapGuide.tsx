import { ArrowLeft, ArrowRight, Layers as LayersIcon, Plus, X } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useLayers, useWorkspace } from '../api/hooks.ts'
import { GUIDE_STEPS, guide } from '../desk/baseMapGuide.ts'
import { selection } from '../desk/selection.ts'
import { layerList } from '../desk/shown.ts'
import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { OnMap } from './leaflet/OnMap.tsx'
import { toolbox, useWorld } from './tools/toolbox.ts'
import { view } from './tools/tools.ts'
import styles from './baseMapGuide.module.css'

/** From an empty map to one's own in five steps; there by itself where there is no base map, and when it is asked for. */
export function BaseMapGuide() {
  const { data: layers } = useLayers()
  const { data: status } = useWorkspace()
  const isShown = useStore(guide, (state) => state.isShown)
  const world = useWorld()
  const isDrawing = useStore(toolbox, ({ state }) => view(state, world).isDrawing)
  // An empty workspace has its own first words.
  const isNeeded = layers?.length === 0 && status !== undefined && !status.empty
  useGoOnOnce(layers?.length)
  // Whoever draws needs the map.
  return (isShown ?? isNeeded) && !isDrawing ? <Steps /> : null
}

/** Whoever follows the guide and has just brought in a layer is past the steps that lead to it. */
function useGoOnOnce(count: number | undefined): void {
  const before = useRef(count)
  useEffect(() => {
    const { step, isShown, go } = guide.getState()
    const was = before.current
    before.current = count
    const isMore = was !== undefined && count !== undefined && count > was
    if (isShown && isMore && GUIDE_STEPS.indexOf(step) < GUIDE_STEPS.indexOf('datum')) go('datum')
  }, [count])
}

const Steps = memo(function Steps() {
  const t = useT()
  const { step, go, close } = useStore(guide)
  const at = GUIDE_STEPS.indexOf(step)
  const [before, after] = [GUIDE_STEPS[at - 1], GUIDE_STEPS[at + 1]]
  return (
    <OnMap className={styles.guide ?? ''}>
      <section aria-label={t('guide.title')} data-testid="base-map-guide" data-step={step}>
        <header>
          <h2>{t(`guide.${step}`)}</h2>
          <small>{t('guide.of', { n: at + 1, most: GUIDE_STEPS.length })}</small>
          <Button
            look="quiet"
            icon={<X size={16} aria-hidden />}
            label={t('app.close')}
            testId="guide-close"
            onPress={close}
          />
        </header>
        <p aria-live="polite">{t(`guide.${step}Hint`)}</p>
        <footer>
          <Button
            look="quiet"
            icon={<ArrowLeft size={16} aria-hidden />}
            label={t('guide.back')}
            isDisabled={!before}
            testId="guide-back"
            onPress={() => before && go(before)}
          />
          {step === 'add' ? (
            <Button
              look="primary"
              icon={<Plus size={16} aria-hidden />}
              testId="add-base-map"
              onPress={() => {
                selection.getState().enter('settings')
                selection.getState().compose({ kind: 'layer' })
              }}
            >
              {t('layer.new')}
            </Button>
          ) : null}
          {step === 'order' ? (
            <Button
              icon={<LayersIcon size={16} aria-hidden />}
              testId="guide-layers"
              onPress={() => layerList.setState({ isOpen: true })}
            >
              {t('map.layers')}
            </Button>
          ) : null}
          {after ? (
            <Button icon={<ArrowRight size={16} aria-hidden />} testId="guide-on" onPress={() => go(after)}>
              {t('guide.on')}
            </Button>
          ) : (
            <Button testId="guide-done" onPress={close}>
              {t('app.close')}
            </Button>
          )}
        </footer>
      </section>
    </OnMap>
  )
})
