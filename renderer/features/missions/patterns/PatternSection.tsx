import { useState } from 'react'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../../src/core/mission/pattern.ts'
import type { Estimate, Route } from '../../../../src/core/route/route.ts'
import { changeMission } from '../../../desk/edited.ts'
import { selectPattern, useMeant } from '../../../desk/editing/severalPatterns.ts'
import { ringPlace } from '../../../desk/places.ts'
import { selection } from '../../../desk/selection.ts'
import { length } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/fields.tsx'
import { Body, Hint, Item, Notice, Row, Section } from '../../../ui/layout.tsx'
import { ByHand } from './ByHand.tsx'
import { pointsOf } from '../../../../src/core/mission/shapes.ts'
import { EstimateFacts } from './EstimateFacts.tsx'
import { PatternFacts } from './PatternFacts.tsx'
import { AddPattern } from './AddPattern.tsx'
import { PatternFigure } from './PatternFigure.tsx'
import { PatternMenu, PatternTools } from './PatternTools.tsx'
import { PatternEditor } from './PatternEditor.tsx'

type Props = { mission: Mission; route: Route | null; partId: string | null }

/** The patterns of a mission in their order; the chosen one unfolds its parameters. */
export function PatternSection({ mission, route, partId }: Props) {
  const t = useT()
  const open = mission.patterns.find(({ id }) => id === partId) ?? mission.patterns[0]
  const estimateOf = ({ id }: Pattern): Estimate | null =>
    route?.estimates.find(({ patternId }) => patternId === id) ?? null
  const meant = useMeant(mission)
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null)
  return (
    <Section title={t('mission.patterns')} count={mission.patterns.length} open testId="patterns">
      {mission.patterns.length > 1 ? <Hint>{t('pattern.severalHint')}</Hint> : null}
      {meant.size > 1 ? <Notice tone="info">{t('pattern.severalChosen', { n: meant.size })}</Notice> : null}
      {mission.patterns.map((pattern, i) => (
        <div
          key={pattern.id}
          onContextMenu={(event) => {
            event.preventDefault()
            if (!meant.has(pattern.id)) selectPattern(mission.id, pattern.id)
            setMenu({ x: event.clientX, y: event.clientY })
          }}
        >
          <Item
            title={t('pattern.nth', { n: i + 1, kind: t(`pattern.${pattern.kind}`) })}
            current={pattern.id === open?.id}
            {...(meant.size > 1 ? { isChosen: meant.has(pattern.id) } : {})}
            sub={<PatternFacts pattern={pattern} estimate={estimateOf(pattern)} />}
            testId="pattern-row"
            onPress={({ isMore }) => {
              selectPattern(mission.id, pattern.id, isMore)
              const points = pointsOf(pattern)
              if (points.length > 0 && !isMore) selection.getState().zoomTo(ringPlace(points))
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
              <PatternTools id={pattern.id} isFirst={i === 0} isLast={i === mission.patterns.length - 1} />
              <PatternFigure />
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
      <AddPattern mission={mission} />
      {menu ? <PatternMenu at={menu} onClose={() => setMenu(null)} /> : null}
    </Section>
  )
}
