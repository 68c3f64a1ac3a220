import { MousePointerClick } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Pattern } from '../../../../src/core/mission/pattern.ts'
import {
  ASSET_PATTERNS,
  type AssetPattern,
  isFor,
  patternsOfAssets,
} from '../../../../src/core/pattern/ofAssets.ts'
import type { Site } from '../../../../src/core/site/site.ts'
import { newPartId } from '../../../api/newId.ts'
import { assetKey, assetsChosen, chooseAssets, picking, toggleAsset } from '../../../desk/editing/pick.ts'
import { nameOf } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox, Select } from '../../../ui/fields.tsx'
import { Hint, Row } from '../../../ui/layout.tsx'
import styles from '../missions.module.css'

/**
 * Patterns of some assets of the sites: which ones is chosen by name in a list, or by a click on each on the map; both show
 * the same choice. `take` gets what was made.
 */
export function OfAssets(props: {
  sites: readonly Site[]
  /** How high targets are seen from, m. */
  heightM: number
  take: (patterns: readonly Pattern[]) => void
}) {
  const t = useT()
  const { sites, heightM, take } = props
  const keys = useStore(assetsChosen, (state) => state.keys)
  const question = useStore(picking, (state) => state.question)
  const [kind, setKind] = useState<AssetPattern>('visit')
  useEffect(() => {
    assetsChosen.setState({ keys: new Set() })
    return () => {
      if (picking.getState().question?.form === 'assets') picking.getState().answer(null)
      assetsChosen.setState({ keys: null })
    }
  }, [])
  const all = sites.flatMap((site) =>
    site.assets.map((asset) => ({ site, asset, key: assetKey(site.id, asset.id) })),
  )
  const chosen = all.filter(({ key }) => keys?.has(key))
  const fitting = chosen.filter(({ asset }) => isFor(kind, asset))
  return (
    <div className={styles.inset} data-testid="of-assets">
      <Row>
        <Button
          icon={<MousePointerClick size={16} aria-hidden />}
          pressed={question?.form === 'assets'}
          onPress={() => void chooseAssets()}
          testId="choose-assets-on-map"
        >
          {t('pattern.chooseOnMap')}
        </Button>
        <Button
          look="quiet"
          onPress={() =>
            assetsChosen.setState({
              keys: new Set(chosen.length === all.length ? [] : all.map(({ key }) => key)),
            })
          }
        >
          {t(chosen.length === all.length ? 'choose.none' : 'choose.all')}
        </Button>
      </Row>
      <div className={styles.assets}>
        {all.map(({ site, asset, key }) => (
          <Checkbox
            key={key}
            label={sites.length > 1 ? `${nameOf(asset.name)} · ${nameOf(site.name)}` : nameOf(asset.name)}
            value={keys?.has(key) ?? false}
            onChange={() => toggleAsset(key)}
            testId="asset-choice"
          />
        ))}
      </div>
      <Select
        label={t('pattern.ofAssetsKind')}
        value={kind}
        options={ASSET_PATTERNS.map((value) => ({ value, label: t(`assetPattern.${value}`) }))}
        onChange={setKind}
        testId="of-assets-kind"
      />
      {fitting.length < chosen.length ? (
        <Hint>{t('pattern.ofAssetsLeft', { n: chosen.length - fitting.length })}</Hint>
      ) : null}
      <Row>
        <Button
          look="primary"
          isDisabled={fitting.length === 0}
          onPress={() =>
            take(
              patternsOfAssets(
                kind,
                fitting.map(({ asset }) => asset),
                heightM,
                newPartId,
              ),
            )
          }
          testId="of-assets-take"
        >
          {t('pattern.ofAssetsMake', { n: fitting.length })}
        </Button>
      </Row>
    </div>
  )
}
