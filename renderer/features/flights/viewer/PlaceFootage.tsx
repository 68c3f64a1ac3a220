import { MapPin } from 'lucide-react'
import { useState } from 'react'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import type { Version } from '../../../../src/core/units/id.ts'
import { write } from '../../../api/write.ts'
import { attempt } from '../../../desk/notices.ts'
import { pointPlace } from '../../../desk/places.ts'
import { selection } from '../../../desk/selection.ts'
import { pickPoint } from '../../../desk/editing/pick.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { NumberField, TextField } from '../../../ui/fields.tsx'
import { Hint, Notice, Section } from '../../../ui/layout.tsx'
import { useHalf } from '../../../desk/form/half.ts'

/** Places footage by hand on the map, with the reason for it. */
export function PlaceFootage({ footage, base }: { footage: Footage; base: Version }) {
  const t = useT()
  const [{ reason, heightM }, set, done] = useHalf(`place/${footage.id}`, () => ({
    reason: '',
    heightM: footage.placement?.heightM ?? null,
  }))
  const [tried, setTried] = useState(false)
  const place = async (): Promise<void> => {
    setTried(true)
    if (reason.trim() === '') return
    const at = await pickPoint('footage.pickPlace')
    if (!at) return
    await attempt(async () => {
      await write(
        'footage.place',
        {
          id: footage.id,
          base,
          placement: {
            at,
            heightM,
            headingDeg: null,
            pitchDeg: null,
            by: 'hand',
            reason: reason.trim(),
          },
        },
        'edit.placeFootage',
      )
      done()
    })
    selection.getState().zoomTo(pointPlace(at))
  }
  return (
    <Section title={t('footage.placeByHand')} open={footage.placement === null}>
      <TextField
        label={t('footage.reason')}
        value={reason}
        maxLength={500}
        onChange={(why) => set({ reason: why })}
        testId="place-reason"
      />
      <NumberField
        label={t('footage.handHeight')}
        value={heightM}
        min={-500}
        max={9000}
        onChange={(height) => set({ heightM: height })}
        testId="place-height"
      />
      <Hint>{t('footage.handHint')}</Hint>
      {tried && reason.trim() === '' ? <Notice tone="error">{t('footage.reasonMissing')}</Notice> : null}
      <Button icon={<MapPin size={16} aria-hidden />} onPress={() => void place()} testId="place-by-hand">
        {t('footage.pickOnMap')}
      </Button>
    </Section>
  )
}
