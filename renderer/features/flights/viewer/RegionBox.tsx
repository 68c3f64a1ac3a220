import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Region } from '../../../desk/selection.ts'
import { useT } from '../../../i18n/index.ts'
import { inShares } from '../../../ui/inShares.ts'
import { mark, reviewing } from '../review/reviewing.ts'
import { boxAfter } from './boxKeys.ts'
import styles from './footagePicture.module.css'

/**
 * The box that is marked on a picture. While it has the focus arrows move it, with Shift they size it; Enter keeps it, Escape
 * puts back what was marked before, Delete takes it away. Any other key keeps it and means what it always means.
 */
export function RegionBox({ footageId, region }: { footageId: string; region: Region }) {
  const t = useT()
  const box = useRef<HTMLButtonElement>(null)
  const isTaken = useStore(reviewing, ({ boxing }) => boxing?.footageId === footageId)
  useEffect(() => {
    if (isTaken) box.current?.focus()
  }, [isTaken])
  const leave = (): void => {
    reviewing.setState({ boxing: null })
    box.current?.blur()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const next = boxAfter(region, event.key, event.shiftKey)
    if (next) mark(footageId, { region: next })
    else if (event.key === 'Escape') {
      mark(footageId, { region: reviewing.getState().boxing?.before ?? null })
      leave()
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      mark(footageId, { region: null })
      leave()
    } else if (event.key === 'Enter') leave()
    else return
    event.preventDefault()
  }
  return (
    <button
      ref={box}
      type="button"
      className={styles.box}
      style={inShares(region)}
      aria-label={t('footage.region')}
      data-region
      data-testid="region"
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (!isTaken) reviewing.setState({ boxing: { footageId, before: region } })
      }}
      onBlur={() => {
        if (reviewing.getState().boxing?.footageId === footageId) reviewing.setState({ boxing: null })
      }}
    />
  )
}
