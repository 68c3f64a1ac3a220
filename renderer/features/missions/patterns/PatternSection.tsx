import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../../src/core/mission/pattern.ts'
import type { Estimate, Route } from '../../../../src/core/route/route.ts'
import { newPartId } from '../../../api/newId.ts'
import { changeMission } from '../../../desk/edited.ts'
import { ringPlace } from '../../../desk/places.ts'
import { selection } from '../../../desk/selection.ts'
import { length } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/fields.tsx'
import { Body, Hint, Item, Row, Section } from '../../../ui/layout.tsx'
import { ByHand } from './ByHand.tsx'
import { movedPattern, withoutPattern } from './patterns.ts'
import { pointsOf } from '../../../../src/core/mission/shapes.ts'
import { EstimateFacts } from './EstimateFacts.tsx'
import { PatternFacts } from './PatternFacts.tsx'
import { drawPattern } from './drawPattern.ts'
import { PatternEditor } from './PatternEditor.tsx'

type Props = { mission: Mission; route: Route | null; partId: string | null }

/** The patterns of a mission in their order; the chosen one unfolds its parameters. */
export function PatternSection({ mission, route, partId }: Props) {
  const t = useT()
  const open = mission.patterns.find(({ id }) => id === partId) ?? mission.patterns[0]
  const estimateOf = ({ id }: Pattern): Estimate | null =>
    route?.estimates.find(({ patternId }) => patternId === id) ?? null
  const add = async (kind: Pattern['kind']): Promise<void> => {
    const id = newPartId()
    const pattern = await drawPattern(kind, id)
    if (!pattern) return
    changeMission((doc) => ({ ...doc, patterns: [...doc.patterns, pattern] }), 'edit.addPattern')
    selection.getState().select({ kind: 'pattern', id: mission.id, partId: id })
  }
  return (
    <Section title={t('mission.patterns')} count={mission.patterns.length} open testId="patterns">
      {mission.patterns.map((pattern, i) => (
        <div key={pattern.id}>
          <Item
            title={t('pattern.nth', { n: i + 1, kind: t(`pattern.${pattern.kind}`) })}
            current={pattern.id === open?.id}
            sub={<PatternFacts pattern={pattern} estimate={estimateOf(pattern)} />}
            onPress={() => {
              selection.getState().select({ kind: 'pattern', id: mission.id, partId: pattern.id })
              const points = pointsOf(pattern)
              if (points.length > 0) selection.getState().zoomTo(ringPlace(points))
            }}
          />
          {pattern.id === open?.id ? (
            <Body>
              <div data-testid="pattern-editor">
                <Body>
                  <PatternEditor pattern={pattern} mission={mission} />
                </Body>
              </div>
              <EstimateFacts estimate={estimateOf(pattern)} />
              {pattern.kind === 'waypoints' ? null : (
                <ByHand mission={mission} route={route} patternId={pattern.id} />
              )}
              <Row>
                <Button
                  look="quiet"
                  icon={<ArrowUp size={16} aria-hidden />}
                  label={t('pattern.earlier')}
                  isDisabled={i === 0}
                  onPress={() =>
                    changeMission((doc) => movedPattern(doc, pattern.id, -1), 'edit.orderPatterns')
                  }
                />
                <Button
                  look="quiet"
                  icon={<ArrowDown size={16} aria-hidden />}
                  label={t('pattern.later')}
                  isDisabled={i === mission.patterns.length - 1}
                  onPress={() =>
                    changeMission((doc) => movedPattern(doc, pattern.id, 1), 'edit.orderPatterns')
                  }
                />
                <Button
                  look="quiet"
                  icon={<Trash2 size={16} aria-hidden />}
                  onPress={() =>
                    changeMission((doc) => withoutPattern(doc, pattern.id), 'edit.removePattern')
                  }
                >
                  {t('app.remove')}
                </Button>
              </Row>
            </Body>
          ) : null}
        </div>
      ))}
      {mission.patterns.length > 1 ? (
        <Checkbox
          label={t('pattern.orderShortest')}
          value={mission.patternOrder === 'shortest'}
          onChange={(isShortest) =>
            changeMission(
              (doc) => ({ ...doc, patternOrder: isShortest ? 'shortest' : 'kept' }),
              'edit.orderPatterns',
            )
          }
        />
      ) : null}
      {mission.part ? (
        <Row>
          <Hint>{t('mission.part', { from: length(mission.part.fromM), to: length(mission.part.toM) })}</Hint>
          <Button
            look="quiet"
            onPress={() => changeMission((doc) => ({ ...doc, part: null }), 'edit.splitMission')}
          >
            {t('mission.partWhole')}
          </Button>
        </Row>
      ) : null}
      <Row>
        {(['survey', 'perimeter', 'corridor', 'orbit', 'visit', 'waypoints'] as const).map((kind) => (
          <Button
            key={kind}
            icon={<Plus size={16} aria-hidden />}
            onPress={() => void add(kind)}
            testId={`add-${kind}`}
          >
            {t(`pattern.${kind}`)}
          </Button>
        ))}
      </Row>
    </Section>
  )
}
