import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { beforeAfter, stepped } from '../../../src/core/finding/beforeAfter.ts'
import type { Sighting } from '../../../src/core/finding/finding.ts'
import { comparing } from '../../desk/comparing.ts'
import { MakeReport } from '../../desk/MakeReport.tsx'
import { selection } from '../../desk/selection.ts'
import { useDocument } from '../../api/hooks.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'
import type { FindingDetail } from './findingDetail.ts'
import { Laid, type LaidMode } from './laid/Laid.tsx'
import { Side } from './Side.tsx'
import styles from './beforeAfter.module.css'

/** In the place of the map: what a finding looked like at first beside what it looked like later. */
export function BeforeAfter({ className }: { className: string | undefined }) {
  const t = useT()
  const findingId = useStore(comparing, (state) => state.findingId)
  const isComposing = useStore(selection, ({ composing }) => composing !== null)
  const { data } = useDocument('finding.get', findingId)
  // What is made meanwhile may need a place on the map.
  if (findingId === null || isComposing) return null
  return (
    <section className={className} aria-label={t('beforeAfter.title')} data-testid="before-after">
      {data ? <Compared key={findingId} detail={data} /> : <Empty words={t('app.opening')} />}
    </section>
  )
}

/** How two sightings are compared; each has its digit as a key. */
const MODES = ['sides', 'slider', 'blink', 'difference'] as const satisfies readonly ('sides' | LaidMode)[]
type Mode = (typeof MODES)[number]

const close = (): void => comparing.setState({ findingId: null })

function Compared({ detail }: { detail: FindingDetail }) {
  const t = useT()
  const sightings = detail.history.map(({ doc }) => doc)
  const first = beforeAfter(sightings)
  // A side that nobody has chosen follows what is newest.
  const [chosen, choose] = useState<{ before?: number; after?: number }>({})
  const [mode, setMode] = useState<Mode>('sides')
  const view = useRef<HTMLDivElement>(null)
  useEffect(() => view.current?.focus({ preventScroll: true }), [])
  const count = first?.inOrder.length ?? 0
  const before = Math.min(chosen.before ?? first?.before ?? 0, Math.max(0, count - 1))
  const after = Math.min(chosen.after ?? first?.after ?? 0, Math.max(0, count - 1))
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (event.key === 'Escape') close()
    else if (MODES[Number(event.key) - 1] !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey)
      setMode(MODES[Number(event.key) - 1] ?? 'sides')
    else if (event.key === 'Home') choose({ ...chosen, after: 0 })
    else if (event.key === 'End') choose({ ...chosen, after: count - 1 })
    else if (by !== 0 && event.shiftKey) choose({ ...chosen, before: stepped(before, by, count) })
    else if (by !== 0) choose({ ...chosen, after: stepped(after, by, count) })
    else return
    event.preventDefault()
  }
  const [left, right] = [first?.inOrder[before], first?.inOrder[after]]
  const canReport = Boolean(left?.footageId || right?.footageId)
  const canLie = Boolean(left?.footageId && right?.footageId)
  return (
    // Its keys are those of the whole view: the pictures are no controls of their own.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={view}
      className={styles.view}
      role="group"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('beforeAfter.title')}
      onKeyDown={onKeyDown}
      data-testid="compared"
    >
      <header className={styles.title}>
        <h2>
          {t('beforeAfter.title')} <Named>{detail.doc.title}</Named>
        </h2>
        <div className={styles.modes} role="group" aria-label={t('laid.how')}>
          {MODES.map((one) => (
            <Button
              key={one}
              look={mode === one ? 'plain' : 'quiet'}
              pressed={mode === one}
              onPress={() => setMode(one)}
              testId={`compare-${one}`}
            >
              {t(`laid.mode.${one}`)}
            </Button>
          ))}
        </div>
        <Button icon={<X size={16} aria-hidden />} onPress={close} testId="compare-close">
          {t('stage.map')}
        </Button>
      </header>
      {first && left && right ? (
        <>
          {mode === 'sides' ? (
            <div className={styles.sides}>
              <Side which="before" sighting={left} no={before + 1} count={count} />
              <Side which="after" sighting={right} no={after + 1} count={count} />
            </div>
          ) : canLie ? (
            <Laid key={`${left.id} ${right.id}`} before={left} after={right} mode={mode} />
          ) : (
            <Empty words={t('laid.noPictures')} />
          )}
          {canReport ? (
            <details className={styles.report} data-testid="compare-report">
              <summary>{t('report.beforeAfter')}</summary>
              <MakeReport
                key={`${left.id} ${right.id}`}
                of={{ kind: 'beforeAfter', id: detail.doc.id, beforeId: left.id, afterId: right.id }}
              />
            </details>
          ) : null}
          <Steps
            sightings={first.inOrder}
            before={before}
            after={after}
            onAfter={(to) => choose({ ...chosen, after: to })}
          />
        </>
      ) : (
        <Empty words={t('beforeAfter.one')} />
      )}
    </div>
  )
}

/** All sightings in their order, to choose the later side from; the keys are said beside them. */
function Steps(props: {
  sightings: readonly Sighting[]
  before: number
  after: number
  onAfter: (to: number) => void
}) {
  const t = useT()
  return (
    <footer className={styles.steps}>
      {props.sightings.map((one, i) => (
        <Button
          key={one.id}
          look={i === props.before ? 'plain' : 'quiet'}
          pressed={i === props.after}
          onPress={() => props.onAfter(i)}
          testId="compare-step"
        >
          {t('beforeAfter.step', { n: i + 1, outcome: t(`outcome.${one.outcome}`) })}
        </Button>
      ))}
      <span className={styles.keys}>{t('beforeAfter.keys')}</span>
    </footer>
  )
}
