import { Film } from 'lucide-react'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import { api } from '../../../api/client.ts'
import { useCall, useReferred } from '../../../api/hooks.ts'
import { moment } from '../../../desk/moment.ts'
import { selection } from '../../../desk/selection.ts'
import { number } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Facts, Section } from '../../../ui/layout.tsx'
import { Button as AriaButton } from 'react-aria-components'
import { cx } from '../../../ui/cx.ts'
import styles from '../flights.module.css'
import { neutral } from '../../../../src/core/units/shown.ts'

/** Of a kept frame: the clip it comes from, its moment, and how it was made. */
export function DerivedFrom({ footage }: { footage: Footage }) {
  const t = useT()
  const { derived } = footage
  const { doc: clip, isNotHere } = useReferred('footage.get', derived?.parentId)
  if (!derived) return null
  const { recipe, momentS, parentId, parentSha256 } = derived
  const show = (): void => {
    selection.getState().select({ kind: 'footage', id: parentId })
    if (clip?.flightId && clip.takenAt)
      moment.getState().seek(clip.flightId, clip.takenAt.utcMs + momentS * 1000)
  }
  return (
    <Section title={t('footage.derivedFrom')} open testId="derived-from">
      <Facts
        items={[
          [t('footage.parent'), clip?.fileName ?? t(isNotHere ? 'app.notHere' : 'app.opening')],
          [t('footage.moment'), t('unit.s', { value: number(momentS, 3) })],
          [t('footage.parentSha'), parentSha256],
          [
            t('footage.recipe'),
            `${recipe.program}, ${recipe.decoder}, ${recipe.codec} → ${recipe.encoding}, ${recipe.widthPx} × ${recipe.heightPx}`,
          ],
          [t('footage.keptBy'), derived.by],
        ]}
      />
      {clip ? (
        <Button icon={<Film size={16} aria-hidden />} onPress={show} testId="show-parent">
          {t('footage.showParent')}
        </Button>
      ) : null}
    </Section>
  )
}

/** The frames that were kept of a clip, in the order of their moments. */
export function FramesOf({ clip }: { clip: Footage }) {
  const t = useT()
  const { data } = useCall('footage.madeOf', { id: clip.id })
  const frames = (data ?? [])
    .map(({ doc }) => doc)
    .filter(({ derived }) => derived?.parentId === clip.id)
    .sort((a, b) => (a.derived?.momentS ?? 0) - (b.derived?.momentS ?? 0))
  if (frames.length === 0) return null
  return (
    <Section title={t('footage.frames')} count={frames.length} open testId="frames-of">
      <div className={styles.strip}>
        {frames.map((frame) => (
          <AriaButton
            key={frame.id}
            className={cx(styles.thumb)}
            aria-label={neutral(frame.fileName)}
            data-testid="kept-frame"
            onPress={() => selection.getState().select({ kind: 'footage', id: frame.id })}
          >
            <img src={api.mediaUrl(frame.id)} alt="" loading="lazy" />
            <span className={styles.mark}>
              {t('unit.s', { value: number(frame.derived?.momentS ?? 0, 1) })}
            </span>
          </AriaButton>
        ))}
      </div>
    </Section>
  )
}
