import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { squarePath } from '../../../../src/core/formats/squareCode.ts'
import { takeKeys } from '../../../desk/keys.ts'
import { showClock } from './showClock.ts'
import { clock, date } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import styles from './clockPage.module.css'

const SECOND_MS = 1000

/** The whole second that it is, ms; anew with each. */
function useSecond(): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const wait = (): void => {
      timer = setTimeout(
        () => {
          setNowMs(Date.now())
          wait()
        },
        SECOND_MS - (Date.now() % SECOND_MS),
      )
    }
    wait()
    return () => clearTimeout(timer)
  }, [])
  return Math.floor(nowMs / SECOND_MS) * SECOND_MS
}

/** A clock that fills the window, for a camera to take a picture of before take-off: UTC, as digits and as a code. */
export function ClockPage() {
  const t = useT()
  const atMs = useSecond()
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    page.current?.querySelector('button')?.focus()
    // Nothing behind it is reached: its one button keeps the focus, and every key is its own.
    const stop = takeKeys('cover', ({ key }) => {
      if (key === 'Escape') showClock(false)
      return key === 'Escape' || key === 'Tab'
    })
    return () => {
      stop()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const iso = new Date(atMs).toISOString()
  const { size, path } = squarePath(`${iso.slice(0, 19)}Z`)
  return (
    <div
      ref={page}
      className={styles.page}
      role="dialog"
      aria-modal
      aria-label={t('clock.page')}
      data-testid="clock-page"
    >
      <div className={styles.close}>
        <Button icon={<X size={18} aria-hidden />} onPress={() => showClock(false)} testId="clock-close">
          {t('clock.close')}
        </Button>
      </div>
      <div className={styles.digits} data-testid="clock-digits">
        {iso.slice(11, 19)}
      </div>
      <div className={styles.date}>{iso.slice(0, 10)} UTC</div>
      <div className={styles.below}>
        <svg
          className={styles.code}
          viewBox={`-4 -4 ${size + 8} ${size + 8}`}
          role="img"
          aria-label={t('clock.code')}
        >
          <path d={path} />
        </svg>
        <div className={styles.local}>
          <span>{t('clock.local')}</span>
          <b>{clock(atMs)}</b>
          <span>{date(atMs)}</span>
        </div>
      </div>
      <p className={styles.pageHint}>{t('clock.pageHint')}</p>
    </div>
  )
}
