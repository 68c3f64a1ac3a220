import { useState } from 'react'
import type { VerifyReport } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { useWorkspace } from '../../api/hooks.ts'
import { attempt } from '../../desk/notices.ts'
import { number } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Facts, Notice, Row, Section } from '../../ui/layout.tsx'
import { KeyringSwitch } from './KeyringSwitch.tsx'
import { verifyWords } from './verifyWords.ts'
import { useHalf } from '../../desk/form/half.ts'

/** The workspace that is open, and its verification. */
export function WorkspaceSection() {
  const t = useT()
  const { data: status } = useWorkspace()
  const [report, setReport] = useState<VerifyReport | null>(null)
  const [busy, setBusy] = useState(false)
  const [{ head }, set, forget] = useHalf('verify', () => ({ head: '' }))
  if (!status) return null
  return (
    <Section title={t('settings.workspace')} testId="workspace">
      <Facts
        items={[
          [t('settings.workspaceName'), status.name],
          [t('settings.workspaceKind'), t(`workspaceKind.${status.kind}`)],
          [t('settings.schema'), number(status.schemaVersion)],
          [t('settings.entries'), number(status.journal.entries)],
          [t('settings.head'), status.journal.head?.slice(0, 16) ?? null],
        ]}
      />
      <TextField
        label={t('settings.paperHead')}
        hint={t('settings.paperHeadHint')}
        value={head}
        onChange={(text) => set({ head: text })}
        lines
        testId="verify-head"
      />
      <Row>
        <Button
          isDisabled={busy}
          testId="verify"
          onPress={() => {
            setBusy(true)
            void attempt(async () => {
              setReport(await api.call('workspace.verify', { heads: head.trim() === '' ? [] : [head] }))
              forget()
            }).then(() => setBusy(false))
          }}
        >
          {busy ? t('settings.verifying') : t('settings.verify')}
        </Button>
        {status.kind === 'own' ? (
          <Button onPress={() => void attempt(() => api.call('workspace.openDemo', {}))}>
            {t('start.demo')}
          </Button>
        ) : (
          <Button onPress={() => void attempt(() => api.call('workspace.openOwn', {}))}>
            {t('start.own')}
          </Button>
        )}
      </Row>
      {report ? (
        <Notice tone={report.ok ? 'good' : 'error'} testId="verify-report">
          {verifyWords(report).map((line, i) => (
            <p key={`line-${i}`}>{line}</p>
          ))}
        </Notice>
      ) : null}
      {status.isReadOnly ? null : <KeyringSwitch />}
    </Section>
  )
}
