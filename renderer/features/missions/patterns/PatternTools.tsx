import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { runCommand } from '../../../desk/commands.ts'
import { changeMission } from '../../../desk/edited.ts'
import { patternGroup } from '../../../desk/editing/patternMenu.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Row } from '../../../ui/layout.tsx'
import { MenuAt } from '../../../ui/MenuAt.tsx'
import { movedPattern } from './patterns.ts'

type At = { readonly x: number; readonly y: number }

/** What is done to a pattern as a whole: its turn in the order, everything of the menu, away with it. */
export function PatternTools({ id, isFirst, isLast }: { id: string; isFirst: boolean; isLast: boolean }) {
  const t = useT()
  const row = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<At | null>(null)
  const move = (by: -1 | 1): void => changeMission((doc) => movedPattern(doc, id, by), 'edit.orderPatterns')
  const open = (): void => {
    const box = row.current?.getBoundingClientRect()
    if (box) setMenu({ x: box.left, y: box.bottom })
  }
  return (
    <div ref={row}>
      <Row>
        <Button icon={<Ellipsis size={16} aria-hidden />} onPress={open} testId="pattern-menu-button">
          {t('patternEdit.title')}
        </Button>
        <Button
          look="quiet"
          icon={<ArrowUp size={16} aria-hidden />}
          label={t('pattern.earlier')}
          isDisabled={isFirst}
          onPress={() => move(-1)}
        />
        <Button
          look="quiet"
          icon={<ArrowDown size={16} aria-hidden />}
          label={t('pattern.later')}
          isDisabled={isLast}
          onPress={() => move(1)}
        />
        <Button
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          label={t('app.remove')}
          onPress={() => runCommand('pattern.remove')}
        />
      </Row>
      {menu ? <PatternMenu at={menu} onClose={() => setMenu(null)} /> : null}
    </div>
  )
}

/** The menu of the patterns that are selected. */
export function PatternMenu({ at, onClose }: { at: At; onClose: () => void }) {
  const t = useT()
  return (
    <MenuAt
      at={at}
      label={t('patternEdit.title')}
      groups={[patternGroup(t)]}
      onClose={onClose}
      testId="pattern-menu"
    />
  )
}
