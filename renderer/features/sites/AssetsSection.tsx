import { Plus } from 'lucide-react'
import { assetMiddle } from '../../../src/core/site/assetMiddle.ts'
import type { Asset, Site } from '../../../src/core/site/site.ts'
import { newPartId } from '../../api/newId.ts'
import { changeSite } from '../../desk/edited.ts'
import { pointPlace, ringPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { drawRing, pickPoint } from '../../desk/editing/pick.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Item, Row, Section } from '../../ui/layout.tsx'
import { WhatSawAsset } from './WhatSawAsset.tsx'
import { AssetForm } from './AssetForm.tsx'

/** The assets of a site; a new one is drawn or set on the map, the chosen one unfolds. */
export function AssetsSection({ site, partId }: { site: Site; partId: string | null }) {
  const t = useT()
  const add = async (asArea: boolean): Promise<void> => {
    const ring = asArea ? await drawRing('asset.drawArea') : null
    const at = asArea ? null : await pickPoint('asset.pick')
    const id = newPartId()
    const asset: Asset | null = ring
      ? {
          id,
          name: { zh: t('assetKind.store'), en: '' },
          kind: 'store',
          footing: { kind: 'area', ring },
          heightM: 8,
          explosionZone: null,
        }
      : at
        ? {
            id,
            name: { zh: t('assetKind.tank'), en: '' },
            kind: 'tank',
            footing: { kind: 'point', at, radiusM: 5 },
            heightM: 10,
            explosionZone: null,
          }
        : null
    if (!asset) return
    changeSite((doc) => ({ ...doc, assets: [...doc.assets, asset] }), 'edit.addAsset')
    selection.getState().select({ kind: 'asset', id: site.id, partId: id })
  }
  return (
    <Section title={t('site.assets')} count={site.assets.length} open>
      <Row>
        <Button
          icon={<Plus size={16} aria-hidden />}
          onPress={() => void add(false)}
          testId="add-asset-point"
        >
          {t('asset.addPoint')}
        </Button>
        <Button icon={<Plus size={16} aria-hidden />} onPress={() => void add(true)} testId="add-asset-area">
          {t('asset.addArea')}
        </Button>
      </Row>
      {site.assets.map((asset) => (
        <div key={asset.id}>
          <Item
            testId="asset-row"
            title={nameOf(asset.name)}
            current={asset.id === partId}
            sub={
              <>
                <span>{t(`assetKind.${asset.kind}`)}</span>
                <span>{t('unit.m', { value: asset.heightM })}</span>
                {asset.explosionZone ? <span>{t('asset.zone')}</span> : null}
              </>
            }
            onPress={() => {
              selection.getState().select({ kind: 'asset', id: site.id, partId: asset.id })
              selection
                .getState()
                .zoomTo(
                  asset.footing.kind === 'area'
                    ? ringPlace(asset.footing.ring)
                    : pointPlace(assetMiddle(asset)),
                )
            }}
          />
          {asset.id === partId ? (
            <>
              <WhatSawAsset asset={asset} />
              <AssetForm asset={asset} />
            </>
          ) : null}
        </div>
      ))}
    </Section>
  )
}
