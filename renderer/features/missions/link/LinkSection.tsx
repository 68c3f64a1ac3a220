import { Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { CallOutput, LinkStatus } from '../../../../src/contract/index.ts'
import { flightMode } from '../../../../src/core/flight/flightMode.ts'
import type { FenceZone, Mission } from '../../../../src/core/mission/mission.ts'
import { fenceDistanceM } from '../../../../src/core/safety/fenceDistance.ts'
import type { Verdict } from '../../../../src/core/safety/verdict.ts'
import { ApiError, api } from '../../../api/client.ts'
import { write } from '../../../api/write.ts'
import { CallButton } from '../../../desk/CallButton.tsx'
import { attempt } from '../../../desk/notices.ts'
import { missionPlace } from '../../../desk/places.ts'
import { selection } from '../../../desk/selection.ts'
import { tasks } from '../../../desk/tasks.ts'
import { vehicleLink } from '../../../desk/vehicleLink.ts'
import { number, percent, position } from '../../../i18n/format.ts'
import { t as translate, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { FileDrop } from '../../../ui/FileDrop.tsx'
import { Facts, Hint, Notice, Progress, Row, Section } from '../../../ui/layout.tsx'

const STORED = 'sortie.link'
/** After this long without a word the readings are old, ms. */
const SILENT_MS = 5000

const learn = (status: LinkStatus): void => vehicleLink.setState({ status })

/** The vehicle at the other end of a link: what it says, what is uploaded to it and read from it. */
export function LinkSection(props: {
  mission: Mission
  base: number
  verdict: Verdict | null
  isStale: boolean
}) {
  const { mission, base, verdict, isStale } = props
  const t = useT()
  const status = useStore(vehicleLink, (state) => state.status)
  const [address, setAddress] = useState(() => localStorage.getItem(STORED) ?? 'udpin:0.0.0.0:14550')
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
          <Readings status={status} fence={mission.fence} />
          {isBusy ? (
            <Transfer />
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
          <TextField label={t('link.address')} value={address} onChange={setAddress} testId="link-address" />
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

/** What the vehicle is doing by its own mode; a mode without a name here shows its number. */
function modeWords({ firmware, mavType }: NonNullable<LinkStatus['vehicle']>, mode: number): string {
  const known = flightMode(firmware, mavType, mode)
  return known ? translate(`flightMode.${known}`) : translate('link.mode', { n: mode })
}

function Readings({ status, fence }: { status: LinkStatus; fence: readonly FenceZone[] }) {
  const t = useT()
  const { vehicle, live, record } = status
  const [nowMs, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (!vehicle) return null
  const at = live && live.lat !== null && live.lon !== null ? { lat: live.lat, lon: live.lon } : null
  const fenceM = at && fenceDistanceM(fence, at)
  const metres = (value: number | null | undefined) =>
    value == null ? t('link.unknown') : t('unit.m', { value: number(value, 1) })
  const silentS = live ? Math.round((nowMs - live.heardAtMs) / 1000) : 0
  const state = [
    t(live?.isArmed ? 'link.armed' : 'link.disarmed'),
    ...(live?.isInAir ? [t('link.inAir')] : []),
    ...(live ? [modeWords(vehicle, live.mode)] : []),
  ].join(t('app.comma'))
  return (
    <div data-testid="link-live">
      {silentS * 1000 > SILENT_MS ? <Notice tone="warning">{t('link.silent', { s: silentS })}</Notice> : null}
      {live?.isFenceBreached ? <Notice tone="error">{t('link.breached')}</Notice> : null}
      <Facts
        items={[
          [
            t('link.vehicle'),
            t('link.vehicleN', {
              firmware: vehicle.firmware ? t(`firmware.${vehicle.firmware}`) : '?',
              system: vehicle.system,
            }),
          ],
          [t('link.state'), state],
          [t('link.place'), at ? position(at) : t('link.noFix')],
          [t('link.height'), metres(live?.heightM)],
          [
            t('link.speed'),
            live?.speedMS == null ? t('link.unknown') : t('strip.speedOnly', { ms: number(live.speedMS, 1) }),
          ],
          [
            t('link.battery'),
            live?.batteryShare == null
              ? t('link.unknown')
              : `${percent(live.batteryShare)}${live.voltageV === null ? '' : ` ${number(live.voltageV, 1)} V`}`,
          ],
          [t('link.item'), live?.item == null ? t('link.unknown') : number(live.item)],
          [
            t('link.fence'),
            fenceM === null
              ? t('link.unknown')
              : fenceM >= 0
                ? t('link.distance', { m: number(fenceM, 0) })
                : t('link.beyond', { m: number(-fenceM, 0) }),
          ],
          [t('link.record'), record],
        ]}
      />
      {[...new Set(live?.words)].slice(0, 2).map((line) => (
        <Hint key={line}>{line}</Hint>
      ))}
    </div>
  )
}

function Transfer() {
  const t = useT()
  const running = useStore(tasks, (state) => state.running.find(({ task }) => task.startsWith('link.')))
  const kind = (['mission', 'fence', 'rally'] as const).find((one) => one === running?.label) ?? 'mission'
  const words = t('link.sending', {
    kind: t(`linkKind.${kind}`),
    done: running?.done ?? 0,
    total: running?.total ?? 0,
  })
  return (
    <>
      <Notice tone="info">
        {words}
        <Progress done={running?.done ?? 0} total={running?.total ?? 0} label={words} />
      </Notice>
      <Button onPress={() => void attempt(() => api.call('link.cancel', {}))} testId="link-cancel">
        {t('link.cancel')}
      </Button>
    </>
  )
}
