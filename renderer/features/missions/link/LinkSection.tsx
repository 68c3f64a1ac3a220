import { Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { CallOutput, LinkStatus } from '../../../../src/contract/index.ts'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import type { Verdict } from '../../../../src/core/safety/verdict.ts'
import type { Version } from '../../../../src/core/units/id.ts'
import { ApiError, api } from '../../../api/client.ts'
import { write } from '../../../api/write.ts'
import { CallButton } from '../../../desk/CallButton.tsx'
import { attempt } from '../../../desk/notices.ts'
import { missionPlace } from '../../../desk/places.ts'
import { selection } from '../../../desk/selection.ts'
import { vehicleLink } from '../../../desk/vehicleLink.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { FileDrop } from '../../../ui/FileDrop.tsx'
import { Hint, Notice, Row, Section } from '../../../ui/layout.tsx'
import { VehicleReadings } from './VehicleReadings.tsx'
import { LinkTransfer } from './LinkTransfer.tsx'
import { useHalf } from '../../../desk/form/half.ts'

const STORED = 'sortie.link'

const learn = (status: LinkStatus): void => vehicleLink.setState({ status })

/** The vehicle at the other end of a link: what it says, what is uploaded to it and read from it. */
export function LinkSection(props: {
  mission: Mission
  base: Version
  verdict: Verdict | null
  isStale: boolean
}) {
  const { mission, base, verdict, isStale } = props
  const t = useT()
  const status = useStore(vehicleLink, (state) => state.status)
  const [{ address }, set, forget] = useHalf('link', () => ({
    address: localStorage.getItem(STORED) ?? 'udpin:0.0.0.0:14550',
  }))
  const [isOpening, setOpening] = useState(false)
  const [key, setKey] = useState<File | null>(null)
  /** Several vehicles answered: one of them is to be chosen. */
  const [systems, setSystems] = useState<number[]>([])
  const [done, setDone] = useState<CallOutput<'link.upload'> | null>(null)
  useEffect(() => {
    void api.call('link.status', {}).then(learn, () => undefined)
  }, [])
  const open = (system: number | null): void => {
    setOpening(true)
    setDone(null)
    setSystems([])
    localStorage.setItem(STORED, address)
    void attempt(async () => {
      const [secret] = key ? await api.files([key]) : []
      try {
        learn(await api.call('link.open', { link: address.trim(), system, key: secret?.ref ?? null }))
        forget()
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'several_vehicles') throw error
        setSystems(String(error.params['systems']).split(', ').map(Number))
      }
    }).then(() => setOpening(false))
  }
  const upload = (): void =>
    void attempt(async () => {
      setDone(null)
      setDone(await write('link.upload', { id: mission.id, base }, 'edit.upload'))
    })
  const download = (): void =>
    void attempt(async () => {
      const { siteIds } = mission
      const { doc } = await write('link.download', { siteIds }, 'edit.download')
      selection.getState().goTo({ kind: 'mission', id: doc.id }, missionPlace(doc))
    })
  const isBusy = (status?.busy ?? null) !== null
  return (
    <Section title={t('link.title')} testId="link-section">
      {status?.vehicle ? (
        <>
          <VehicleReadings status={status} fence={mission.fence} />
          {isBusy ? (
            <LinkTransfer />
          ) : (
            <Row>
              <CallButton
                call="link.upload"
                look="primary"
                icon={<Upload size={16} aria-hidden />}
                onPress={upload}
                isDisabled={isStale}
                testId="link-upload"
              >
                {t('link.upload')}
              </CallButton>
              <CallButton call="link.download" onPress={download} testId="link-download">
                {t('link.download')}
              </CallButton>
              <Button
                onPress={() => void attempt(async () => learn(await api.call('link.close', {})))}
                testId="link-close"
              >
                {t('link.close')}
              </Button>
            </Row>
          )}
          {verdict && !verdict.ok ? <Hint>{t('link.held')}</Hint> : null}
          {status.recordProblem ? (
            <Notice tone="warning">{t('link.recordBroke', { problem: status.recordProblem })}</Notice>
          ) : null}
          {done ? (
            <Notice tone="good" testId="link-done">
              {t('link.uploaded', done.counts)}
              {done.unread.length > 0
                ? ` ${t('link.unread', { names: done.unread.join(t('app.comma')) })}`
                : null}
            </Notice>
          ) : null}
        </>
      ) : (
        <>
          {status?.ended ? <Notice tone="error">{t('link.ended', { reason: status.ended })}</Notice> : null}
          <TextField
            label={t('link.address')}
            value={address}
            onChange={(text) => set({ address: text })}
            testId="link-address"
          />
          <Hint>{t('link.hint')}</Hint>
          {systems.length > 0 ? (
            <>
              <Notice tone="warning">{t('link.several')}</Notice>
              <Row>
                {systems.map((system) => (
                  <Button key={system} onPress={() => open(system)} testId={`link-system-${system}`}>
                    {t('link.systemN', { n: system })}
                  </Button>
                ))}
              </Row>
            </>
          ) : null}
          <FileDrop
            label={key ? t('link.keyIs', { file: key.name }) : t('link.key')}
            hint={t('link.keyHint')}
            onFiles={([file]) => setKey(file ?? null)}
            testId="link-key"
          />
          <CallButton
            call="link.open"
            onPress={() => open(null)}
            isDisabled={isOpening || address.trim() === ''}
            testId="link-open"
          >
            {t(isOpening ? 'link.opening' : 'link.open')}
          </CallButton>
        </>
      )}
    </Section>
  )
}
