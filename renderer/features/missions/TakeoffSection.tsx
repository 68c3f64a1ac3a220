import { useState } from 'react'
import { useStore } from 'zustand'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { sitesOf } from '../../api/sites.ts'
import { attempt } from '../../desk/notices.ts'
import { takeoff } from '../../desk/takeoff.ts'
import { number } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { studyOf } from '../../planning/study.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint, Notice, Row, Section } from '../../ui/layout.tsx'

/** Where, and on how high ground, one may really take off: looked for when asked, drawn on the map. */
export function TakeoffSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { of, region } = useStore(takeoff)
  const [isBusy, setBusy] = useState(false)
  const look = (): void => {
    setBusy(true)
    void attempt(async () => {
      const found = await studyOf('takeoff', mission, await sitesOf(mission.siteIds))
      takeoff.setState({ of: mission, region: found })
    }).then(() => setBusy(false))
  }
  const shown = of === mission ? region : null
  return (
    <Section title={t('takeoff.title')} testId="takeoff">
      <Hint>{t('takeoff.hint')}</Hint>
      <Row>
        <Button onPress={look} isDisabled={isBusy} testId="takeoff-look">
          {t(isBusy ? 'compare.busy' : 'takeoff.look')}
        </Button>
        {shown ? (
          <Button look="quiet" onPress={() => takeoff.setState({ of: null, region: null })}>
            {t('takeoff.hide')}
          </Button>
        ) : null}
      </Row>
      {shown && shown.outlines.length === 0 ? <Notice tone="error">{t('takeoff.nowhere')}</Notice> : null}
      {shown && shown.outlines.length > 0 ? (
        <Notice tone="info" testId="takeoff-found">
          {t('takeoff.found', { step: number(shown.squareM) })}{' '}
          {shown.ground
            ? t('takeoff.ground', {
                low: number(shown.ground.lowestM, 1),
                high: number(shown.ground.highestM, 1),
              })
            : t('takeoff.groundUnknown')}
        </Notice>
      ) : null}
    </Section>
  )
}
