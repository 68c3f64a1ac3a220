import { Plus, Trash2 } from 'lucide-react'
import type { Waypoints } from '../../../../../src/core/mission/pattern.ts'
import { newPartId } from '../../../../api/newId.ts'
import { pickPoint } from '../../../../desk/editing/pick.ts'
import { position } from '../../../../i18n/format.ts'
import { useT } from '../../../../i18n/index.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Checkbox, NumberField } from '../../../../ui/fields.tsx'
import { Grid, Hint } from '../../../../ui/layout.tsx'
import { VirtualRows } from '../../../../ui/VirtualRows.tsx'
import { HeightField, SpeedField } from './WayFields.tsx'

/** How high the fields of a waypoint are, more or less, px. */
const STEP_PX = 130

/** Waypoints by hand, each with its height, stay and photo. */
export function WaypointsEditor(props: {
  pattern: Waypoints
  heightM: number
  put: (pattern: Waypoints) => void
}) {
  const { pattern, heightM, put } = props
  const t = useT()
  const add = async (): Promise<void> => {
    const at = await pickPoint('pattern.pickWaypoint')
    if (!at) return
    const step = {
      kind: 'waypoint',
      id: newPartId(),
      at,
      heightM,
      holdS: 0,
      headingDeg: null,
      speedMS: null,
      photo: true,
    } as const
    put({ ...pattern, steps: [...pattern.steps, step] })
  }
  if (pattern.verbatim) return <Hint>{t('pattern.verbatim')}</Hint>
  return (
    <>
      <SpeedField value={pattern.speedMS} onChange={(speedMS) => put({ ...pattern, speedMS })} />
      <VirtualRows
        rows={pattern.steps}
        total={pattern.steps.length}
        label={t('pattern.waypoints')}
        idOf={idOf}
        rowPx={STEP_PX}
      >
        {(step, i) =>
          step.kind === 'command' ? (
            <Hint>{t('pattern.command', { n: i + 1, command: step.command })}</Hint>
          ) : (
            <>
              <Hint>{t('pattern.waypointN', { n: i + 1, at: position(step.at) })}</Hint>
              <Grid>
                <HeightField
                  value={step.heightM}
                  onChange={(next) =>
                    put({ ...pattern, steps: pattern.steps.with(i, { ...step, heightM: next }) })
                  }
                />
                <NumberField
                  label={t('pattern.hold')}
                  value={step.holdS}
                  min={0}
                  max={3600}
                  onChange={(holdS) => put({ ...pattern, steps: pattern.steps.with(i, { ...step, holdS }) })}
                />
                <Checkbox
                  label={t('pattern.photoHere')}
                  value={step.photo}
                  onChange={(photo) => put({ ...pattern, steps: pattern.steps.with(i, { ...step, photo }) })}
                />
                <Button
                  look="quiet"
                  icon={<Trash2 size={16} aria-hidden />}
                  label={t('app.remove')}
                  onPress={() => put({ ...pattern, steps: pattern.steps.filter((_, j) => j !== i) })}
                />
              </Grid>
            </>
          )
        }
      </VirtualRows>
      <Button icon={<Plus size={16} aria-hidden />} onPress={() => void add()} testId="add-waypoint">
        {t('pattern.addWaypoint')}
      </Button>
    </>
  )
}

const idOf = ({ id }: { id: string }): string => id
