import { FileDown, Plus } from 'lucide-react'
import { useState } from 'react'
import type { SelfCheck } from '../../../../src/core/duty/selfCheck.ts'
import { useCall, useList } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { CallButton } from '../../../desk/CallButton.tsx'
import { More } from '../../../desk/More.tsx'
import { attempt } from '../../../desk/notices.ts'
import { selection } from '../../../desk/selection.ts'
import { calendarDay } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Badge, Body, Hint, Item, Row, Section, type Tone } from '../../../ui/layout.tsx'
import { HandOutForm } from './HandOutForm.tsx'
import { Scans } from '../../../desk/Scans.tsx'
import { SelfCheckForm } from './SelfCheckForm.tsx'
import { TakeInForm } from './TakeInForm.tsx'

const TONES: Record<SelfCheck['items'][number]['result'], Tone> = {
  inOrder: 'good',
  found: 'warning',
  putRight: 'info',
  notChecked: 'unknown',
}

/** What the enterprise's own safety officer checked, the last first, and what of it became a finding. */
export function SelfChecksChapter({ enterpriseId }: { enterpriseId: string }) {
  const t = useT()
  const { rows = [], total, more } = useList('selfCheck.list', { enterpriseId })
  const [shown, setShown] = useState<string | null>(null)
  const [isNew, setNew] = useState(false)
  const [isHandingOut, setHandingOut] = useState(false)
  return (
    <Section title={t('selfCheck.one')} count={total ?? 0} testId="dossier-self-checks">
      {rows.length === 0 && !isNew ? <Hint>{t('selfCheck.none')}</Hint> : null}
      {isNew ? (
        <SelfCheckForm enterpriseId={enterpriseId} onDone={() => setNew(false)} />
      ) : (
        <Body>
          <CallButton
            call="selfCheck.add"
            look="quiet"
            icon={<Plus size={16} aria-hidden />}
            testId="new-self-check"
            onPress={() => setNew(true)}
          >
            {t('selfCheck.new')}
          </CallButton>
          <CallButton
            call="selfCheck.form"
            look="quiet"
            icon={<FileDown size={16} aria-hidden />}
            testId="hand-out-form"
            onPress={() => setHandingOut(!isHandingOut)}
          >
            {t('selfCheck.handOut')}
          </CallButton>
          {isHandingOut ? (
            <HandOutForm enterpriseId={enterpriseId} onDone={() => setHandingOut(false)} />
          ) : null}
          <TakeInForm enterpriseId={enterpriseId} />
        </Body>
      )}
      {rows.map(({ id, checkedOn, checkedBy, items, found, putRight }) => (
        <div key={id}>
          <Item
            testId="self-check"
            title={`${calendarDay(checkedOn)} ${checkedBy}`}
            current={shown === id}
            onPress={() => setShown(shown === id ? null : id)}
            sub={<span>{t('selfCheck.rowSaid', { items, found, putRight })}</span>}
          />
          {shown === id ? <OneSelfCheck id={id} /> : null}
        </div>
      ))}
      <More shown={rows.length} total={total} onMore={more} />
    </Section>
  )
}

function OneSelfCheck({ id }: { id: string }) {
  const t = useT()
  const { data } = useCall('selfCheck.get', { id })
  if (!data || data.doc.id !== id) return null
  const { items, how, enteredBy, footageIds } = data.doc
  const findingOf = (itemId: string): string | undefined =>
    data.takenOver.find((one) => one.itemId === itemId)?.findingId
  const takeOver = (item: SelfCheck['items'][number]): void =>
    void attempt(() =>
      write(
        'selfCheck.takeOver',
        {
          id,
          itemId: item.id,
          siteId: null,
          at: null,
          assetId: null,
          title: (item.words === '' ? item.what : item.words).slice(0, 200),
          category: '',
          level: 'general',
          risk: null,
          owner: '',
        },
        'edit.takeOver',
      ),
    )
  return (
    <Body>
      <Hint>{t('selfCheck.said')}</Hint>
      {items.map((item) => {
        const findingId = findingOf(item.id)
        return (
          <Row key={item.id}>
            <Badge tone={TONES[item.result]}>{t(`checkResult.${item.result}`)}</Badge>
            <span>{item.what}</span>
            {item.words === '' ? null : <span>{item.words}</span>}
            {findingId === undefined ? null : (
              <Button
                look="quiet"
                testId="self-check-finding"
                onPress={() => selection.getState().goTo({ kind: 'finding', id: findingId })}
              >
                {t('selfCheck.toFinding')}
              </Button>
            )}
            {findingId === undefined && (item.result === 'found' || item.result === 'putRight') ? (
              <CallButton
                call="selfCheck.takeOver"
                look="quiet"
                testId="take-over"
                onPress={() => takeOver(item)}
              >
                {t('selfCheck.takeOver')}
              </CallButton>
            ) : null}
          </Row>
        )
      })}
      <Scans ids={footageIds} />
      <Hint>{`${t(`checkHow.${how}`)} · ${t('selfCheck.enteredBy')} ${enteredBy.name}`}</Hint>
    </Body>
  )
}
