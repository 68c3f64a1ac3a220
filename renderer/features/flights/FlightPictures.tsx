import { MapPin, MapPinOff } from 'lucide-react'
import { memo, useMemo, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { BEYOND_LIMIT, beyondSites } from '../../../src/core/footage/view/beyondSites.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { useSitesIn } from '../../api/hooks.ts'
import { More } from '../../desk/More.tsx'
import { boxSeenFrom, pointPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { useGround } from '../../desk/useGround.ts'
import { useT } from '../../i18n/index.ts'
import { cx } from '../../ui/cx.ts'
import { Hint, Section } from '../../ui/layout.tsx'
import { Poster } from './strip/Poster.tsx'
import styles from './flights.module.css'
import { neutral } from '../../../src/core/units/shown.ts'

/** So many at a time: the row below the map has them all. */
const A_PAGE = 120

/** The photos and clips of a flight: which have no place, and which show much that is beyond the sites. */
export function FlightPictures({ pictures }: { pictures: readonly Footage[] }) {
  const t = useT()
  const [shown, setShown] = useState(A_PAGE)
  const sites = useSitesIn(boxSeenFrom(pictures))
  const ground = useGround(pictures[0]?.flightId ?? null)
  const beyond = useMemo(() => {
    const docs = (sites ?? []).map((row) => row.doc)
    return new Set(
      pictures
        .filter((picture) => (beyondSites(picture, docs, ground) ?? 0) > BEYOND_LIMIT)
        .map(({ id }) => id),
    )
  }, [pictures, sites, ground])
  const unplaced = pictures.filter(({ placement }) => placement === null).length
  return (
    <Section title={t('flight.pictures')} count={pictures.length} open>
      {beyond.size > 0 ? <Hint>{t('footage.beyondN', { n: beyond.size })}</Hint> : null}
      {unplaced > 0 ? <Hint>{t('flight.unplacedN', { n: unplaced })}</Hint> : null}
      <div className={styles.strip}>
        {pictures.slice(0, shown).map((picture) => (
          <Thumb key={picture.id} footage={picture} isBeyond={beyond.has(picture.id)} />
        ))}
      </div>
      <More
        shown={Math.min(shown, pictures.length)}
        total={pictures.length}
        onMore={() => setShown(shown + A_PAGE)}
      />
    </Section>
  )
}

const Thumb = memo(function Thumb({ footage, isBeyond }: { footage: Footage; isBeyond: boolean }) {
  const t = useT()
  const { placement } = footage
  const Mark = placement ? MapPin : MapPinOff
  return (
    <AriaButton
      className={cx(styles.thumb)}
      aria-label={neutral(footage.fileName)}
      data-testid="thumb"
      onPress={() => {
        selection.getState().select({ kind: 'footage', id: footage.id })
        if (placement) selection.getState().zoomTo(pointPlace(placement.at))
      }}
    >
      <Poster footage={footage} />
      <span className={styles.mark}>
        <Mark size={12} aria-hidden />
        {placement ? t(`placed.${placement.by}`) : t('placed.none')}
        {isBeyond ? ` ${t('footage.beyondMark')}` : null}
      </span>
    </AriaButton>
  )
})
