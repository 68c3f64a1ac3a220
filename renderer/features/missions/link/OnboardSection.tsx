import { useStore } from 'zustand'
import { paramsOfDataflash } from '../../../../src/core/flight/logs/dataflashParams.ts'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import { readParams } from '../../../../src/core/formats/paramFile.ts'
import { parameterNames } from '../../../../src/core/mission/parameters.ts'
import { api } from '../../../api/client.ts'
import { CallButton } from '../../../desk/CallButton.tsx'
import { changeMission } from '../../../desk/edited.ts'
import { attempt, notices } from '../../../desk/notices.ts'
import { vehicleLink } from '../../../desk/vehicleLink.ts'
import { useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { FileDrop } from '../../../ui/FileDrop.tsx'
import { Hint, Notice, Row, Section } from '../../../ui/layout.tsx'

/** Enough for the parameters of any vehicle, bytes. */
const LONGEST_BYTES = 8_000_000

/** 失效保护核对: what the vehicle really has, read from a file and compared; the verdict tells the differences. */
export function OnboardSection({ mission }: { mission: Mission }) {
  const t = useT()
  const { onboard } = mission
  const isLinked = useStore(
    vehicleLink,
    (state) => state.status?.vehicle != null && state.status.busy === null,
  )
  /** Of a thousand parameters those are kept that the verdict reckons with. */
  const keep = (source: string, all: Readonly<Record<string, number>>): void => {
    const kept = parameterNames(mission.vehicle.firmware)
    const params = Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name)))
    changeMission((doc) => ({ ...doc, onboard: { source: source.slice(0, 200), params } }), 'edit.onboard')
  }
  const bring = ([file]: File[]): void =>
    void attempt(async () => {
      if (!file) return
      // A log has its parameters at its beginning.
      const bytes = new Uint8Array(await file.slice(0, LONGEST_BYTES).arrayBuffer())
      const isLog = bytes[0] === 0xa3 && bytes[1] === 0x95
      const { value, notes } = isLog ? paramsOfDataflash(bytes) : readParams(bytes)
      for (const note of notes)
        notices.getState().tell(note.severity === 'error' ? 'error' : 'warning', 'app.words', {
          words: words('note', note.code, note.params),
        })
      if (value) keep(file.name, value)
    })
  const ask = (): void =>
    void attempt(async () => {
      const { source, params } = await api.call('link.params', {})
      keep(source, params)
    })
  return (
    <Section title={t('onboard.title')} testId="onboard">
      <Hint>{t('onboard.hint')}</Hint>
      <FileDrop label={t('onboard.choose')} hint={t('onboard.drop')} onFiles={bring} testId="onboard-file" />
      <Row>
        <CallButton call="link.params" onPress={ask} isDisabled={!isLinked} testId="onboard-ask">
          {t('onboard.ask')}
        </CallButton>
      </Row>
      {onboard ? (
        <>
          <Notice tone="info" testId="onboard-from">
            {t('onboard.from', { source: onboard.source, n: Object.keys(onboard.params).length })}
          </Notice>
          <Row>
            <Button
              look="quiet"
              onPress={() => changeMission((doc) => ({ ...doc, onboard: null }), 'edit.onboard')}
            >
              {t('onboard.clear')}
            </Button>
          </Row>
        </>
      ) : null}
    </Section>
  )
}
