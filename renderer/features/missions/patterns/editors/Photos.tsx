import type { PhotoTrigger } from '../../../../../src/core/mission/pattern.ts'
import { newPhotos } from '../../../../../src/core/pattern/newPattern.ts'
import { useT } from '../../../../i18n/index.ts'
import { NumberField, Select } from '../../../../ui/fields.tsx'
import { Grid, Hint } from '../../../../ui/layout.tsx'

/** When photos are taken on the way: not, by distance, by time, or standing still; or a clip of it all. */
export function Photos({
  photo,
  byOverlapM = null,
  onChange,
}: {
  photo: PhotoTrigger
  /** The distance that camera and overlap come to, m: it is flown, and none is typed; null: they say none. */
  byOverlapM?: number | null
  onChange: (photo: PhotoTrigger) => void
}) {
  const t = useT()
  const isGoverned = photo.by === 'distance' && byOverlapM !== null
  return (
    <>
      <Grid>
        <Select
          label={t('pattern.photos')}
          value={photo.by}
          options={(['none', 'distance', 'time', 'hover', 'video'] as const).map((value) => ({
            value,
            label: t(`photos.${value}`),
          }))}
          onChange={(by) => onChange(newPhotos(by))}
          testId="photos-by"
        />
        {photo.by === 'distance' || photo.by === 'hover' ? (
          <NumberField
            label={t('pattern.photoEvery')}
            value={isGoverned ? byOverlapM : photo.everyM}
            isDisabled={isGoverned}
            testId="photo-every"
            min={0.5}
            max={1000}
            onChange={(everyM) => onChange({ ...photo, everyM })}
          />
        ) : null}
        {photo.by === 'time' ? (
          <NumberField
            label={t('pattern.photoEveryS')}
            value={photo.everyS}
            min={0.5}
            max={120}
            onChange={(everyS) => onChange({ ...photo, everyS })}
          />
        ) : null}
        {photo.by === 'hover' ? (
          <NumberField
            label={t('pattern.hold')}
            value={photo.holdS}
            min={0}
            max={60}
            onChange={(holdS) => onChange({ ...photo, holdS })}
          />
        ) : null}
      </Grid>
      {isGoverned ? <Hint>{t('pattern.everyByOverlap')}</Hint> : null}
    </>
  )
}
