import type { FindingRow } from '../../../src/contract/index.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { useCall } from '../../api/hooks.ts'
import { pointPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { date, length } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Hint, Item, Section } from '../../ui/layout.tsx'

/** How far about a place earlier findings are offered, m. */
const NEARBY_M = 60

/** Findings that are known about a place: what was seen may be one of them, which a person says. */
export function NearbyFindings({ at, onSame }: { at: LatLon; onSame: (row: FindingRow) => void }) {
  const t = useT()
  const { data: nearby } = useCall('finding.nearby', { at, radiusM: NEARBY_M })
  if (!nearby || nearby.length === 0) return null
  return (
    <Section title={t('finding.nearby')} count={nearby.length} open testId="nearby">
      <Hint>{t('finding.nearbyHint')}</Hint>
      {nearby.map((row) => (
        <div key={row.id}>
          <Item
            title={row.title}
            sub={
              <>
                <Badge tone="info">{t(`state.${row.state}`)}</Badge>
                <span>{length(row.distanceM)}</span>
                <span>{date(row.openedAtMs)}</span>
              </>
            }
            onPress={() => selection.getState().zoomTo(pointPlace(row.at))}
          />
          {row.state === 'closed' ? null : (
            <Button onPress={() => onSame(row)} testId="same-as">
              {t('finding.sameAs')}
            </Button>
          )}
        </div>
      ))}
    </Section>
  )
}
