import { useCall } from '../../api/hooks.ts'
import { departureSaid } from '../../desk/permits/departures.ts'
import { pointPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { clock, duration } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Item, Notice, Section } from '../../ui/layout.tsx'

/** Where the flight left what was approved; nothing stands there where it kept to it. */
export function ApprovalSection({ flightId }: { flightId: string }) {
  const t = useT()
  const { data } = useCall('flight.departures', { ids: [flightId] })
  const departures = data?.find(({ id }) => id === flightId)?.departures ?? []
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
