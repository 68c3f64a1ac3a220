import { useState } from 'react'
import type { Footage } from '../../../src/core/footage/footage.ts'
import type { Sighting } from '../../../src/core/finding/finding.ts'
import { useReferred } from '../../api/hooks.ts'
import { pointPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { dateTime, number, position } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Facts, Hint } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'
import { Evidence } from './Evidence.tsx'
import styles from './beforeAfter.module.css'
import { inShares } from '../../ui/inShares.ts'

/** One side of a comparison: the picture of a sighting, and when, where, which way and by whom it was seen. */
export function Side(props: { which: 'before' | 'after'; sighting: Sighting; no: number; count: number }) {
  const t = useT()
  const { which, sighting, no, count } = props
  const { footageId, momentS, region, at, errorM } = sighting
  const { doc: footage, isNotHere } = useReferred('footage.get', footageId)
  const [ratio, setRatio] = useState<number | null>(null)
  const way = footage ? wayOf(footage, momentS) : null
  const toned = sighting.outcome === 'gone' ? 'good' : sighting.outcome === 'worse' ? 'error' : 'info'
  return (
    <figure className={styles.side} data-testid={`side-${which}`}>
      <div className={styles.frame}>
        {footageId === null || isNotHere ? (
          <p className={styles.none}>
            {t(footageId === null ? 'beforeAfter.noPicture' : 'app.notHereOf', {
              what: words('aggregate', 'footage'),
            })}
          </p>
        ) : (
          // As wide as its height allows: the box on it is in shares of the picture, not of its frame.
          <div
            className={styles.picture}
            style={ratio === null ? undefined : { maxWidth: `calc(46vh * ${ratio})` }}
          >
            <Evidence
              key={sighting.id}
              footageId={footageId}
              momentS={momentS}
              untilS={sighting.untilS}
              onRatio={setRatio}
            />
            {region ? <span className={styles.box} style={inShares(region)} /> : null}
          </div>
        )}
      </div>
      <figcaption className={styles.said}>
        <p>
          <b>{t(`beforeAfter.${which}`, { n: no, of: count })}</b>{' '}
          <Badge tone={toned}>{t(`outcome.${sighting.outcome}`)}</Badge>
        </p>
        <Facts
          items={[
            [t('beforeAfter.when'), dateTime(sighting.seenAtMs)],
            [
              t('finding.at'),
              errorM === undefined
                ? position(at)
                : `${position(at)} ± ${t('unit.m', { value: number(errorM, 0) })}`,
            ],
            [t('beforeAfter.way'), way === null ? t('beforeAfter.wayUnknown') : said(t, way)],
            [t('finding.seenFrom'), t(`seen.${sighting.seenFrom}`)],
            [t('beforeAfter.who'), sighting.author],
          ]}
        />
        {sighting.words === '' ? null : (
          <Hint>
            <Named>{sighting.words}</Named>
          </Hint>
        )}
        {footageId && footage ? (
          <Button
            look="quiet"
            onPress={() => selection.getState().goTo({ kind: 'footage', id: footageId }, pointPlace(at))}
          >
            {t('beforeAfter.open')}
          </Button>
        ) : null}
      </figcaption>
    </figure>
  )
}

type Way = { readonly headingDeg: number; readonly pitchDeg: number | null }

/** Which way the camera looked, by a clip's own record at that moment; null where nobody knows. */
function wayOf({ placement, seconds }: Footage, momentS: number | null): Way | null {
  const second = seconds?.findLast(([s]) => s <= (momentS ?? 0))
  const [headingDeg, pitchDeg] = second
    ? [second[4], second[5]]
    : [placement?.headingDeg ?? null, placement?.pitchDeg ?? null]
  return headingDeg === null ? null : { headingDeg, pitchDeg }
}

const said = (t: ReturnType<typeof useT>, { headingDeg, pitchDeg }: Way): string =>
  pitchDeg === null
    ? t('beforeAfter.heading', { deg: number(headingDeg, 0) })
    : t('beforeAfter.headingPitch', { deg: number(headingDeg, 0), pitch: number(pitchDeg, 0) })
