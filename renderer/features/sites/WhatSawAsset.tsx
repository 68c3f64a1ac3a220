import { Eye } from 'lucide-react'
import { useStore } from 'zustand'
import { assetMiddle } from '../../../src/core/site/assetMiddle.ts'
import type { Asset } from '../../../src/core/site/site.ts'
import { attempt } from '../../desk/notices.ts'
import { askSaw, saw } from '../../desk/saw.ts'
import { SawList } from '../../desk/SawList.tsx'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Body, Row } from '../../ui/layout.tsx'

/** Which photos and clips looked at an asset: the same question that a click on the map asks. */
export function WhatSawAsset({ asset }: { asset: Asset }) {
  const t = useT()
  const isAsked = useStore(saw, (state) => state.found?.asset?.id === asset.id)
  return (
    <>
      <Body>
        <Row>
          <Button
            icon={<Eye size={16} aria-hidden />}
            onPress={() => void attempt(() => askSaw(assetMiddle(asset), asset))}
            testId="saw-asset"
          >
            {t('saw.asset')}
          </Button>
        </Row>
      </Body>
      {isAsked ? <SawList /> : null}
    </>
  )
}
