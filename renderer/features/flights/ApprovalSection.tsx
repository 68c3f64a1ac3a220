import { useDepartures } from '../../api/departures.ts'
import type { Ring } from '../../../src/core/geo/position.ts'
import { useApprovedArea } from '../../desk/permits/approvedArea.ts'
import { departureSaid } from '../../desk/permits/departures.ts'
import { pointPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { clock, duration } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Item, Notice, Section } from '../../ui/layout.tsx'

/** Where the flight left what was approved (`area` of its mission); nothing stands there where it kept to it. */
export function ApprovalSection({ flightId, area }: { flightId: string; area: Ring | null }) {
  const t = useT()
  const departures = useDepartures(flightId)
  useApprovedArea(departures.some(({ code }) => code === 'outsideArea') ? area : null)
  if (departures.length === 0) return null
  return (
    <Section title={t('mission.authorisation')} count={departures.length} open testId="departures">
      {departures.map((one) => {
        const { code, at, fromMs, toMs } = one
        const key = `${code} ${fromMs}`
        if (at === null)
          return (
            <Notice key={key} tone="error" testId="departure">
              {departureSaid(one)}
            </Notice>
          )
        return (
          <Item
            key={key}
            testId="departure"
            title={departureSaid(one)}
            sub={<span>{`${clock(fromMs)}, ${duration((toMs - fromMs) / 1000)}`}</span>}
            onPress={() => selection.getState().zoomTo(pointPlace(at))}
          />
        )
      })}
    </Section>
  )
}
