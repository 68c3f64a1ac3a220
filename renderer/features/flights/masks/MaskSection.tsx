import { Plus, Trash2 } from 'lucide-react'
import { useId } from 'react'
import type { Footage } from '../../../../src/core/footage/footage.ts'
import type { Mask } from '../../../../src/core/footage/copies/mask.ts'
import { MASK_REASONS } from '../../../../src/core/footage/copies/mask.ts'
import { keyAt, ringOfBox, withoutKey } from '../../../../src/core/footage/copies/maskShape.ts'
import { number } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import { Select } from '../../../ui/fields.tsx'
import { Hint, Row, Section } from '../../../ui/layout.tsx'
import styles from './maskSection.module.css'
import type { Masks } from './useMasks.ts'

/** A new mask that no pointer draws stands here. */
const MIDDLE = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 }
/** A step of the slider that moves a clip while its masks are drawn, s. */
const SLIDER_STEP_S = 0.04

/** The masks of a picture one by one: why, and for a clip when and by which key frames. */
export function MaskSection(props: {
  footage: Footage
  masks: Masks
  momentS: number
  /** Moves a clip's player. */
  onSeek: (toS: number) => void
}) {
  const { footage, masks, momentS, onSeek } = props
  const t = useT()
  const isClip = footage.kind === 'clip'
  const reasons = MASK_REASONS.map((value) => ({ value, label: t(`mask.${value}`) }))
  return (
    <Section title={t('mask.title')} count={masks.masks.length} open testId="masks">
      <Hint>{isClip ? t('mask.clipHint') : t('mask.photoHint')}</Hint>
      {isClip ? <Moment momentS={momentS} durationS={footage.durationS ?? 1} onSeek={onSeek} /> : null}
      <Select
        label={t('mask.next')}
        value={masks.reason}
        options={reasons}
        onChange={masks.setReason}
        testId="mask-reason"
      />
      <Button
        icon={<Plus size={16} aria-hidden />}
        isDisabled={masks.isFull}
        onPress={() => masks.add(ringOfBox(MIDDLE), isClip ? momentS : 0)}
        testId="add-mask"
      >
        {t('mask.add')}
      </Button>
      {masks.masks.map((mask, i) => (
        <div
          key={mask.id}
          className={cx(styles.one, mask.id === masks.chosenId && styles.chosen)}
          data-testid="mask-row"
        >
          <Row>
            <Select
              label={t('mask.n', { n: i + 1 })}
              value={mask.reason}
              options={reasons}
              onChange={(reason) => masks.change(mask.id, (one) => ({ ...one, reason }))}
            />
            <Button
              look="quiet"
              icon={<Trash2 size={16} aria-hidden />}
              label={t('mask.remove', { n: i + 1 })}
              onPress={() => masks.remove(mask.id)}
              testId="remove-mask"
            />
          </Row>
          {isClip ? <Span mask={mask} masks={masks} momentS={momentS} onSeek={onSeek} /> : null}
        </div>
      ))}
    </Section>
  )
}

/** From when until when a clip's mask covers, and the moments at which somebody set it. */
function Span(props: { mask: Mask; masks: Masks; momentS: number; onSeek: (toS: number) => void }) {
  const { mask, masks, momentS, onSeek } = props
  const t = useT()
  const here = keyAt(mask, momentS)
  const nowS = Math.round(momentS * 1000) / 1000
  const seconds = (s: number): string => t('unit.s', { value: number(s, 2) })
  const from = mask.fromS === null ? t('mask.beginning') : seconds(mask.fromS)
  const to = mask.toS === null ? t('mask.end') : seconds(mask.toS)
  return (
    <>
      <Hint>{t('mask.span', { from, to })}</Hint>
      <Row>
        <Button
          isDisabled={mask.toS !== null && nowS >= mask.toS}
          onPress={() => masks.change(mask.id, (one) => ({ ...one, fromS: nowS }))}
          testId="mask-from"
        >
          {t('mask.fromHere')}
        </Button>
        <Button
          isDisabled={mask.fromS !== null && nowS <= mask.fromS}
          onPress={() => masks.change(mask.id, (one) => ({ ...one, toS: nowS }))}
          testId="mask-to"
        >
          {t('mask.toHere')}
        </Button>
        {mask.fromS === null && mask.toS === null ? null : (
          <Button onPress={() => masks.change(mask.id, (one) => ({ ...one, fromS: null, toS: null }))}>
            {t('mask.whole')}
          </Button>
        )}
      </Row>
      <Hint>{t('mask.keys')}</Hint>
      <Row>
        {mask.keys.map((key) => (
          <Button
            key={key.momentS}
            look="quiet"
            pressed={key === here}
            onPress={() => onSeek(key.momentS)}
            testId="mask-key"
          >
            {seconds(key.momentS)}
          </Button>
        ))}
        {here && mask.keys.length > 1 ? (
          <Button look="quiet" onPress={() => masks.change(mask.id, (one) => withoutKey(one, momentS))}>
            {t('mask.removeKey')}
          </Button>
        ) : null}
      </Row>
    </>
  )
}

/** Moves a clip while its own controls are put away. */
function Moment(props: { momentS: number; durationS: number; onSeek: (toS: number) => void }) {
  const { momentS, durationS, onSeek } = props
  const t = useT()
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{t('mask.moment', { s: number(momentS, 2) })}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={durationS}
        step={SLIDER_STEP_S}
        value={momentS}
        className={styles.slider}
        data-testid="mask-moment"
        onChange={(event) => onSeek(Number(event.target.value))}
      />
    </div>
  )
}
