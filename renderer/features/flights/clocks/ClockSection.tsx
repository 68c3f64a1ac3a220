import { Clock } from 'lucide-react'
import type { Flight } from '../../../../src/core/flight/flight.ts'
import { showClock } from './showClock.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Hint, Row, Section } from '../../../ui/layout.tsx'
import { CameraClockItem } from './CameraClockItem.tsx'
import { useCameraClocks } from './clocks.ts'

/** The clock of each camera of a flight: what tells how far it is off, and the officer's answer. */
export function ClockSection({ flight }: { flight: Flight }) {
  const t = useT()
  const cameras = useCameraClocks(flight)
  return (
    <Section title={t('clock.title')} open={cameras.length > 0} testId="clocks">
      {cameras.map((camera) => (
        <CameraClockItem key={camera.device} flight={flight} camera={camera} />
      ))}
      <Hint>{t('clock.showHint')}</Hint>
      <Row>
        <Button icon={<Clock size={16} aria-hidden />} onPress={() => showClock()} testId="show-clock">
          {t('clock.show')}
        </Button>
      </Row>
    </Section>
  )
}
