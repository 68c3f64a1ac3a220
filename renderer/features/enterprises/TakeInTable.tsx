import { useState } from 'react'
import {
  type CallOutput,
  ROLES,
  TAKEN_KINDS,
  type TakenColumn,
  takenHead,
  type TakenKind,
  type TakenRow,
} from '../../../src/contract/index.ts'
import type { MapDatum } from '../../../src/core/geo/mapDatum.ts'
import { api } from '../../api/client.ts'
import { useEnterpriseNames } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { NoteLines } from '../../desk/NoteLines.tsx'
import { attempt, notices } from '../../desk/notices.ts'
import { useDatumQuestion } from '../../desk/questions/datumQuestion.tsx'
import { useSwapQuestion } from '../../desk/questions/swapQuestion.tsx'
import { save } from '../../desk/save.ts'
import { selection } from '../../desk/selection.ts'
import { nameOf } from '../../i18n/format.ts'
import { language, placeSaid, t, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/fields.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Head } from '../../ui/Head.tsx'
import { Badge, Body, Hint, Notice, Row } from '../../ui/layout.tsx'
import { Named } from '../../ui/Named.tsx'
import styles from './takeIn.module.css'

type Preview = CallOutput<'takeIn.preview'>
type Asked = { file: string; datum: MapDatum; isSwapped: boolean; enterpriseId: string | null }
type Looked = { kind: TakenKind; fileName: string; asked: Asked; preview: Preview }

/** So many rows are shown; the others are counted. */
const MOST_SHOWN = 200

/** Takes many enterprises, sites or people in from a table or drawing: first what it would change, then all of it or nothing. */
export function TakeInTable() {
  const t = useT()
  const { data: enterprises } = useEnterpriseNames()
  const [kind, setKind] = useState<TakenKind>('enterprises')
  const [owner, setOwner] = useState('')
  const [looked, setLooked] = useState<Looked | null>(null)
  const { ask, question } = useDatumQuestion()
  const { readAsked, swapQuestion } = useSwapQuestion()

  /** How the coordinates of a drawing are to be read; null: the person thought better of it. */
  const reading = async (file: string): Promise<Pick<Asked, 'datum' | 'isSwapped'> | null> => {
    const answer = await readAsked((isSwapped) => api.call('site.readAreas', { file, beside: [], isSwapped }))
    if (!answer) return null
    const datum = await ask(answer.read.features, answer.read.notes)
    return datum && { datum, isSwapped: answer.isSwapped }
  }
  const look = (files: File[]): void =>
    void attempt(async () => {
      setLooked(null)
      const [given] = files
      const [file] = await api.files(files)
      if (!given || !file) return
      const isDrawn = kind === 'sites' && /\.(?:geojson|json|kml|kmz|ovkml)$/i.test(given.name)
      const read = isDrawn ? await reading(file.ref) : ({ datum: 'wgs84', isSwapped: false } as const)
      if (!read) return
      const asked = { file: file.ref, ...read, enterpriseId: owner === '' ? null : owner }
      const preview = await api.call('takeIn.preview', { kind, ...asked })
      setLooked({ kind, fileName: given.name, asked, preview })
    })
  const take = ({ kind: of, asked, preview: { digest } }: Looked): void =>
    void attempt(async () => {
      if (digest === null) return
      if (of === 'people') {
        const done = await write('takeIn.people', { ...asked, digest, language: language() }, 'edit.takeIn')
        if (done.passphrases) save(done.passphrases.downloadId, done.passphrases.fileName)
        notices.getState().tell('good', 'takeIn.taken', { created: done.created, changed: done.changed })
      } else {
        const done = await write('takeIn.apply', { kind: of, ...asked, digest }, 'edit.takeIn')
        notices.getState().tell('good', 'takeIn.taken', { created: done.created, changed: done.changed })
      }
      setLooked(null)
    })

  return (
    <div>
      <Head title={t('takeIn.title')}>
        <Button onPress={() => selection.getState().compose(null)}>{t('app.discard')}</Button>
      </Head>
      <Body>
        <Select
          label={t('takeIn.kind')}
          value={kind}
          options={TAKEN_KINDS.map((value) => ({ value, label: t(`takenKind.${value}`) }))}
          onChange={(next) => {
            setKind(next)
            setLooked(null)
          }}
          testId="take-in-kind"
        />
        <Hint>{t(`takenHint.${kind}`)}</Hint>
        {kind === 'sites' ? (
          <ChooseByName
            label={t('takeIn.owner')}
            value={owner}
            options={[
              { value: '', label: t('takeIn.ownerInFile') },
              ...(enterprises ?? []).map(({ id, name }) => ({ value: id, label: nameOf(name) })),
            ]}
            onChange={(next) => {
              setOwner(next)
              setLooked(null)
            }}
            testId="take-in-owner"
          />
        ) : null}
        <FileDrop
          label={t('takeIn.file')}
          hint={t('takeIn.fileHint')}
          accept=".xlsx,.csv,.txt,.geojson,.json,.kml,.kmz"
          onFiles={look}
          testId="take-in-file"
        />
        {swapQuestion}
        {question}
        {looked ? (
          <Seen looked={looked} onTake={() => take(looked)} onDiscard={() => setLooked(null)} />
        ) : null}
      </Body>
    </div>
  )
}

function Seen({ looked, onTake, onDiscard }: { looked: Looked; onTake: () => void; onDiscard: () => void }) {
  const t = useT()
  const { rows, counts, notes, digest } = looked.preview
  const mistakes = notes.filter(({ severity }) => severity === 'error')
  const moving = rows.filter(({ what }) => what !== 'same')
  return (
    <div data-testid="take-in-seen">
      {mistakes.length > 0 ? (
        <Notice tone="error" testId="take-in-refused">
          {t('takeIn.refused', { n: mistakes.length })}
        </Notice>
      ) : null}
      <NoteLines notes={[...mistakes, ...notes.filter(({ severity }) => severity !== 'error')]} />
      {mistakes.length > 0 ? null : (
        <>
          <p data-testid="take-in-counts">{t('takeIn.counts', { name: looked.fileName, ...counts })}</p>
          {moving.length > 0 ? <Changes rows={moving.slice(0, MOST_SHOWN)} /> : null}
          {moving.length > MOST_SHOWN ? (
            <Hint>{t('takeIn.more', { n: moving.length - MOST_SHOWN })}</Hint>
          ) : null}
          {looked.kind === 'people' && counts.created > 0 ? <Hint>{t('takeIn.passphrases')}</Hint> : null}
        </>
      )}
      <Row>
        {digest === null ? null : (
          <CallButton
            call={looked.kind === 'people' ? 'takeIn.people' : 'takeIn.apply'}
            look="primary"
            onPress={onTake}
            testId="take-in-apply"
          >
            {t('takeIn.apply')}
          </CallButton>
        )}
        <Button look="quiet" onPress={onDiscard}>
          {t('app.discard')}
        </Button>
      </Row>
    </div>
  )
}

/** Row by row what becomes of it: of a new one what it says, of a change what was there before it. */
function Changes({ rows }: { rows: readonly TakenRow[] }) {
  const t = useT()
  return (
    <table className={styles.table} data-testid="take-in-table">
      <thead>
        <tr>
          <th scope="col">{t('takeIn.at')}</th>
          <th scope="col">{t('takeIn.name')}</th>
          <th scope="col">{t('takeIn.changes')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at, name, what, fields }) => (
          <tr key={at}>
            <td>{placeSaid(at)}</td>
            <td>
              <Badge tone={what === 'new' ? 'good' : 'warning'}>{t(`takenWhat.${what}`)}</Badge>{' '}
              <Named>{name}</Named>
            </td>
            <td>
              {fields.map(({ column, before, after }) => (
                <p key={column} className={styles.field}>
                  {t(what === 'new' ? 'takeIn.newField' : 'takeIn.field', {
                    head: takenHead(column as TakenColumn, language()),
                    before: valueOf(column, before) || '—',
                    after: valueOf(column, after) || '—',
                  })}
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Roles are codes. */
const valueOf = (column: string, text: string): string =>
  column === 'roles'
    ? ROLES.filter((role) => text.split(', ').includes(role))
        .map((role) => t(`role.${role}`))
        .join(t('app.comma'))
    : text
