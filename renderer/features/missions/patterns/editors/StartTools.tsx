import { ArrowLeftRight, MapPin } from 'lucide-react'
import type { LatLon } from '../../../../../src/core/geo/position.ts'
import type { Key } from '../../../../i18n/index.ts'
import { pickPoint } from '../../../../desk/editing/pick.ts'
import { useT } from '../../../../i18n/index.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Row } from '../../../../ui/layout.tsx'

/** Where a pattern begins: shown on the map, at its other end where it has one, or as the planner finds it. */
export function StartTools(props: {
  onPick: (near: LatLon) => void
  /** Whether it begins at its other end, and how that is changed; left out where it has none. */
  otherEnd?: { isTaken: boolean; toggle: () => void }
  /** How it begins where nobody says; null: it does so already. */
  asFound: { labelKey: Key; run: () => void } | null
}) {
  const t = useT()
  const { onPick, otherEnd, asFound } = props
  const pick = async (): Promise<void> => {
    const near = await pickPoint('patternEdit.pickStart')
    if (near) onPick(near)
  }
  return (
    <Row>
      <Button icon={<MapPin size={16} aria-hidden />} onPress={() => void pick()} testId="pattern-start">
        {t('patternEdit.start')}
      </Button>
      {otherEnd ? (
        <Button
          icon={<ArrowLeftRight size={16} aria-hidden />}
          pressed={otherEnd.isTaken}
          onPress={otherEnd.toggle}
          testId="pattern-other-end"
        >
          {t('pattern.otherEnd')}
        </Button>
      ) : null}
      {asFound ? (
        <Button look="quiet" onPress={asFound.run} testId="pattern-start-found">
          {t(asFound.labelKey)}
        </Button>
      ) : null}
    </Row>
  )
}
