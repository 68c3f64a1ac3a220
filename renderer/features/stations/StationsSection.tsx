import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { useStations } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt, notices } from '../../desk/notices.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Badge, Hint, Notice, Row, Section } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'
import styles from './stations.module.css'
import { useHalf } from '../../desk/form/half.ts'

type StationRow = CallOutput<'station.list'>['stations'][number]

/** This station by the code that is read out to another, and all others that entries came from. */
export function StationsSection() {
  const t = useT()
  const { data } = useStations()
  const isAsking = data?.stations.some(({ kind, isAccepted }) => kind === 'other' && !isAccepted) ?? false
  // Unfolded by a station that nobody has accepted yet; it does not fold again under the hand that accepts it.
  const [isOpen, setOpen] = useState(false)
  if (isAsking && !isOpen) setOpen(true)
  if (!data) return null
  const others = data.stations.filter(({ kind }) => kind !== 'own')
  const own = data.stations.find(({ kind }) => kind === 'own')
  return (
    <Section title={t('stations.title')} count={data.stations.length} open={isOpen} testId="stations">
      <div className={styles.own}>
        <span className={styles.label}>{t('stations.own')}</span>
        {data.code ? (
          <output className={styles.code} data-testid="own-code">
            {data.code}
          </output>
        ) : (
          <Hint>{t('stations.ownComing')}</Hint>
        )}
        <Hint>{t('stations.ownHint')}</Hint>
      </div>
      {own && own.branches > 1 ? <Branches row={own} /> : null}
      {others.length === 0 ? <Hint>{t('stations.none')}</Hint> : null}
      <ul className={styles.list}>
        {others.map((row) => (
          <li key={row.station} data-testid="station-row" data-code={row.code}>
            <Station row={row} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Branches = ({ row: { branches } }: { row: StationRow }) => {
  const t = useT()
  return <Notice tone="warning">{t('stations.branches', { n: branches })}</Notice>
}

function Station({ row }: { row: StationRow }) {
  const t = useT()
  const { kind, name, code, entries, lastAtMs, isAccepted, branches, hidden, why } = row
  const [isNaming, setNaming] = useState(false)
  const canBeAccepted = kind === 'other'
  return (
    <>
      <div className={styles.line}>
        <b>
          <Named>{name || t(`stationKind.${kind}`)}</Named>
        </b>
        {canBeAccepted ? (
          <Badge tone={isAccepted ? 'good' : 'warning'}>
            {t(isAccepted ? 'stations.accepted' : 'stations.notAccepted')}
          </Badge>
        ) : (
          <Badge tone="info">{t(`stationKind.${kind}`)}</Badge>
        )}
      </div>
      <div className={styles.small}>
        <span className={styles.codeSmall}>{code}</span>
        <span>{t('stations.entries', { n: entries })}</span>
        {lastAtMs === null ? null : <span>{t('stations.last', { at: dateTime(lastAtMs) })}</span>}
      </div>
      {branches > 1 ? <Branches row={row} /> : null}
      {hidden > 0 && why ? (
        <Notice tone="info">{`${t('stations.hidden', { n: hidden })} ${t(`hiddenWhy.${why}`)}`}</Notice>
      ) : null}
      {canBeAccepted && isNaming ? <Accept row={row} onDone={() => setNaming(false)} /> : null}
      {canBeAccepted && !isNaming ? (
        <Row>
          {isAccepted ? (
            <CallButton
              call="station.withdraw"
              testId="station-withdraw"
              onPress={() =>
                void attempt(() =>
                  write('station.withdraw', { station: row.station }, 'edit.withdrawStation'),
                )
              }
            >
              {t('stations.withdraw')}
            </CallButton>
          ) : (
            <CallButton call="station.accept" onPress={() => setNaming(true)} testId="station-accept">
              {t('stations.accept')}
            </CallButton>
          )}
        </Row>
      ) : null}
    </>
  )
}

/** Accepts a station under a name, after both codes were read to each other. */
function Accept({ row, onDone }: { row: StationRow; onDone: () => void }) {
  const t = useT()
  const [{ name }, set, forget] = useHalf(`accept/${row.station}`, () => ({ name: row.name }))
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const accept = (): void => {
    setTried(true)
    if (name.trim() === '') return
    setBusy(true)
    void attempt(async () => {
      const { shown } = await write(
        'station.accept',
        { station: row.station, name: name.trim() },
        'edit.acceptStation',
      )
      notices.getState().tell('good', 'stations.acceptedNow', { n: shown })
      forget()
      onDone()
    }).then(() => setBusy(false))
  }
  return (
    <div className={styles.accept}>
      <p>{t('stations.compare', { code: row.code })}</p>
      <output className={styles.code}>{row.code}</output>
      <TextField
        label={t('stations.nameField')}
        value={name}
        maxLength={100}
        onChange={(text) => set({ name: text })}
        bad={isTried && name.trim() === '' ? t('stations.nameMissing') : null}
        testId="station-name"
      />
      <Row>
        <CallButton
          call="station.accept"
          look="primary"
          isDisabled={isBusy}
          onPress={accept}
          testId="station-accept-go"
        >
          {t(isBusy ? 'stations.accepting' : 'stations.acceptGo')}
        </CallButton>
        <Button
          onPress={() => {
            forget()
            onDone()
          }}
        >
          {t('app.back')}
        </Button>
      </Row>
    </div>
  )
}
