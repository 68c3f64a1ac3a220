import { useState } from 'react'
import type { CallOutput } from '../../../../src/contract/index.ts'
import { api } from '../../../api/client.ts'
import { write } from '../../../api/write.ts'
import { CallButton } from '../../../desk/CallButton.tsx'
import { NoteLines } from '../../../desk/NoteLines.tsx'
import { attempt } from '../../../desk/notices.ts'
import { calendarDay, nameOf } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { FileDrop } from '../../../ui/FileDrop.tsx'
import { Badge, Body, Notice, Row } from '../../../ui/layout.tsx'

type Read = CallOutput<'selfCheck.readForm'>

/** Takes a filled-in form in: first what it says, or all that is wrong with it; kept once somebody says so. */
export function TakeInForm({ enterpriseId }: { enterpriseId: string }) {
  const t = useT()
  const [read, setRead] = useState<Read | null>(null)
  const look = (files: File[]): void =>
    void attempt(async () => {
      setRead(null)
      const [file] = await api.files(files)
      if (file) setRead(await api.call('selfCheck.readForm', { file: file.ref, enterpriseId }))
    })
  const keep = (check: NonNullable<Read['check']>): void =>
    void attempt(async () => {
      await write('selfCheck.add', check, 'edit.selfCheck')
      setRead(null)
    })
  const check = read?.check ?? null
  return (
    <>
      <FileDrop
        label={t('selfCheck.takeIn')}
        hint={t('selfCheck.takeInHint')}
        accept=".xlsx,.csv"
        onFiles={look}
        testId="take-in-form"
      />
      {read ? (
        <Body>
          {check ? null : <Notice tone="error">{t('selfCheck.formRefused')}</Notice>}
          <div data-testid="form-notes">
            <NoteLines notes={read.notes} />
          </div>
          {check ? (
            <div data-testid="form-read">
              <p>
                {t('selfCheck.formOf', {
                  name: read.enterpriseName ? nameOf(read.enterpriseName) : '',
                  day: check.checkedOn,
                  who: check.checkedBy.name,
                })}
              </p>
              {check.items.map((item) => (
                <Row key={item.id}>
                  <Badge tone={item.result === 'inOrder' ? 'good' : 'warning'}>
                    {t(`checkResult.${item.result}`)}
                  </Badge>
                  <span>{item.what}</span>
                  <span>{item.words}</span>
                  {item.putRightOn === null ? null : <span>{calendarDay(item.putRightOn)}</span>}
                </Row>
              ))}
            </div>
          ) : null}
          <Row>
            {check ? (
              <CallButton call="selfCheck.add" look="primary" testId="keep-form" onPress={() => keep(check)}>
                {t('selfCheck.keepForm')}
              </CallButton>
            ) : null}
            <Button look="quiet" onPress={() => setRead(null)}>
              {t('app.discard')}
            </Button>
          </Row>
        </Body>
      ) : null}
    </>
  )
}
