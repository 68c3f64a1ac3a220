import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { type Actor, callOfAction, type VerifyReport } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { useCall, useLayers, useWorkspace } from '../../api/hooks.ts'
import { whoAmI } from '../../desk/actor.ts'
import { attempt, notices } from '../../desk/notices.ts'
import { panels, THEMES } from '../../desk/panels.ts'
import { selection } from '../../desk/selection.ts'
import { dateTime, nameOf, number } from '../../i18n/format.ts'
import { language, setLanguage, useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Facts, Hint, Item, Notice, Row, Section } from '../../ui/layout.tsx'
import { ListFrame } from '../../ui/ListFrame.tsx'
import { AboutSection } from './AboutSection.tsx'
import { verifyWords } from './verifyWords.ts'

/** The settings: language, look, who works here, layers, the workspace and its journal. */
export function SettingsPanel() {
  const t = useT()
  const theme = useStore(panels, (state) => state.theme)
  return (
    <ListFrame title={t('room.settings')}>
      <Section title={t('settings.look')} open>
        <Select
          label={t('settings.language')}
          value={language()}
          options={[
            { value: 'zh', label: t('language.zh') },
            { value: 'en', label: t('language.en') },
          ]}
          onChange={(next) => void setLanguage(next)}
          testId="language"
        />
        <Select
          label={t('settings.theme')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(next) => panels.getState().setTheme(next)}
          testId="theme"
        />
      </Section>
      <Who />
      <Layers />
      <Workspace />
      <Journal />
      <AboutSection />
    </ListFrame>
  )
}

function Who() {
  const t = useT()
  const { data: status } = useWorkspace()
  const own = useStore(whoAmI, (state) => state.actor)
  const actor = own ?? status?.actor
  const [name, setName] = useState<string | null>(null)
  const [role, setRole] = useState<Actor['role'] | null>(null)
  const next = { name: (name ?? actor?.name ?? '').trim(), role: role ?? actor?.role ?? 'officer' }
  return (
    <Section title={t('settings.who')} open>
      <TextField
        label={t('settings.name')}
        value={name ?? actor?.name ?? ''}
        maxLength={100}
        onChange={setName}
        testId="actor-name"
      />
      <Select
        label={t('settings.role')}
        value={next.role}
        options={(['operator', 'officer', 'supervisor'] as const).map((value) => ({
          value,
          label: t(`role.${value}`),
        }))}
        onChange={setRole}
      />
      <Hint>{t('settings.whoHint')}</Hint>
      <Button
        isDisabled={next.name === ''}
        testId="actor-apply"
        onPress={() =>
          void attempt(async () => {
            await whoAmI.getState().set(next)
            notices.getState().tell('good', 'settings.whoKept')
          })
        }
      >
        {t('app.apply')}
      </Button>
    </Section>
  )
}

function Layers() {
  const t = useT()
  const { data: layers } = useLayers()
  return (
    <Section title={t('settings.layers')} count={layers?.length} open>
      {[...(layers ?? [])]
        .sort((a, b) => b.doc.order - a.doc.order)
        .map(({ doc }) => (
          <Item
            key={doc.id}
            title={nameOf(doc.name)}
            sub={
              <>
                <span>{t(`layerKind.${doc.source.kind}`)}</span>
                <span>{doc.visible ? t('layer.shown') : t('layer.hidden')}</span>
              </>
            }
            onPress={() => selection.getState().select({ kind: 'layer', id: doc.id })}
          />
        ))}
      <Button
        icon={<Plus size={16} aria-hidden />}
        onPress={() => selection.getState().compose({ kind: 'layer' })}
        testId="add-layer"
      >
        {t('layer.new')}
      </Button>
    </Section>
  )
}

function Workspace() {
  const t = useT()
  const { data: status } = useWorkspace()
  const [report, setReport] = useState<VerifyReport | null>(null)
  const [busy, setBusy] = useState(false)
  if (!status) return null
  return (
    <Section title={t('settings.workspace')}>
      <Facts
        items={[
          [t('settings.workspaceName'), status.name],
          [t('settings.workspaceKind'), t(`workspaceKind.${status.kind}`)],
          [t('settings.schema'), number(status.schemaVersion)],
          [t('settings.entries'), number(status.journal.entries)],
          [t('settings.head'), status.journal.head?.slice(0, 16) ?? null],
        ]}
      />
      <Row>
        <Button
          isDisabled={busy}
          testId="verify"
          onPress={() => {
            setBusy(true)
            void attempt(async () => setReport(await api.call('workspace.verify', {}))).then(() =>
              setBusy(false),
            )
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
    </Section>
  )
}

function Journal() {
  const t = useT()
  const [before, setBefore] = useState<number | null>(null)
  const { data } = useCall('journal.list', { aggregate: null, id: null, beforeSeq: before, limit: 50 })
  const oldest = data?.at(-1)?.seq
  return (
    <Section title={t('settings.journal')}>
      {(data ?? []).map((row) => (
        <Hint key={row.seq}>
          {t('settings.journalLine', {
            seq: row.seq,
            at: dateTime(row.atMs),
            name: row.actor.name,
            action: words('action', callOfAction(row.action) ?? row.action),
            what: row.changes
              .slice(0, 3)
              .map(({ aggregate }) => words('aggregate', aggregate))
              .join(t('app.comma')),
          })}
        </Hint>
      ))}
      <Row>
        {before === null ? null : <Button onPress={() => setBefore(null)}>{t('settings.newest')}</Button>}
        {oldest !== undefined && oldest > 1 ? (
          <Button onPress={() => setBefore(oldest)}>{t('settings.older')}</Button>
        ) : null}
      </Row>
    </Section>
  )
}
