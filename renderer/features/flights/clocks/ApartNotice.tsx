import { APART_M, apartFromTrack } from '../../../../src/core/footage/clock/apart.ts'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { useDocument } from '../../../api/hooks.ts'
import { number } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Notice } from '../../../ui/layout.tsx'

/** A word where a picture's own place and the track at its time do not go together. */
export function ApartNotice({ footage }: { footage: Footage }) {
  const t = useT()
  const flight = useDocument('flight.get', footage.flightId).data?.doc
  const metres = flight ? apartFromTrack(footage, flight.track) : null
  return metres !== null && metres > APART_M ? (
    <Notice tone="warning" testId="apart">
      {t('clock.apartOne', { m: number(metres) })}
    </Notice>
  ) : null
}
