import { useContext, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { api } from '../../../api/client.ts'
import { useT } from '../../../i18n/index.ts'
import { Magnified } from '../viewer/magnified.ts'
import { sharp, showAt } from './sharp.ts'
import styles from './sharpPhoto.module.css'

/**
 * A large photo, as sharp as the screen: its small picture until it is decoded for its size here, and the original itself
 * once it is magnified, or where it cannot be decoded beside.
 */
export function SharpPhoto(props: {
  footage: Footage
  onRatio: (ratio: number) => void
  onFail: () => void
}) {
  const { footage, onRatio, onFail } = props
  const t = useT()
  const isMagnified = useContext(Magnified)
  const own = useStore(sharp, ({ held }) => held.get(footage.id))
  const isFailed = useStore(sharp, ({ failed }) => failed.has(footage.id))
  const canvas = useRef<HTMLCanvasElement>(null)
  const [hasPoster, setPoster] = useState(true)
  const [isWholeShown, setWholeShown] = useState(false)
  const isWhole = isMagnified || isFailed || isWholeShown
  const url = api.mediaUrl(footage.id)
  useLayoutEffect(() => {
    const surface = canvas.current
    if (!surface) return undefined
    const tell = (): void =>
      showAt(Math.max(surface.clientWidth, surface.clientHeight) * window.devicePixelRatio)
    tell()
    const observer = new ResizeObserver(tell)
    observer.observe(surface)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    const surface = canvas.current
    if (!surface || !own) return
    const { bitmap } = own
    surface.width = bitmap.width
    surface.height = bitmap.height
    surface.getContext('2d')?.drawImage(bitmap, 0, 0)
    onRatio(bitmap.width / bitmap.height)
  }, [own, onRatio])
  return (
    <>
      {isWhole || hasPoster ? (
        <img
          src={isWhole ? url : api.posterUrl(footage.id, false)}
          alt=""
          className={styles.under}
          draggable={false}
          onLoad={() => {
            if (isWhole) setWholeShown(true)
          }}
          onError={() => (isWhole ? onFail() : setPoster(false))}
        />
      ) : null}
      <canvas
        ref={canvas}
        className={styles.sharp}
        hidden={isWholeShown}
        data-testid="sharp"
        data-sharp={own ? footage.id : undefined}
        role="img"
        aria-label={t('footage.pictureOf', { file: footage.fileName })}
      />
    </>
  )
}
