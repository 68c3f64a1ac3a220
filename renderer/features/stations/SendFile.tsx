import { Download } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { neutral } from '../../../src/core/units/shown.ts'
import { api } from '../../api/client.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { save } from '../../desk/save.ts'
import { TaskProgress } from '../../desk/TaskProgress.tsx'
import { bytes } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Checkbox, Select } from '../../ui/fields.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Hint, Notice } from '../../ui/layout.tsx'

type Sent = CallOutput<'workspace.send'>
type Scope = 'all' | 'since'

/** Makes the file for another station: everything, or what its receipt leaves; with the pictures or without. */
export function SendFile() {
  const t = useT()
  const [scope, setScope] = useState<Scope>('all')
  const [receipt, setReceipt] = useState<File | null>(null)
  const [withOriginals, setWithOriginals] = useState(true)
  const [isBusy, setBusy] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)
  const isReady = scope === 'all' || receipt !== null
  const send = async (): Promise<void> => {
    setSent(null)
    setBusy(true)
    await attempt(async () => {
      const [chosen] = scope === 'since' && receipt ? await api.files([receipt]) : []
      const answer = await api.call('workspace.send', {
        since: chosen?.ref ?? null,
        originals: withOriginals ? 'all' : 'none',
      })
      setSent(answer)
      save(answer.download, answer.fileName)
    })
    setBusy(false)
  }
  return (
    <>
      <Select
        label={t('exchange.scope')}
        value={scope}
        options={[
          { value: 'all', label: t('exchange.all') },
          { value: 'since', label: t('exchange.since') },
        ]}
        onChange={setScope}
        testId="send-scope"
      />
      {scope === 'since' ? (
        <FileDrop
          label={t('exchange.chooseReceipt')}
          hint={receipt ? neutral(receipt.name) : t('exchange.receiptHint')}
          onFiles={([file]) => setReceipt(file ?? null)}
          testId="send-receipt"
        />
      ) : null}
      <Checkbox
        label={t('exchange.originals')}
        value={withOriginals}
        onChange={setWithOriginals}
        testId="send-originals"
      />
      {isBusy ? (
        <TaskProgress names={['workspace.send']} words={t('exchange.sending')} />
      ) : (
        <CallButton
          call="workspace.send"
          icon={<Download size={16} aria-hidden />}
          isDisabled={!isReady}
          onPress={() => void send()}
          testId="send-go"
        >
          {t('exchange.make')}
        </CallButton>
      )}
      {isReady ? null : <Hint>{t('exchange.receiptMissing')}</Hint>}
      {sent ? (
        <Notice tone="good" testId="sent">
          {t('exchange.sent', {
            file: sent.fileName,
            entries: sent.entries,
            originals: sent.originals,
            size: bytes(sent.bytes),
          })}
          {sent.unknown.length > 0 ? (
            <p>{t('exchange.sentUnknown', { codes: sent.unknown.join(t('app.comma')) })}</p>
          ) : null}
        </Notice>
      ) : null}
    </>
  )
}
