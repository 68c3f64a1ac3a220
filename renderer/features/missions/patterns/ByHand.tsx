import { Trash2 } from 'lucide-react'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import { withoutChanges } from '../../../../src/core/mission/overrides.ts'
import type { Route } from '../../../../src/core/route/route.ts'
import { changeMission } from '../../../desk/edited.ts'
import { ringPlace } from '../../../desk/places.ts'
import { selection } from '../../../desk/selection.ts'
import { choose, placeOf, waypointsOf } from '../../../desk/waypoint.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Badge, Hint, Row } from '../../../ui/layout.tsx'

/** The changes by hand of one pattern: each can be found and taken back, the lost ones say so. */
export function ByHand({
  mission,
  route,
  patternId,
}: {
  mission: Mission
  route: Route | null
  patternId: string
}) {
  const t = useT()
  const own = mission.overrides.filter((override) => override.patternId === patternId)
  const lost = new Set(
    (route?.notes ?? []).flatMap(({ code, params }) =>
      code === 'override_lost' ? String(params['override']) : [],
    ),
  )
  const first = route ? waypointsOf(route, patternId)[0] : undefined
  return (
    <>
      <Row>
        <Button
          look="quiet"
          isDisabled={!first}
          onPress={() => first && choose(placeOf(first))}
          testId="by-hand"
        >
          {t('waypoint.edit')}
        </Button>
      </Row>
      {own.length > 0 ? <Hint>{t('waypoint.changes', { n: own.length })}</Hint> : null}
      {own.map(({ id, near, pass, change }, i) => (
        <Row key={id}>
          <Button
            look="quiet"
            onPress={() => {
              selection.getState().zoomTo(ringPlace([near]))
              choose({ patternId, near, pass: pass ?? 0 })
            }}
          >
            {t('waypoint.change', { n: i + 1, what: t(`waypointChange.${change.kind}`) })}
          </Button>
          {lost.has(id) ? <Badge tone="warning">{t('waypoint.lost')}</Badge> : null}
          <Button
            look="quiet"
            icon={<Trash2 size={16} aria-hidden />}
            label={t('waypoint.takeBack')}
            onPress={() => changeMission((doc) => withoutChanges(doc, [id]), 'edit.waypointByHand')}
          />
        </Row>
      ))}
    </>
  )
}
