import { type CSSProperties, useLayoutEffect, useRef } from 'react'
import styles from './laid.module.css'

/** A picture that was read, shown as large as its frame. */
export function Drawn(props: { from: HTMLCanvasElement; label: string; style?: CSSProperties }) {
  const { from, label, style } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(from, 0, 0)
  }, [from])
  return (
    <canvas
      ref={canvas}
      className={styles.drawn}
      width={from.width}
      height={from.height}
      style={style}
      role="img"
      aria-label={label}
    />
  )
}
