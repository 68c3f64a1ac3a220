import { VenetianMask } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { commands } from '../../../desk/commands.ts'
import { MASK_KEY } from '../../../desk/reviewKeys.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'

/** Begins and ends the drawing of masks: button, and key M. */
export function MaskToggle({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const t = useT()
  const toggle = useRef(() => onChange(!isOn))
  useEffect(() => {
    toggle.current = () => onChange(!isOn)
  })
  useEffect(
    () =>
      commands.getState().register([
        {
          id: 'footage.masks',
          labelKey: 'mask.draw',
          keys: [MASK_KEY],
          available: () => true,
          whyNot: () => null,
          run: () => toggle.current(),
        },
      ]),
    [],
  )
  return (
    <Button
      icon={<VenetianMask size={16} aria-hidden />}
      pressed={isOn}
      title={t('mask.drawHint')}
      onPress={() => onChange(!isOn)}
      testId="draw-masks"
    >
      {t('mask.draw')}
    </Button>
  )
}
