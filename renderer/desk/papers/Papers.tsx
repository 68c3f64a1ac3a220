import { useState } from 'react'
import type { CallInput } from '../../../src/contract/index.ts'
import { PAPERS_BY_SUBJECT } from '../../../src/core/papers/paper.ts'
import type { PaperKind } from '../../../src/core/finding/numbers/kinds.ts'
import { useWhole } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Select } from '../../ui/fields.tsx'
import { Badge, Hint, Item, Row, Section } from '../../ui/layout.tsx'
import { CallButton } from '../CallButton.tsx'
import { attempt, notices } from '../notices.ts'
import { openPaper } from './openPaper.ts'
import { PaperSteps } from './PaperSteps.tsx'

type Of = CallInput<'paper.make'>['of']
const TONES = { draft: 'warning', signed: 'info', served: 'good', void: 'error' } as const

/**
 * The papers of something: made with one press and opened at once, and each with its next step. Of an enterprise all that
 * concern it, whatever they were made of.
 */
export function Papers({ of }: { of: Of }) {
  const t = useT()
  const kinds = PAPERS_BY_SUBJECT[of.aggregate]
  const [kind, setKind] = useState<PaperKind>(kinds[0] ?? 'record')
  const [shown, setShown] = useState<string | null>(null)
  const { data: rows = [] } = useWhole(
    'paper.list',
    of.aggregate === 'enterprise' ? { of: null, enterpriseId: of.id } : { of, enterpriseId: null },
  )
  const make = (): void =>
    void attempt(async () => {
      const { doc, others } = await write('paper.make', { kind, of }, 'edit.paper')
      for (const { id } of [doc, ...others]) await openPaper(id)
      setShown(doc.id)
      if (others.length === 0) notices.getState().tell('good', 'paper.made', { no: doc.no })
      else notices.getState().tell('good', 'paper.madeParts', { no: doc.no, n: others.length + 1 })
    })
  return (
    <Section title={t('paper.title')} count={rows.length} testId="papers">
      <Row>
        <Select
          label={t('paper.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`paperKind.${value}`) }))}
          onChange={setKind}
          testId="paper-kind"
        />
        <CallButton call="paper.make" look="primary" onPress={make} testId="paper-make">
          {t('paper.make')}
        </CallButton>
      </Row>
      {rows.length === 0 ? <Hint>{t('paper.none')}</Hint> : null}
      {rows.map((row) => (
        <div key={row.id}>
          <Item
            title={`${t(`paperKind.${row.kind}`)} ${row.no === '' ? t('paper.noNumber') : row.no}`}
            sub={
              <>
                <Badge tone={TONES[row.state]}>{t(`paperState.${row.state}`)}</Badge>
                <span>{dateTime(row.madeAtMs)}</span>
                {row.differences > 0 ? <span>{t('paper.differences', { n: row.differences })}</span> : null}
              </>
            }
            current={shown === row.id}
            onPress={() => setShown(shown === row.id ? null : row.id)}
            testId="paper-row"
          />
          {shown === row.id ? <PaperSteps key={row.version} row={row} /> : null}
        </div>
      ))}
    </Section>
  )
}
