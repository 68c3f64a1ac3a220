import { Download } from 'lucide-react'
import { useState } from 'react'
import type { Attempt } from '../../../src/core/draw/draw.ts'
import type { Version } from '../../../src/core/units/id.ts'
import { api } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { save } from '../../desk/save.ts'
import { nameOf } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Body, Empty, Facts, Hint, Row, Section } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'
import { strataOf } from './pool.ts'
import { DrawForm } from './DrawForm.tsx'
import { useHalf } from '../../desk/form/half.ts'

/** A draw with all its attempts, the last of which holds, and the record by which anyone can do it again. */
export function DrawInspector({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useCall('draw.get', { id })
  const [isAgain, setAgain] = useState(false)
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data) return <Empty words={t('app.opening')} />
  const { doc, version } = data
  const last = doc.attempts.at(-1)
  if (isAgain && last)
    return <DrawForm before={{ id, base: version, attempts: doc.attempts }} onDone={() => setAgain(false)} />
  const hand = (): void =>
    void attempt(async () => {
      const { downloadId, fileName } = await api.call('draw.export', { id })
      save(downloadId, fileName)
    })
  return (
    <div data-testid="draw">
      <Head over={t('draw.one')} title={nameOf(doc.name)}>
        {last?.outcome ? null : (
          <Button icon={<Download size={16} aria-hidden />} testId="draw-record" onPress={hand}>
            {t('draw.record')}
          </Button>
        )}
        {last?.outcome ? (
          <CallButton call="draw.again" look="quiet" testId="draw-again" onPress={() => setAgain(true)}>
            {t('draw.again')}
          </CallButton>
        ) : null}
      </Head>
      {doc.attempts.map((one, i) => (
        <Section
          key={one.commitment}
          open
          title={i === 0 ? t('draw.first') : t('draw.nth', { n: i + 1, reason: one.reason })}
        >
          <OneAttempt attempt={one} isLast={one === last} />
          {one.outcome ? null : <Run id={id} base={version} />}
          {one.outcome && one === last ? (
            <Body>
              <Row>
                <Button
                  look="primary"
                  icon={<Download size={16} aria-hidden />}
                  testId="draw-save"
                  onPress={hand}
                >
                  {t('draw.saveRecord')}
                </Button>
              </Row>
              <Hint>{t('draw.replayHint')}</Hint>
            </Body>
          ) : null}
        </Section>
      ))}
    </div>
  )
}

function OneAttempt({
  attempt: { pool, commitment, outcome },
  isLast,
}: {
  attempt: Attempt
  isLast: boolean
}) {
  const t = useT()
  const strata = strataOf(pool)
  const called = new Map([...pool.targets, ...pool.inspectors].map(({ key, name }) => [key, name]))
  return (
    <>
      <Body>
        <Row>
          <Badge tone={!outcome ? 'warning' : isLast ? 'good' : 'unknown'}>
            {t(!outcome ? 'draw.open' : isLast ? 'draw.holds' : 'draw.replaced')}
          </Badge>
        </Row>
      </Body>
      <Facts
        items={[
          [t('draw.commitment'), <code key="commitment">{commitment}</code>],
          [t('draw.share'), String(pool.sharePercent)],
          ...(strata.length > 1
            ? [
                [
                  t('draw.strataSaid'),
                  strata
                    .map(({ name, n }) => t('draw.stratumSaid', { name: name || t('draw.otherStratum'), n }))
                    .join(t('app.comma')),
                ] as const,
              ]
            : []),
          ...pool.targetsExcluded.map(({ name, reason }) => [t('draw.leftOut', { name }), reason] as const),
          ...pool.inspectorsExcluded.map(
            ({ name, reason }) => [t('draw.personOut', { name }), reason] as const,
          ),
          ...(outcome
            ? [
                [t('draw.seed'), `${outcome.seed} ${outcome.seedFrom || t('draw.seedComputer')}`] as const,
                [
                  t('draw.one'),
                  t('draw.said', { n: outcome.drawn.length, of: pool.targets.length }),
                ] as const,
              ]
            : []),
        ]}
      />
      {outcome ? (
        <Body>
          <ol data-testid="drawn">
            {outcome.drawn.map(({ target, inspectors }) => (
              <li key={target}>
                <Named>{called.get(target) ?? target}</Named>
                {inspectors.length > 0
                  ? ` — ${inspectors.map((key) => called.get(key) ?? key).join(t('app.comma'))}`
                  : ''}
              </li>
            ))}
          </ol>
        </Body>
      ) : null}
    </>
  )
}

function Run({ id, base }: { id: string; base: Version }) {
  const t = useT()
  const [{ seed, seedFrom }, set, done] = useHalf(`draw/${id}`, () => ({ seed: '', seedFrom: '' }))
  const run = (): void => {
    const given = { id, base, seed: seed.trim() === '' ? null : seed, seedFrom }
    void attempt(async () => {
      await write('draw.run', given, 'edit.drawRun')
      done()
    })
  }
  return (
    <Body>
      <TextField
        label={t('draw.seed')}
        hint={t('draw.seedHint')}
        value={seed}
        onChange={(text) => set({ seed: text })}
        maxLength={200}
        testId="draw-seed"
      />
      <TextField
        label={t('draw.seedFrom')}
        value={seedFrom}
        onChange={(text) => set({ seedFrom: text })}
        maxLength={200}
      />
      <Row>
        <CallButton call="draw.run" look="primary" testId="draw-run" onPress={run}>
          {t('draw.run')}
        </CallButton>
      </Row>
      <Hint>{t('draw.commitHint')}</Hint>
    </Body>
  )
}
