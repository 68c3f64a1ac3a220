import { useStore } from 'zustand'
import { type Crowded, MOST_DRAWN, onMap } from '../desk/onMap.ts'
import { useT } from '../i18n/index.ts'
import styles from './moreThanDrawn.module.css'

const KINDS = Object.keys(MOST_DRAWN) as Crowded[]

/** Says of which things there are more in the view than the map draws. */
export function MoreThanDrawn() {
  const t = useT()
  const more = useStore(onMap, (state) => state.more)
  const kinds = KINDS.filter((kind) => more[kind])
  if (kinds.length === 0) return null
  return (
    <p className={styles.more} role="status" data-testid="more-than-drawn">
      {t('map.moreThanDrawn', {
        kinds: kinds.map((kind) => t(`mostDrawn.${kind}`, { n: MOST_DRAWN[kind] })).join(t('app.comma')),
      })}
    </p>
  )
}
