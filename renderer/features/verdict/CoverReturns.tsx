import { useState } from 'react'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { sitesOf } from '../../api/sites.ts'
import { changeMission } from '../../desk/edited.ts'
import { attempt, notices } from '../../desk/notices.ts'
import { t } from '../../i18n/index.ts'
import { studyOf } from '../../planning/study.ts'
import { Button } from '../../ui/Button.tsx'

/** Where one rally point may not be enough: as many as every return needs, found in one go. */
export function CoverReturns({ mission }: { mission: Mission }) {
  const [isBusy, setBusy] = useState(false)
  const cover = (): void => {
    setBusy(true)
    void attempt(async () => {
      const docs = await sitesOf(mission.siteIds)
      const { mission: covered, added, isSafe } = await studyOf('rallyCover', mission, docs)
      changeMission((doc) => ({ ...doc, rallyPoints: covered.rallyPoints }), 'edit.fix')
      notices
        .getState()
        .tell(isSafe ? 'info' : 'warning', isSafe ? 'verdict.covered' : 'verdict.notCovered', { n: added })
    }).then(() => setBusy(false))
  }
  return (
    <Button onPress={cover} isDisabled={isBusy} testId="cover-returns">
      {t('verdict.cover')}
    </Button>
  )
}
