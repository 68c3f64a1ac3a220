import { Video } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { selection } from '../../../desk/selection.ts'
import { clock } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { cx } from '../../../ui/cx.ts'
import { Poster } from './Poster.tsx'
import styles from './pictureRow.module.css'
import { neutral } from '../../../../src/core/units/shown.ts'

/** Beside the time of a picture that was looked at: signs, not colours. */
const REVIEW_SIGNS = { nothing: '✓', finding: '!', unclear: '?' } as const

/**
 * The pictures in a row, the current one always in sight. There may be hundreds while the moment runs on: what did not
 * change is not made again.
 */
export const PictureRow = memo(function PictureRow(props: {
  pictures: readonly Footage[]
  current: Footage | null
}) {
  const { pictures, current } = props
  const t = useT()
  const row = useRef<HTMLDivElement>(null)
  const currentId = current?.id
  useEffect(() => {
    row.current
      ?.querySelector(`[data-id="${currentId}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [currentId])
  if (pictures.length === 0) return <p className={styles.none}>{t('strip.noPictures')}</p>
  return (
    <div className={styles.row} ref={row} data-testid="strip-pictures">
      {pictures.map((picture) => (
        <Small key={picture.id} picture={picture} isCurrent={picture.id === currentId} />
      ))}
    </div>
  )
})

const Small = memo(function Small({ picture, isCurrent }: { picture: Footage; isCurrent: boolean }) {
  const t = useT()
  return (
    <AriaButton
      data-id={picture.id}
      className={cx(styles.small, isCurrent && styles.current)}
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
