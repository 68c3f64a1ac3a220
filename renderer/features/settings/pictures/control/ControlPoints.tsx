import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import {
  type Control,
  type ControlPoint,
  FITS,
  type Fitted,
  fittedOn,
  LEAST_POINTS,
} from '../../../../../src/core/geo/controlPoints.ts'
import type { Vec } from '../../../../../src/core/geo/frame.ts'
import type { LatLon } from '../../../../../src/core/geo/position.ts'
import { picking, pickPoint } from '../../../../desk/editing/pick.ts'
import { useHalf } from '../../../../desk/form/half.ts'
import { laying } from '../../../../desk/laying.ts'
import { placesSaid } from '../../../../desk/markedPlace.ts'
import { number } from '../../../../i18n/format.ts'
import { useT } from '../../../../i18n/index.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Select, TextField } from '../../../../ui/fields.tsx'
import { Hint, Notice, Row, Section } from '../../../../ui/layout.tsx'
import styles from './controlRow.module.css'
import { ControlRow } from './ControlRow.tsx'
import { PicturePicker, type PictureSize } from './PicturePicker.tsx'

type Half = {
  isOpen: boolean
  fit: Control['fit']
  points: readonly ControlPoint[]
  at: Vec | null
  said: string
}

const isAsking = ({ question }: { question: { promptKey: string } | null }): boolean =>
  question?.promptKey === 'control.onMap'

/** What was asked of the map is not wanted any more. */
function stopPicking(): void {
  const now = picking.getState()
  if (isAsking(now)) now.answer(null)
}

/**
 * Lays a picture by places that are known in it and on the ground: the map shows at once how it would lie, what is left over
 * at each is told, and it is written in one step. What was begun stands there again.
 */
export function ControlPoints(props: {
  layerId: string
  url: string
  control: Control | undefined
  onLaid: (laid: { corners: Fitted['corners']; control: Control }) => void
}) {
  const t = useT()
  const { layerId, control, url } = props
  // As it is written: what is gone on with.
  const from = { fit: control?.fit ?? 'similarity', points: control?.points ?? [] } as const
  const [half, change, forget] = useHalf<Half>(`layer/${layerId}/control`, () => ({
    isOpen: false,
    ...from,
    at: null,
    said: '',
  }))
  const { isOpen, fit, points, at, said } = half
  const [size, setSize] = useState<PictureSize | null>(null)
  const isPicking = useStore(picking, isAsking)
  const laid = size ? fittedOn({ fit, points: [...points] }, size) : null
  const fitted = laid && !('code' in laid) ? laid : null
  useEffect(() => {
    const marks = points.map(({ on }, i) => ({ number: i + 1, on, isWorst: i === fitted?.worst }))
    laying.setState({ now: isOpen ? { layerId, corners: fitted?.corners ?? null, marks } : null })
  })
  useEffect(
    () => () => {
      laying.setState({ now: null })
      stopPicking()
    },
    [],
  )
  if (!isOpen)
    return (
      <Row>
        <Button onPress={() => change({ ...from, isOpen: true })} testId="control-open">
          {t(control ? 'control.openAgain' : 'control.open')}
        </Button>
      </Row>
    )
  const put = (index: number, point: Partial<ControlPoint>): void =>
    change((now) => ({ points: now.points.map((one, i) => (i === index ? { ...one, ...point } : one)) }))
  const add = (there: Vec, on: LatLon): void =>
    change((now) => ({ points: [...now.points, { at: there, on, isUsed: true }], at: null, said: '' }))
  const askMap = async (there: Vec): Promise<void> => {
    const on = await pickPoint('control.onMap')
    if (on) add(there, on)
  }
  const close = (): void => {
    stopPicking()
    forget()
  }
  return (
    <Section title={t('control.title')} count={points.length} open>
      <div className={styles.control} data-testid="control-points">
        <Hint>{t(at ? 'control.hintMap' : 'control.hintPicture')}</Hint>
        <PicturePicker
          url={url}
          size={size}
          onSize={setSize}
          marks={[
            ...points.map((point, i) => ({ number: i + 1, at: point.at, isWorst: i === fitted?.worst })),
            ...(at ? [{ number: points.length + 1, at, isWorst: false }] : []),
          ]}
          onPick={(there) => {
            change({ at: there })
            void askMap(there)
          }}
        />
        {at ? (
          <OnGround
            number={points.length + 1}
            said={said}
            onSay={(text) => change({ said: text })}
            isPicking={isPicking}
            onMap={() => void askMap(at)}
            onSaid={(on) => {
              stopPicking()
              add(at, on)
            }}
            onDrop={() => {
              stopPicking()
              change({ at: null, said: '' })
            }}
          />
        ) : null}
        {points.map((point, i) => (
          <ControlRow
            // A point is what it is by its place in the list.
            // oxlint-disable-next-line react/no-array-index-key
            key={i}
            number={i + 1}
            point={point}
            missM={fitted && (fitted.rmsM !== null || !point.isUsed) ? (fitted.missesM[i] ?? null) : null}
            isWorst={i === fitted?.worst}
            onUse={(isUsed) => put(i, { isUsed })}
            onMap={() => void pickPoint('control.onMap').then((on) => on && put(i, { on }))}
            onRemove={() => change((now) => ({ points: now.points.filter((_, k) => k !== i) }))}
          />
        ))}
        <Select
          label={t('control.fit')}
          value={fit}
          options={FITS.map((value) => ({ value, label: t(`controlFit.${value}`) }))}
          onChange={(value) => change({ fit: value })}
          testId="control-fit"
        />
        {laid && 'code' in laid ? (
          <Notice tone={laid.code === 'control_few' ? 'info' : 'warning'} testId="control-why">
            {t(`control.${laid.code}`, { least: LEAST_POINTS[fit] })}
          </Notice>
        ) : fitted ? (
          <Notice tone="info" testId="control-rms">
            {fitted.rmsM === null
              ? t('control.untold')
              : t('control.rms', {
                  rms: number(fitted.rmsM, 2),
                  n: points.filter(({ isUsed }) => isUsed).length,
                })}
          </Notice>
        ) : null}
        <Row>
          <Button
            look="primary"
            isDisabled={!fitted}
            onPress={() => {
              if (!fitted) return
              props.onLaid({ corners: fitted.corners, control: { fit, points: [...points] } })
              close()
            }}
            testId="control-save"
          >
            {t('control.save')}
          </Button>
          <Button look="quiet" onPress={close}>
            {t('app.discard')}
          </Button>
        </Row>
      </div>
    </Section>
  )
}

/** Where the place that was chosen in the picture is on the ground: on the map, or by its coordinate. */
function OnGround(props: {
  number: number
  said: string
  onSay: (text: string) => void
  isPicking: boolean
  onMap: () => void
  onSaid: (on: LatLon) => void
  onDrop: () => void
}) {
  const t = useT()
  const { said } = props
  const readings = said.trim() === '' ? [] : placesSaid(said)
  const isAsked = readings.length > 1
  return (
    <div className={styles.control} data-testid="control-on">
      <TextField
        label={t('control.coordinate', { n: props.number })}
        value={said}
        onChange={props.onSay}
        maxLength={100}
        bad={said.trim() !== '' && readings.length === 0 ? t('control.noCoordinate') : undefined}
        testId="control-coordinate"
      />
      <Row>
        {readings.map(({ at, datum }, i) => (
          // The readings of one text stand in one order.
          // oxlint-disable-next-line react/no-array-index-key
          <Button key={i} onPress={() => props.onSaid(at)} testId={`control-say-${datum}`}>
            {isAsked ? t(`datumName.${datum}`) : t('control.take')}
          </Button>
        ))}
        {props.isPicking ? null : <Button onPress={props.onMap}>{t('control.chooseOnMap')}</Button>}
        <Button look="quiet" onPress={props.onDrop}>
          {t('control.drop')}
        </Button>
      </Row>
    </div>
  )
}
