import { Eye, X } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { isInside } from '../../../src/core/geo/polygon.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Asset, Site } from '../../../src/core/site/site.ts'
import { api } from '../../api/client.ts'
import { useFootage, useSites } from '../../api/hooks.ts'
import { attempt } from '../../app/notices.ts'
import { moment } from '../../app/moment.ts'
import { selection } from '../../app/selection.ts'
import { pickPoint } from '../../editing/pick.ts'
import { dateTime, nameOf, number, position } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Body, Empty, Hint, Item, Row } from '../../ui/layout.tsx'

type Found = { at: LatLon; asset: Asset | null; seen: CallOutput<'footage.sawPoint'>['seen'] }

/** Click anywhere on the map: every photo and clip that looked at that place, newest first, and how well. */
export function SawPoint() {
  const t = useT()
  const { data: sites } = useSites()
  const { data: footage } = useFootage(null)
  const [found, setFound] = useState<Found | null>(null)
  const pick = async (): Promise<void> => {
    const at = await pickPoint('saw.pick')
    if (!at) return
    const asset = assetAt(
      at,
      (sites ?? []).map(({ doc }) => doc),
    )
    // Of a thing that stands up its middle is looked for, not the ground under it.
    const { seen } = await api.call('footage.sawPoint', {
      at,
      heightsM: asset ? [0, asset.heightM / 2, asset.heightM] : [0],
    })
    setFound({ at, asset, seen })
  }
  const name = (id: string) => footage?.find(({ doc }) => doc.id === id)?.doc.fileName ?? ''
  return (
    <>
      <Body>
        <Row>
          <Button icon={<Eye size={16} aria-hidden />} onPress={() => void attempt(pick)} testId="saw-pick">
            {t('saw.look')}
          </Button>
          {found ? (
            <Button
              look="quiet"
              icon={<X size={16} aria-hidden />}
              label={t('app.close')}
              onPress={() => setFound(null)}
            />
          ) : null}
        </Row>
        {found ? (
          <Hint>
            {t('saw.of', {
              place: found.asset ? nameOf(found.asset.name) : position(found.at),
              n: found.seen.length,
            })}{' '}
            {t('saw.assumed')}
          </Hint>
        ) : null}
      </Body>
      {found ? (
        <div data-testid="saw-list">
          {found.seen.length === 0 ? <Empty words={t('saw.nothing')} /> : null}
          {found.seen.map((one) => (
            <Item
              key={`${one.footageId} ${one.fromS}`}
              testId="saw-row"
              title={name(one.footageId)}
              onPress={() => open(one)}
              sub={
                <>
                  {one.takenAtMs === null ? null : <span>{dateTime(one.takenAtMs)}</span>}
                  {one.fromS === null || one.toS === null ? null : (
                    <span>{t('saw.stretch', { from: number(one.fromS), to: number(one.toS + 1) })}</span>
                  )}
                  <span>{t('saw.from', { m: number(one.distanceM), angle: number(one.angleDeg) })}</span>
                  {one.gsdM === null ? null : <span>{t('saw.gsd', { cm: number(one.gsdM * 100, 1) })}</span>}
                  {one.assumed.map((what) => (
                    <span key={what}>{t(`saw.${what}`)}</span>
                  ))}
                </>
              }
            />
          ))}
        </div>
      ) : null}
    </>
  )
}

/** Opens the picture; a clip at the moment that saw the place best, once its player and the timeline are there. */
function open({ footageId, flightId, takenAtMs, bestS }: Found['seen'][number]): void {
  selection.getState().goTo({ kind: 'footage', id: footageId })
  if (flightId !== null && takenAtMs !== null && bestS !== null)
    setTimeout(() => moment.getState().seek(flightId, takenAtMs + bestS * 1000), OPENED_MS)
}

/** The window shows the clip by then. */
const OPENED_MS = 400

function assetAt(at: LatLon, sites: readonly Site[]): Asset | null {
  const frame = frameAt(at)
  for (const asset of sites.flatMap((site) => site.assets)) {
    const { footing } = asset
    if (
      footing.kind === 'area' &&
      isInside({ x: 0, y: 0 }, [footing.ring.map((corner) => frame.toLocal(corner))])
    )
      return asset
    if (footing.kind === 'point') {
      const { x, y } = frame.toLocal(footing.at)
      if (Math.hypot(x, y) <= Math.max(3, footing.radiusM)) return asset
    }
  }
  return null
}
