import { type PointerEvent, type ReactNode, type RefObject, useRef, useState } from 'react'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { TRANSPORT_STREAM } from '../../../../src/core/footage/klv/packets.ts'
import { api } from '../../../api/client.ts'
import type { Region } from '../../../desk/selection.ts'
import { date } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { cx } from '../../../ui/cx.ts'
import { Body, Hint, Notice } from '../../../ui/layout.tsx'
import styles from './footagePicture.module.css'
import { useMarksHidden } from '../masks/MaskLayer.tsx'
import { isLarge } from '../sharp/sharp.ts'
import { SharpPhoto } from '../sharp/SharpPhoto.tsx'
import { OpenOutside } from './OpenOutside.tsx'
import { regionBetween } from './region.ts'
import { RegionBox } from './RegionBox.tsx'
import { usePlayer } from './usePlayer.ts'
import { useRegionKey } from './useRegionKey.ts'

/** What of some footage the window can show: itself, else the camera's own small copy of it, else nothing. */
export function useShown(footage: Footage, previewId: string | null, isHere: boolean) {
  const [failed, setFailed] = useState<readonly string[]>(isHere ? [] : [footage.id])
  const wanted = failed.includes(footage.id) ? previewId : footage.id
  const id = wanted !== null && failed.includes(wanted) ? null : wanted
  return {
    id,
    isWhole: id === footage.id,
    fail: (): void => setFailed((before) => (id && !before.includes(id) ? [...before, id] : before)),
  }
}
export type Shown = ReturnType<typeof useShown>

/** The photo or clip itself, or the camera's small copy of it; a box is drawn on it where that was asked for. */
export function FootagePicture(props: {
  footage: Footage
  shown: Shown
  region: Region | null
  drawing: boolean
  /** Whether a clip's own controls are put away, so that its masks can be drawn. */
  isMasking: boolean
  video: RefObject<HTMLVideoElement | null>
  onRegion: (region: Region | null) => void
  /** What lies over the picture: its masks. */
  children?: ReactNode
}) {
  const { footage, shown, region, drawing, isMasking, video, onRegion, children } = props
  const t = useT()
  const start = useRef<{ x: number; y: number } | null>(null)
  const picture = useRef<HTMLDivElement>(null)
  useRegionKey(footage.id, picture)
  const at = (event: PointerEvent<HTMLElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  usePlayer(video, footage)
  const isBare = useMarksHidden()
  const { widthPx, heightPx } = footage
  const [ratio, setRatio] = useState(widthPx && heightPx ? widthPx / heightPx : null)
  const url = api.mediaUrl(shown.id ?? footage.id)
  return (
    <div
      ref={picture}
      className={cx(styles.picture, drawing && styles.drawing)}
      // As wide as its height allows: what is drawn on it is in shares of the picture, not of its frame.
      style={
        ratio === null
          ? undefined
          : { maxWidth: `calc(var(--most-height, 60vh) * ${ratio})`, aspectRatio: ratio }
      }
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
      {footage.kind === 'photo' && shown.isWhole && isLarge(footage) ? (
        <SharpPhoto footage={footage} onRatio={setRatio} onFail={shown.fail} />
      ) : footage.kind === 'photo' ? (
        <img
          src={url}
          alt={t('footage.pictureOf', { file: footage.fileName })}
          draggable={false}
          onLoad={({ currentTarget: own }) => setRatio(own.naturalWidth / own.naturalHeight)}
          onError={shown.fail}
        />
      ) : (
        // Clips from a drone carry no speech: there is nothing to caption.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video
          ref={video}
          src={url}
          // Frames are drawn from it, on the desktop from a scheme of its own.
          crossOrigin="anonymous"
          controls={!drawing && !isMasking}
          preload="metadata"
          onLoadedMetadata={({ currentTarget: own }) => setRatio(own.videoWidth / own.videoHeight)}
          onError={shown.fail}
        />
      )}
      {isBare ? null : children}
      {shown.isWhole ? null : <p className={styles.small}>{t('footage.previewShown')}</p>}
      {region && !isBare ? <RegionBox footageId={footage.id} region={region} /> : null}
    </div>
  )
}

/**
 * Footage that is not to be seen: of what Chromium cannot decode what it is, and the way to see it all the same; of what was
 * deleted who did it, when and why.
 */
export function NotShown({ footage }: { footage: Footage }) {
  const t = useT()
  const { deletion } = footage
  if (deletion?.done)
    return (
      <Body>
        <Notice tone="warning" testId="deleted-original">
          {t(deletion.done.alone ? 'retention.goneAlone' : 'retention.gone', {
            day: date(deletion.done.atMs),
            by: deletion.done.by,
            asked: deletion.asked.by,
            reason: deletion.reason,
          })}
        </Notice>
      </Body>
    )
  const { kind, codec, mimeType } = footage
  // What a transport stream holds may be as common as can be: the window does not play its wrapping.
  const isStream = mimeType === TRANSPORT_STREAM
  const coded = codec ? t('footage.cannotPlay', { codec }) : t('footage.cannotPlayUnknown')
  const clip = isStream ? t('footage.cannotPlayStream') : coded
  return (
    <Body>
      <Notice tone="warning" testId="not-shown">
        {kind === 'photo' ? t('footage.cannotShow') : clip}
        {codec === 'H.265' && !isStream ? ` ${t('footage.saveH264')}` : null}
      </Notice>
      <OpenOutside footage={footage} isMain />
      {api.opensOutside ? <Hint>{t('footage.outsideHint')}</Hint> : null}
    </Body>
  )
}
