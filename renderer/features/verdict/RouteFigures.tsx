import { memo } from 'react'
import type { Figures } from '../../../src/core/route/route.ts'
import { duration, length, number, percent } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import styles from './verdict.module.css'

type FiguresProps = { figures: Figures; isSeen: boolean }

/** What the route comes to. */
export const RouteFigures = memo(function RouteFigures({ figures, isSeen }: FiguresProps) {
  const t = useT()
  const shown = [
    [t('figure.length'), length(figures.lengthM)],
    [t('figure.time'), duration(figures.airborneS)],
    [t('figure.photos'), number(figures.photos)],
    ...(isSeen ? [[t('figure.coverage'), percent(figures.coverageShare, 1)] as const] : []),
    [t('figure.energy'), percent(figures.energyShare)],
    ...(figures.outsideM > 0 ? [[t('figure.outside'), length(figures.outsideM)] as const] : []),
  ] as const
  return (
    <div className={styles.figures} data-testid="figures">
      {shown.map(([name, value]) => (
        <span key={name} className={styles.figure}>
          <span>{name}</span> <b>{value}</b>
        </span>
      ))}
    </div>
  )
})
