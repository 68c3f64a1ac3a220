import type { Spacing } from '../../../../../src/core/mission/pattern.ts'
import { newSpacing } from '../../../../../src/core/pattern/newPattern.ts'
import { useT } from '../../../../i18n/index.ts'
import { NumberField, Select } from '../../../../ui/fields.tsx'

/** Lane spacing, in metres or from the camera's footprint. */
export function SpacingFields(props: {
  spacing: Spacing
  hasCamera: boolean
  onChange: (spacing: Spacing) => void
}) {
  const { spacing, hasCamera, onChange } = props
  const t = useT()
  return (
    <>
      <Select
        label={t('pattern.spacingBy')}
        value={spacing.by}
        options={[
          { value: 'camera', label: t('pattern.byCamera') },
          { value: 'distance', label: t('pattern.byDistance') },
        ]}
        onChange={(by) => onChange(newSpacing(by))}
        bad={spacing.by === 'camera' && !hasCamera ? t('pattern.needsCamera') : null}
      />
      {spacing.by === 'distance' ? (
        <NumberField
          label={t('pattern.spacing')}
          value={spacing.spacingM}
          min={0.5}
          max={1000}
          onChange={(spacingM) => onChange({ by: 'distance', spacingM })}
          testId="survey-spacing"
        />
      ) : (
        <>
          <NumberField
            label={t('pattern.sidelap')}
            value={spacing.sidelap * 100}
            min={0}
            max={95}
            onChange={(value) => onChange({ ...spacing, sidelap: value / 100 })}
          />
          <NumberField
            label={t('pattern.overlap')}
            value={spacing.overlap * 100}
            min={0}
            max={95}
            onChange={(value) => onChange({ ...spacing, overlap: value / 100 })}
          />
        </>
      )}
    </>
  )
}
