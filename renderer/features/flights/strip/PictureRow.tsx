import { Video } from 'lucide-react'
import { memo, useEffect, useLayoutEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { panels } from '../../../desk/panels.ts'
import { selection } from '../../../desk/selection.ts'
import { clock } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { cx } from '../../../ui/cx.ts'
import { Poster } from './Poster.tsx'
import styles from './pictureRow.module.css'
import { neutral } from '../../../../src/core/units/shown.ts'

/** Beside the time of a picture that was looked at: signs, not colours. */
const REVIEW_SIGNS = { nothing: '✓', finding: '!', unclear: '?' } as const

/** How wide a picture is, in widths of a text, and what stands between two of them, px: as in the style. */
const WIDTH_REM = 5.75
const GAP_PX = 4
/** So much to the left and right of what is seen is drawn too, px. */
const BEYOND_PX = 600

type Drawn = { readonly from: number; readonly to: number }

/**
 * The pictures in a row, the current one always in sight. There may be thousands while the moment runs on: only those in
 * sight are drawn, and whichever has the focus; what did not change is not made again.
 */
export const PictureRow = memo(function PictureRow(props: {
  pictures: readonly Footage[]
  current: Footage | null
}) {
  const { pictures, current } = props
  const t = useT()
  const stepPx = useStore(panels, ({ remPx }) => remPx) * WIDTH_REM + GAP_PX
  const [row, setRow] = useState<HTMLElement | null>(null)
  const [drawn, setDrawn] = useState<Drawn>({ from: 0, to: 0 })
  const [focused, setFocused] = useState<string | null>(null)
  const count = pictures.length
  useLayoutEffect(() => {
    if (!row) return
    const look = (): void => {
      const from = Math.max(0, Math.floor((row.scrollLeft - BEYOND_PX) / stepPx))
      const to = Math.min(count, Math.ceil((row.scrollLeft + row.clientWidth + BEYOND_PX) / stepPx))
      setDrawn((before) => (before.from === from && before.to === to ? before : { from, to }))
    }
    look()
    const watcher = new ResizeObserver(look)
    watcher.observe(row)
    row.addEventListener('scroll', look, { passive: true })
    return () => {
      watcher.disconnect()
      row.removeEventListener('scroll', look)
    }
  }, [row, stepPx, count])
  const currentId = current?.id
  const at = pictures.findIndex(({ id }) => id === currentId)
  useEffect(() => {
    if (row && at >= 0) row.scrollTo({ left: (at + 0.5) * stepPx - row.clientWidth / 2 })
  }, [row, at, stepPx])
  if (count === 0) return <p className={styles.none}>{t('strip.noPictures')}</p>
  const indexes = Array.from({ length: Math.max(0, drawn.to - drawn.from) }, (_, i) => drawn.from + i)
  const held = focused === null ? -1 : pictures.findIndex(({ id }) => id === focused)
  if (held >= 0 && held < drawn.from) indexes.unshift(held)
  if (held >= drawn.to) indexes.push(held)
  return (
    <div
      className={styles.row}
      ref={setRow}
      data-testid="strip-pictures"
      onFocus={({ target }) => setFocused(target.dataset['id'] ?? null)}
      onBlur={() => setFocused(null)}
    >
      <div className={styles.all} style={{ width: count * stepPx - GAP_PX }}>
        {indexes.map((index) => {
          const picture = pictures[index]
          return picture ? (
            <Small
              key={picture.id}
              picture={picture}
              leftPx={index * stepPx}
              isCurrent={picture.id === currentId}
            />
          ) : null
        })}
      </div>
    </div>
  )
})

const Small = memo(function Small(props: { picture: Footage; leftPx: number; isCurrent: boolean }) {
  const { picture, leftPx, isCurrent } = props
  const t = useT()
  return (
    <AriaButton
      data-id={picture.id}
      className={cx(styles.small, isCurrent && styles.current)}
      style={{ left: leftPx }}
      aria-label={neutral(picture.fileName)}
      aria-current={isCurrent}
      onPress={() => selection.getState().select({ kind: 'footage', id: picture.id })}
    >
      <Poster footage={picture} />
      {picture.kind === 'clip' ? <Video className={styles.kind} size={14} aria-hidden /> : null}
      <span>
        {picture.review ? `${REVIEW_SIGNS[picture.review.outcome]} ` : ''}
        {picture.takenAt ? clock(picture.takenAt.utcMs) : t('footage.noTime')}
      </span>
    </AriaButton>
  )
})
