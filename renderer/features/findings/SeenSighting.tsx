import type { Sighting } from '../../../src/core/finding/finding.ts'
import { useReferred } from '../../api/hooks.ts'
import { pointPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { dateTime, number } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Hint } from '../../ui/layout.tsx'
import { Evidence } from './Evidence.tsx'
import styles from './findings.module.css'
import { inShares } from '../../ui/inShares.ts'

/** One sighting: when, from where and by whom, with the picture that it rests on. */
export function SeenSighting({ sighting }: { sighting: Sighting }) {
  const t = useT()
  const { footageId, region } = sighting
  const { isNotHere } = useReferred('footage.get', footageId)
  return (
    <div className={styles.seen}>
      {footageId && isNotHere ? (
        <Hint>{t('app.notHereOf', { what: words('aggregate', 'footage') })}</Hint>
      ) : footageId ? (
        <button
          type="button"
          className={styles.evidence}
          aria-label={t('finding.evidence')}
          onClick={() =>
            selection.getState().goTo({ kind: 'footage', id: footageId }, pointPlace(sighting.at))
          }
        >
          <Evidence footageId={footageId} momentS={sighting.momentS} untilS={sighting.untilS} />
          {region ? <span className={styles.box} style={inShares(region)} /> : null}
        </button>
      ) : null}
      <div>
        <b>{t(`outcome.${sighting.outcome}`)}</b> {dateTime(sighting.seenAtMs)} ·{' '}
        {t(`seen.${sighting.seenFrom}`)} · {sighting.author}
        {sighting.untilS === undefined || sighting.momentS === null ? null : (
          <p>
            {t('quick.stretch', { from: number(sighting.momentS, 1), until: number(sighting.untilS, 1) })}
          </p>
        )}
        {sighting.words ? <p>{sighting.words}</p> : null}
      </div>
    </div>
  )
}
