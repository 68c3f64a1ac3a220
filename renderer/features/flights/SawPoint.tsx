import { Eye, X } from 'lucide-react'
import { useStore } from 'zustand'
import { boxAround } from '../../../src/core/geo/box.ts'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { isInside } from '../../../src/core/geo/polygon.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import type { Asset, Site } from '../../../src/core/site/site.ts'
import { sitesIn } from '../../api/sites.ts'
import { attempt } from '../../desk/notices.ts'
import { askSaw, saw } from '../../desk/saw.ts'
import { SawList } from '../../desk/SawList.tsx'
import { pickPoint } from '../../desk/editing/pick.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Body, Row } from '../../ui/layout.tsx'

/** An asset stands no farther from the box of its site, degrees. */
const NEAR_DEG = 0.01

/** Click anywhere on the map: every photo and clip that looked at that place, newest first, and how well. */
export function SawPoint() {
  const t = useT()
  const isAsked = useStore(saw, (state) => state.found !== null)
  const pick = async (): Promise<void> => {
    const at = await pickPoint('saw.pick')
    if (!at) return
    const asset = assetAt(
      at,
      (await sitesIn(boxAround([at], NEAR_DEG))).map(({ doc }) => doc),
    )
    await askSaw(at, asset)
  }
  return (
    <>
      <Body>
        <Row>
          <Button icon={<Eye size={16} aria-hidden />} onPress={() => void attempt(pick)} testId="saw-pick">
            {t('saw.look')}
          </Button>
          {isAsked ? (
            <Button
              look="quiet"
              icon={<X size={16} aria-hidden />}
              label={t('app.close')}
              onPress={() => saw.setState({ found: null })}
            />
          ) : null}
        </Row>
      </Body>
      <SawList />
    </>
  )
}

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
