import { Maximize2, Minimize2, ZoomIn, ZoomOut } from 'lucide-react'
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useStore } from 'zustand'
import { commands } from '../../../desk/commands.ts'
import { LARGE_KEY } from '../../../desk/reviewKeys.ts'
import { stage } from './stage.ts'
import { picking } from '../../../desk/editing/pick.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Row } from '../../../ui/layout.tsx'
import { Magnified } from './magnified.ts'
import styles from './stage.module.css'
import { FIT, movedBy, type Zoom, zoomedAt } from '../../../ui/zoom.ts'

const STEP = 1.5
/** A player's own controls stand here: a drag that begins on them is theirs, px. */
const CONTROLS_PX = 70

/** A picture where it stands, or large over the map, where the wheel magnifies it and a drag moves it. */
export function OnStage({ children, isDrawing }: { children: ReactNode; isDrawing: boolean }) {
  const t = useT()
  const isLarge = useStore(stage, (state) => state.isLarge)
  const element = useStore(stage, (state) => state.element)
  // Whoever waits for a place on the map needs the map.
  const isPicking = useStore(picking, (state) => state.question !== null)
  useLargeKeys()
  if (!isLarge || !element || isPicking)
    return (
      <>
        {children}
        <Row>
          <Button
            look="quiet"
            icon={<Maximize2 size={16} aria-hidden />}
            onPress={() => stage.getState().setLarge(true)}
            testId="picture-large"
          >
            {t('stage.large')}
          </Button>
        </Row>
      </>
    )
  return createPortal(<Large isDrawing={isDrawing}>{children}</Large>, element)
}

function Large({ children, isDrawing }: { children: ReactNode; isDrawing: boolean }) {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const [zoom, setZoom] = useState<Zoom>(FIT)
  const drag = useRef<{ x: number; y: number } | null>(null)
  const size = () => frame.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
  const step = (factor: number): void => setZoom((now) => zoomedAt(now, factor, { x: 0, y: 0 }, size()))
  useEffect(() => {
    const box = frame.current
    if (!box) return undefined
    // React listens to wheels passively: the page would scroll as well.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const { left, top, width, height } = box.getBoundingClientRect()
      const at = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 }
      setZoom((now) => zoomedAt(now, Math.exp(-event.deltaY / 400), at, { width, height }))
    }
    box.addEventListener('wheel', onWheel, { passive: false })
    return () => box.removeEventListener('wheel', onWheel)
  }, [])
  const begin = (event: PointerEvent<HTMLElement>): void => {
    const isOnControls = event.target instanceof HTMLVideoElement && isLow(event)
    if (!isDrawing && !isOnControls && zoom.scale > 1) drag.current = { x: event.clientX, y: event.clientY }
  }
  const move = (event: PointerEvent<HTMLElement>): void => {
    const from = drag.current
    if (!from) return
    drag.current = { x: event.clientX, y: event.clientY }
    setZoom((now) => movedBy(now, { x: event.clientX - from.x, y: event.clientY - from.y }, size()))
  }
  const end = (): void => {
    drag.current = null
  }
  return (
    <div className={styles.large} data-testid="stage">
      <div
        ref={frame}
        className={styles.frame}
        data-zoomed={zoom.scale > 1 || undefined}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerLeave={end}
      >
        <div
          className={styles.moved}
          style={{ transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` }}
        >
          <Magnified value={zoom.scale > 1}>{children}</Magnified>
        </div>
      </div>
      <div className={styles.tools} role="toolbar" aria-label={t('stage.tools')}>
        <Button
          icon={<ZoomOut size={18} aria-hidden />}
          label={t('stage.out')}
          onPress={() => step(1 / STEP)}
        />
        <Button onPress={() => setZoom(FIT)} testId="stage-fit">
          {t('stage.fit')}
        </Button>
        <Button
          icon={<ZoomIn size={18} aria-hidden />}
          label={t('stage.in')}
          onPress={() => step(STEP)}
          testId="stage-in"
        />
        <Button
          icon={<Minimize2 size={18} aria-hidden />}
          onPress={() => stage.getState().setLarge(false)}
          testId="stage-close"
        >
          {t('stage.map')}
        </Button>
      </div>
    </div>
  )
}

const isLow = (event: PointerEvent<HTMLElement>): boolean =>
  event.target instanceof HTMLElement &&
  event.target.getBoundingClientRect().bottom - event.clientY < CONTROLS_PX

/** Z shows the picture large and the map again; Escape shows the map. */
function useLargeKeys(): void {
  useEffect(() => {
    const isLarge = () => stage.getState().isLarge
    return commands.getState().register([
      {
        id: 'footage.large',
        labelKey: 'stage.toggle',
        keys: [LARGE_KEY],
        available: () => true,
        whyNot: () => null,
        run: () => stage.getState().setLarge(!isLarge()),
      },
      {
        id: 'footage.small',
        labelKey: 'stage.map',
        keys: ['Escape'],
        available: isLarge,
        whyNot: () => (isLarge() ? null : ('stage.notLarge' as const)),
        run: () => stage.getState().setLarge(false),
      },
    ])
  }, [])
}
