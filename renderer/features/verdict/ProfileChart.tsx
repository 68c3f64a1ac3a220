import type { ProfileSample } from '../../../src/core/route/profile.ts'
import { length, number } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import styles from './profileChart.module.css'

const WIDTH = 1000
const HEIGHT = 120

/** The route from the side: ground, assets, ceiling and the way flown, heights over home. */
export function ProfileChart({ samples }: { samples: readonly ProfileSample[] }) {
  const t = useT()
  const last = samples.at(-1)
  if (!last || samples.length < 2) return null
  const heights = samples.flatMap(({ routeM, groundM, ceilingM, obstacleM }) =>
    [routeM, groundM, ceilingM, obstacleM].filter((value) => value !== null),
  )
  const low = Math.min(0, ...heights)
  const high = Math.max(10, ...heights)
  const x = (alongM: number) => (last.alongM > 0 ? (alongM / last.alongM) * WIDTH : 0)
  const y = (heightM: number) => HEIGHT - ((heightM - low) / (high - low)) * HEIGHT
  const line = (of: (sample: ProfileSample) => number | null): string => {
    let path = ''
    let isOpen = false
    for (const sample of samples) {
      const value = of(sample)
      if (value === null) isOpen = false
      else {
        path += `${isOpen ? 'L' : 'M'}${x(sample.alongM).toFixed(1)} ${y(value).toFixed(1)}`
        isOpen = true
      }
    }
    return path
  }
  const isKnown = samples.some(({ groundM }) => groundM !== null)
  const ground = samples.map(
    ({ alongM, groundM }) => `${x(alongM).toFixed(1)} ${y(groundM ?? low).toFixed(1)}`,
  )
  return (
    <figure className={styles.profile} data-testid="profile">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('profile.label')}
      >
        {isKnown ? (
          <polygon className={styles.ground} points={`0 ${HEIGHT} ${ground.join(' ')} ${WIDTH} ${HEIGHT}`} />
        ) : null}
        {samples.map(({ alongM, obstacleM, groundM }) =>
          obstacleM === null ? null : (
            <line
              key={alongM}
              className={styles.obstacle}
              x1={x(alongM)}
              x2={x(alongM)}
              y1={y(groundM ?? 0)}
              y2={y(obstacleM)}
            />
          ),
        )}
        <path className={styles.ceiling} d={line(({ ceilingM }) => ceilingM)} />
        <path className={styles.way} d={line(({ routeM }) => routeM)} />
      </svg>
      <figcaption className={styles.legend}>
        <Key look={styles.way} words={t('profile.way')} />
        {samples.some(({ ceilingM }) => ceilingM !== null) ? (
          <Key look={styles.ceiling} words={t('profile.ceiling')} />
        ) : null}
        {samples.some(({ obstacleM }) => obstacleM !== null) ? (
          <Key look={styles.obstacle} words={t('profile.obstacle')} />
        ) : null}
        {isKnown ? (
          <Key look={styles.ground} words={t('profile.ground')} />
        ) : (
          <span>{t('profile.noGround')}</span>
        )}
        <span>
          {t('profile.range', { low: number(low, 0), high: number(high, 0), length: length(last.alongM) })}
        </span>
      </figcaption>
    </figure>
  )
}

function Key({ look, words }: { look: string | undefined; words: string }) {
  return (
    <span>
      <svg viewBox="0 0 22 10" aria-hidden>
        <path className={look} d="M0 5H22V6H0" />
      </svg>
      {words}
    </span>
  )
}
