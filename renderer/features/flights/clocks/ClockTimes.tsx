import type { Footage } from '../../../../src/core/footage/footage.ts'
import { useT } from '../../../i18n/index.ts'
import { Hint } from '../../../ui/layout.tsx'
import { aheadWords } from './clocks.ts'
import styles from './clocks.module.css'
import { Named } from '../../../ui/Named.tsx'

const MOST_ROWS = 100

/** The times of pictures, kept apart: as the file has it, the zone that was assumed, UTC, and what was taken off. */
export function ClockTimes({ pictures }: { pictures: readonly Footage[] }) {
  const t = useT()
  const zoneOf = ({ assumedZone, source }: NonNullable<Footage['takenAt']>): string =>
    assumedZone ?? t(source === 'utc' ? 'clock.fromReceiver' : 'zone.utc')
  return (
    <ul className={styles.times} data-testid="clock-times">
      {pictures.slice(0, MOST_ROWS).map(({ id, fileName, takenAt }) => (
        <li key={id}>
          <b>
            <Named>{fileName}</Named>
          </b>
          {takenAt ? (
            <>
              <span>{t('clock.rawIs', { raw: takenAt.raw, zone: zoneOf(takenAt) })}</span>
              <span>
                {t('clock.utcIs', {
                  utc: new Date(takenAt.utcMs).toISOString().slice(0, 19).replace('T', ' '),
                  ahead: takenAt.aheadS ? aheadWords(takenAt.aheadS) : t('clock.notSet'),
                })}
              </span>
            </>
          ) : (
            <span>{t('footage.noTime')}</span>
          )}
        </li>
      ))}
      {pictures.length > MOST_ROWS ? (
        <li>
          <Hint>{t('clock.more100', { n: MOST_ROWS })}</Hint>
        </li>
      ) : null}
    </ul>
  )
}
