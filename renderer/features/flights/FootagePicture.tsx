import { type PointerEvent, useRef, useState } from 'react'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { api } from '../../api/client.ts'
import type { Region } from '../../app/selection.ts'
import { useT } from '../../i18n/index.ts'
import { cx } from '../../ui/cx.ts'
import { Body, Hint, Notice } from '../../ui/layout.tsx'
import styles from './flights.module.css'
import { OpenOutside } from './OpenOutside.tsx'
import { regionBetween } from './region.ts'
import { usePlayer } from './usePlayer.ts'

/** The photo or clip itself, or the camera's small copy of it; a box is drawn on it where that was asked for. */
export function FootagePicture(props: {
  footage: Footage
  /** The camera's own small copy of a clip. */
  previewId: string | null
  region: Region | null
  drawing: boolean
  video: React.RefObject<HTMLVideoElement | null>
  onRegion: (region: Region | null) => void
}) {
  const { footage, previewId, region, drawing, video, onRegion } = props
  const t = useT()
  const start = useRef<{ x: number; y: number } | null>(null)
  const at = (event: PointerEvent<HTMLElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  usePlayer(video, footage)
  const { widthPx, heightPx } = footage
  const [ratio, setRatio] = useState(widthPx && heightPx ? widthPx / heightPx : null)
  const [failed, setFailed] = useState<readonly string[]>([])
  const shownId = failed.includes(footage.id) ? previewId : footage.id
  const url = api.mediaUrl(shownId ?? footage.id)
  const fail = (): void =>
    setFailed((before) => (shownId && !before.includes(shownId) ? [...before, shownId] : before))
  if (shownId === null || failed.includes(shownId))
    return (
      <Body>
        <Notice tone="warning" testId="not-shown">
          {footage.kind === 'photo'
            ? t('footage.cannotShow')
            : footage.codec
              ? t('footage.cannotPlay', { codec: footage.codec })
              : t('footage.cannotPlayUnknown')}
          {footage.codec === 'H.265' ? ` ${t('footage.saveH264')}` : null}
        </Notice>
        <OpenOutside footage={footage} isMain />
        {api.opensOutside ? <Hint>{t('footage.outsideHint')}</Hint> : null}
      </Body>
    )
  return (
    <div
      className={cx(styles.picture, drawing && styles.drawing)}
      // As wide as its height allows: what is drawn on it is in shares of the picture, not of its frame.
      style={ratio === null ? undefined : { maxWidth: `calc(var(--most-height, 60vh) * ${ratio})` }}
      data-testid="picture"
      onPointerDown={(event) => {
        if (!drawing) return
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = at(event)
        onRegion(null)
      }}
      onPointerMove={(event) => {
        if (start.current) onRegion(regionBetween(start.current, at(event)))
      }}
      onPointerUp={() => {
        start.current = null
      }}
    >
      {footage.kind === 'photo' ? (
        <img
          src={url}
          alt={t('footage.pictureOf', { file: footage.fileName })}
          draggable={false}
          onLoad={({ currentTarget: own }) => setRatio(own.naturalWidth / own.naturalHeight)}
          onError={fail}
        />
      ) : (
        // Clips from a drone carry no speech: there is nothing to caption.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video
          ref={video}
          src={url}
          controls={!drawing}
          preload="metadata"
          onLoadedMetadata={({ currentTarget: own }) => setRatio(own.videoWidth / own.videoHeight)}
          onError={fail}
        />
      )}
      {shownId === footage.id ? null : <p className={styles.small}>{t('footage.previewShown')}</p>}
      {region ? (
        <div
          className={styles.box}
          style={{
            left: `${region.x * 100}%`,
            top: `${region.y * 100}%`,
            width: `${region.width * 100}%`,
            height: `${region.height * 100}%`,
          }}
        />
      ) : null}
    </div>
  )
}
