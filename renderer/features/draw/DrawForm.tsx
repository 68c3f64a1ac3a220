import { useState } from 'react'
import type { Attempt, Pool } from '../../../src/core/draw/draw.ts'
import type { Version } from '../../../src/core/units/id.ts'
import { useCall } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { attempt } from '../../desk/notices.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField, TextField } from '../../ui/fields.tsx'
import { Body, Grid, Hint, Row } from '../../ui/layout.tsx'

/** What a further draw goes on from: the draw, the version of it, and its last attempt. */
export type Before = { readonly id: string; readonly base: Version; readonly last: Attempt }

/** Who may be drawn, the share, who is left out and why: settled before there is a seed. With `before`, drawn again. */
export function DrawForm({ before, onDone }: { before: Before | null; onDone: () => void }) {
  const t = useT()
  const { data: enterprises } = useCall('enterprise.names', {})
  const pool = before?.last.pool
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [share, setShare] = useState(pool?.sharePercent ?? 30)
  const [each, setEach] = useState(pool?.inspectorsPerTarget ?? 2)
  const [people, setPeople] = useState((pool?.inspectors ?? []).map((one) => one.name).join('\n'))
  const [excluded, setExcluded] = useState<Pool['targetsExcluded']>(pool?.targetsExcluded ?? [])
  if (!enterprises) return null
  const isOut = (key: string): boolean => excluded.some((one) => one.key === key)
  const targets = enterprises.filter(({ id }) => !isOut(id))
  const inspectors = [...new Set(people.split('\n').map((one) => one.trim()))].filter((one) => one !== '')
  const isWhole =
    (before ? reason.trim() !== '' : name.trim() !== '') &&
    targets.length > 0 &&
    excluded.every((one) => one.reason.trim() !== '')
  const settle = async (): Promise<void> => {
    const settled: Pool = {
      targets: targets.map(({ id, name: called }) => ({ key: id, name: nameOf(called), stratum: '' })),
      sharePercent: share,
      targetsExcluded: excluded,
      inspectors: inspectors.map((one) => ({ key: one.slice(0, 100), name: one.slice(0, 200), stratum: '' })),
      inspectorsPerTarget: each,
      inspectorsExcluded: pool?.inspectorsExcluded ?? [],
    }
    const isDone = await attempt(async () => {
      const { doc } = before
        ? await write(
            'draw.again',
            { id: before.id, base: before.base, reason, pool: settled },
            'edit.drawCommit',
          )
        : await write('draw.commit', { name: { zh: name, en: '' }, pool: settled }, 'edit.drawCommit')
      selection.getState().goTo({ kind: 'draw', id: doc.id })
    })
    if (isDone) onDone()
  }
  return (
    <Body>
      <h2>{t(before ? 'draw.again' : 'draw.new')}</h2>
      {before ? (
        <TextField
          label={t('draw.why')}
          value={reason}
          onChange={setReason}
          maxLength={1000}
          testId="draw-why"
        />
      ) : (
        <TextField
          label={t('draw.name')}
          value={name}
          onChange={setName}
          maxLength={200}
          testId="draw-name"
        />
      )}
      <Grid>
        <NumberField label={t('draw.share')} value={share} min={1} max={100} step={1} onChange={setShare} />
        <NumberField label={t('draw.perTarget')} value={each} min={0} max={10} step={1} onChange={setEach} />
      </Grid>
      <TextField
        label={t('draw.inspectors')}
        value={people}
        onChange={setPeople}
        lines
        testId="draw-inspectors"
      />
      <ChooseByName
        label={t('draw.leaveOut', { n: targets.length })}
        value=""
        hint={t('draw.excludeHint')}
        options={targets.map(({ id, name: called }) => ({ value: id, label: nameOf(called) }))}
        onChange={(key) => {
          const out = targets.find(({ id }) => id === key)
          if (out) setExcluded([...excluded, { key, name: nameOf(out.name), reason: '' }])
        }}
      />
      {excluded.map((one) => (
        <Row key={one.key}>
          <TextField
            label={`${one.name}：${t('draw.reasonOut')}`}
            value={one.reason}
            maxLength={500}
            onChange={(why) =>
              setExcluded(
                excluded.map((other) => (other.key === one.key ? { ...other, reason: why } : other)),
              )
            }
          />
          <Button look="quiet" onPress={() => setExcluded(excluded.filter(({ key }) => key !== one.key))}>
            {t('app.remove')}
          </Button>
        </Row>
      ))}
      <Hint>{t('draw.commitHint')}</Hint>
      <Row>
        <CallButton
          call="draw.commit"
          look="primary"
          testId="draw-commit"
          onPress={() => void (isWhole && settle())}
        >
          {t('draw.commit')}
        </CallButton>
        <Button look="quiet" onPress={onDone}>
          {t('app.discard')}
        </Button>
      </Row>
    </Body>
  )
}
