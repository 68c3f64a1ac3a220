import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { EditProblem } from '../../../../src/core/mission/edits/edit.ts'
import {
  afterEdit,
  editMeant,
  type Figure,
  figureAsked,
  problemOf,
  withFigure,
} from '../../../desk/editing/patternEditing.ts'
import { session } from '../../../desk/editing/session.ts'
import { patternsMeant } from '../../../desk/editing/severalPatterns.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { NumberField } from '../../../ui/fields.tsx'
import { Hint, Row } from '../../../ui/layout.tsx'

/** What each figure begins with, and how far it goes. */
const BOUNDS = {
  offset: { first: 10, min: -500, max: 500 },
  turn: { first: 15, min: -360, max: 360 },
  scale: { first: 110, min: 5, max: 2000 },
} as const

/** The figure of an edit that wants one: the map shows what it comes to before it is taken. */
export function PatternFigure() {
  const what = useStore(figureAsked, (state) => state.what)
  return what ? <Asked key={what} what={what} /> : null
}

function Asked({ what }: { what: Figure }) {
  const t = useT()
  const { first, min, max } = BOUNDS[what]
  const [value, setValue] = useState<number>(first)
  const [problem, setProblem] = useState<EditProblem | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const close = (): void => figureAsked.setState({ what: null })
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.querySelector('input')?.focus()
    preview(what, first, setProblem)
    return () => session.getState().bail()
  }, [what, first])
  const take = (): void => {
    session.getState().bail()
    const edit = withFigure(what, value)
    const found = problemOf(edit)
    setProblem(found)
    if (found) return
    editMeant(edit)
    close()
  }
  return (
    <div ref={box} data-testid="pattern-figure">
      <NumberField
        label={t(`patternEdit.${what}By`)}
        hint={t(`patternEdit.${what}Hint`)}
        bad={problem && t(`editProblem.${problem}`)}
        value={value}
        min={min}
        max={max}
        onChange={(next) => {
          setValue(next)
          preview(what, next, setProblem)
        }}
        testId="pattern-figure-value"
      />
      <Row>
        <Button look="primary" onPress={take} testId="pattern-figure-take">
          {t('patternEdit.take')}
        </Button>
        <Button onPress={close}>{t('tools.cancel')}</Button>
        <Hint>{t('patternEdit.seen')}</Hint>
      </Row>
    </div>
  )
}

/** Shows on the map what the figure comes to; always of the patterns as they are stored. */
function preview(what: Figure, value: number, tell: (problem: EditProblem | null) => void): void {
  const { bail, beginGesture, gesture } = session.getState()
  bail()
  const edit = withFigure(what, value)
  const problem = problemOf(edit)
  tell(problem)
  const ids = patternsMeant()?.meant.map(({ id }) => id) ?? []
  if (problem || ids.length === 0) return
  beginGesture()
  gesture(afterEdit(ids, edit))
}
