import type { Campaign } from '../../../src/core/campaign/campaign.ts'
import { useWhole, useCall, useEnterpriseNames } from '../../api/hooks.ts'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Hint } from '../../ui/layout.tsx'

const NONE = ''

/** The random draw that chose the enterprises of a campaign, and those that it drew. */
export function DrawFields({ doc, set }: { doc: Campaign; set: (change: Partial<Campaign>) => void }) {
  const t = useT()
  const { data: rows = [] } = useWhole('draw.list', {})
  const drawId = doc.drawId ?? null
  const { data } = useCall('draw.get', { id: drawId ?? '' }, drawId !== null)
  const here = new Set((useEnterpriseNames().data ?? []).map(({ id }) => id))
  const outcome = data?.doc.id === drawId ? data?.doc.attempts.at(-1)?.outcome : null
  const drawn = (outcome?.drawn ?? []).map(({ target }) => target).filter((id) => here.has(id))
  return (
    <>
      <ChooseByName
        label={t('campaign.draw')}
        value={drawId ?? NONE}
        other={t('app.notHere')}
        options={[
          { value: NONE, label: t('campaign.noDraw') },
          ...rows
            .filter(({ isDrawn }) => isDrawn)
            .map(({ id, name }) => ({ value: id, label: nameOf(name) })),
        ]}
        onChange={(id) => set({ drawId: id === NONE ? null : id })}
        testId="campaign-draw"
      />
      {drawId !== null && outcome ? (
        <>
          <Button
            isDisabled={drawn.length === 0}
            onPress={() => set({ enterpriseIds: drawn })}
            testId="campaign-take-drawn"
          >
            {t('campaign.takeDrawn', { n: drawn.length })}
          </Button>
          {drawn.length < outcome.drawn.length ? (
            <Hint>{t('campaign.drawnElsewhere', { n: outcome.drawn.length - drawn.length })}</Hint>
          ) : null}
        </>
      ) : null}
    </>
  )
}
