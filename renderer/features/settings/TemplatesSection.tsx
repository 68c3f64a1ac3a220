import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import type { PaperKind } from '../../../src/core/finding/numbers/kinds.ts'
import { api } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { NoteLines } from '../../desk/NoteLines.tsx'
import { attempt } from '../../desk/notices.ts'
import { save } from '../../desk/save.ts'
import { useT } from '../../i18n/index.ts'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Badge, Body, Hint, Item, Notice, Section } from '../../ui/layout.tsx'

type Notes = CallOutput<'template.check'>['notes']

/** The templates of papers: each taken out, edited outside and put back, once nothing is wrong with it. */
export function TemplatesSection() {
  const t = useT()
  const { data } = useCall('template.list', {})
  const [shown, setShown] = useState<PaperKind | null>(null)
  const [notes, setNotes] = useState<Notes>([])
  const rows = data?.rows ?? []
  const fetch = (kind: PaperKind): void =>
    void attempt(async () => {
      const { downloadId, fileName } = await api.call('template.fetch', { kind })
      save(downloadId, fileName)
    })
  const put = (kind: PaperKind, files: File[]): void =>
    void attempt(async () => {
      const [file] = await api.files(files)
      if (!file) return
      const checked = await api.call('template.check', { file: file.ref })
      setNotes(checked.notes)
      if (!checked.ok) return
      const base = rows.find((row) => row.kind === kind)?.own?.version ?? null
      await write('template.put', { kind, base, file: file.ref }, 'edit.template')
    })
  return (
    <Section title={t('template.title')} count={rows.length} testId="templates">
      <Hint>{t('template.hint')}</Hint>
      {rows.map(({ kind, own }) => (
        <div key={kind}>
          <Item
            title={t(`paperKind.${kind}`)}
            sub={
              own ? (
                <Badge tone="good">{t('template.own', { n: own.doc.versions.length })}</Badge>
              ) : (
                <span>{t('template.delivered')}</span>
              )
            }
            current={shown === kind}
            onPress={() => {
              setNotes([])
              setShown(shown === kind ? null : kind)
            }}
            testId={`template-${kind}`}
          />
          {shown === kind ? (
            <Body>
              <CallButton call="template.fetch" onPress={() => fetch(kind)} testId="template-fetch">
                {t('template.export')}
              </CallButton>
              <FileDrop
                label={t('template.put')}
                hint={t('template.putHint')}
                accept=".docx"
                onFiles={(files) => put(kind, files)}
                testId="template-put"
              />
              {notes.some(({ severity }) => severity === 'error') ? (
                <Notice tone="error">{t('template.refused')}</Notice>
              ) : null}
              <div data-testid="template-notes">
                <NoteLines notes={notes} />
              </div>
            </Body>
          ) : null}
        </div>
      ))}
    </Section>
  )
}
