import { Undo2, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { unfinished } from '../../desk/unfinished.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NextSide } from './NextSide.tsx'
import { nextOf } from './sketch.ts'
import type { View } from './tool.ts'
import styles from './toolLine.module.css'
import { send, toolbox, useWorld } from './toolbox.ts'
import { drawingOf, view } from './tools.ts'

/**
 * What the active tool asks for, in one line below the map: it covers nothing, and takes no press that is for the map.
 * Where something would be lost it asks what becomes of it.
 */
export function ToolLine() {
  const state = useStore(toolbox, (now) => now.state)
  const going = useStore(unfinished, (now) => now.going)
  const { strip } = view(state, useWorld())
  if (going) return <Leaving />
  return strip && <Prompt strip={strip} />
}

/** Gives the keyboard back to the map beside the line. */
const backToMap = (line: HTMLElement | null): void =>
  line?.parentElement?.querySelector<HTMLElement>('.leaflet-container')?.focus()

function Prompt({ strip: { promptKey, hintKey, buttons, next } }: { strip: NonNullable<View['strip']> }) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const drawing = useStore(toolbox, (now) => drawingOf(now.state))
  const said = `${t(promptKey)} · ${t(hintKey)}`
  return (
    <div ref={box} className={styles.drawStrip} data-testid="tool-line">
      <span className={styles.words} title={said}>
        <strong>{t(promptKey)}</strong> <span className={styles.hint}>{t(hintKey)}</span>
      </span>
      {next && drawing ? (
        <NextSide
          of={next}
          corners={drawing.points.length}
          from={drawing.points.at(-1) ?? null}
          to={nextOf(drawing)}
          onLeave={() => backToMap(box.current)}
        />
      ) : null}
      {buttons ? (
        <>
          <Button
            look="quiet"
            icon={<Undo2 size={18} aria-hidden />}
            label={t('tools.back')}
            isDisabled={!buttons.canGoBack}
            onPress={() => void send({ kind: 'back' })}
          />
          {buttons.canFinish ? (
            <Button look="primary" testId="finish-drawing" onPress={() => void send({ kind: 'finish' })}>
              {t('tools.finish')}
            </Button>
          ) : null}
        </>
      ) : null}
      <Button
        look="quiet"
        icon={<X size={18} aria-hidden />}
        label={t('tools.cancel')}
        onPress={() => void send({ kind: 'cancel' })}
      />
    </div>
  )
}

/** The question before something unfinished is lost. */
function Leaving() {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const { keep, discard } = unfinished.getState()
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('button')?.focus()
  }, [])
  return (
    <div
      ref={box}
      className={`${styles.drawStrip} ${styles.asks}`}
      role="alertdialog"
      aria-label={t('tools.unfinished')}
      data-testid="unfinished"
    >
      <strong className={styles.words}>{t('tools.unfinished')}</strong>
      <Button
        look="primary"
        testId="keep-drawing"
        onPress={() => {
          keep()
          backToMap(box.current)
        }}
      >
        {t('tools.keepDrawing')}
      </Button>
      <Button testId="discard-drawing" onPress={discard}>
        {t('tools.discard')}
      </Button>
    </div>
  )
}
