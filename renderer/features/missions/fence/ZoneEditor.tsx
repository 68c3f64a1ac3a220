import { Trash2 } from 'lucide-react'
import type { FenceZone, Mission } from '../../../../src/core/mission/mission.ts'
import { changeMission } from '../../../desk/edited.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox, NumberField, Select, TextField } from '../../../ui/fields.tsx'
import { Grid, Hint, Row } from '../../../ui/layout.tsx'

/** What a zone begins with when somebody gives it a floor or a ceiling, over home, m. */
const USUAL = { floorM: 0, ceilingM: 120 }

const withZone = (mission: Mission, id: string, change: (zone: FenceZone) => FenceZone): Mission => ({
  ...mission,
  fence: mission.fence.map((zone) => (zone.id === id ? change(zone) : zone)),
})

/** Name, side, heights and (of a circle) radius of one zone; its corners are in hand on the map. */
export function ZoneEditor({ zone, onRemove }: { zone: FenceZone; onRemove: () => void }) {
  const t = useT()
  const set = (change: (zone: FenceZone) => FenceZone): void =>
    changeMission((doc) => withZone(doc, zone.id, change), 'edit.zone')
  const rename = (text: string): void =>
    set((old) => {
      const { name: _, ...rest } = old
      return text.trim() === '' ? rest : { ...rest, name: text.trim() }
    })
  const height = (which: keyof typeof USUAL, least: number, most: number) => {
    const value = zone[which]
    return (
      <div>
        <Checkbox
          label={t(`fence.${which}`)}
          value={value !== null}
          onChange={(on) => set((old) => ({ ...old, [which]: on ? usual(which, zone) : null }))}
          testId={`zone-has-${which}`}
        />
        {value === null ? null : (
          <NumberField
            label={t('fence.overHome')}
            value={value}
            min={least}
            max={most}
            onChange={(metres) => set((old) => ({ ...old, [which]: metres }))}
            testId={`zone-${which}`}
          />
        )}
      </div>
    )
  }
  return (
    <>
      <TextField
        label={t('fence.name')}
        value={zone.name ?? ''}
        maxLength={100}
        commit={rename}
        testId="zone-name"
      />
      <Grid>
        <Select
          label={t('fence.side')}
          value={zone.inclusion ? 'in' : 'out'}
          options={(['in', 'out'] as const).map((value) => ({ value, label: t(`fence.${value}`) }))}
          onChange={(value) => set((old) => ({ ...old, inclusion: value === 'in' }))}
          testId="zone-side"
        />
        {zone.shape === 'circle' ? (
          <NumberField
            label={t('pattern.radius')}
            value={zone.radiusM}
            min={1}
            max={100_000}
            onChange={(radiusM) => set((old) => (old.shape === 'circle' ? { ...old, radiusM } : old))}
            testId="zone-radius"
          />
        ) : null}
        {height('floorM', -200, zone.ceilingM ?? 1000)}
        {height('ceilingM', zone.floorM ?? -200, 1000)}
      </Grid>
      {zone.floorM !== null || zone.ceilingM !== null ? <Hint>{t('fence.heightsHint')}</Hint> : null}
      <Row>
        <Hint>{t('fence.onMap')}</Hint>
        <Button look="quiet" icon={<Trash2 size={16} aria-hidden />} onPress={onRemove} testId="remove-zone">
          {t('app.remove')}
        </Button>
      </Row>
    </>
  )
}

/** A floor below the ceiling, a ceiling above the floor. */
function usual(which: keyof typeof USUAL, { floorM, ceilingM }: FenceZone): number {
  return which === 'floorM'
    ? Math.min(USUAL.floorM, ceilingM ?? USUAL.floorM)
    : Math.max(USUAL.ceilingM, floorM ?? USUAL.ceilingM)
}
