import { Download } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { masksOf, parentIdOf } from '../../../../src/core/footage/copies/masksOf.ts'
import { useFootageRows } from '../../../api/hooks.ts'
import { attempt } from '../../../desk/notices.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox, TextField } from '../../../ui/fields.tsx'
import { Hint, Notice, Progress, Section } from '../../../ui/layout.tsx'
import { type Exported, type ExportProgress, exportPictures, type Picture } from './exportPictures.ts'
import { neutral } from '../../../../src/core/units/shown.ts'
import { useHalf } from '../../../desk/form/half.ts'

/** Lets pictures leave the workspace: with their masks drawn over, unless a reason is given. */
export function ExportPictures(props: {
  /** What they are of: a flight's id, a picture's own. */
  of: string
  ids: readonly string[]
  isOpen?: boolean
}) {
  const { of, ids, isOpen = false } = props
  const t = useT()
  const { data } = useFootageRows(ids)
  const parents = useMemo(
    () => [...new Set((data ?? []).flatMap(({ doc }) => parentIdOf(doc) ?? []))],
    [data],
  )
  const { data: parentRows } = useFootageRows(parents)
  const all: readonly Picture[] = [...(data ?? []), ...(parentRows ?? [])]
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [{ isUnmasked, reason }, set, forget] = useHalf(`pictures/${of}`, () => ({
    isUnmasked: false,
    reason: '',
  }))
  const [isTried, setTried] = useState(false)
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  const [done, setDone] = useState<Exported | null>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])
  const pictures = all.filter(
    ({ doc }) => ids.includes(doc.id) && (doc.kind === 'photo' || doc.kind === 'clip'),
  )
  const chosen = pictures.filter(({ doc }) => !left.has(doc.id))
  const masked = chosen.filter(
    ({ doc }) => masksOf(doc, all.find((row) => row.doc.id === parentIdOf(doc))?.doc ?? null).length > 0,
  )
  if (pictures.length === 0) return null
  const needsReason = isUnmasked && masked.length > 0
  const run = (): void => {
    setTried(true)
    if (needsReason && reason.trim() === '') return
    const own = new AbortController()
    abort.current = own
    setDone(null)
    setProgress({ fileName: '', share: 0 })
    void attempt(async () => {
      try {
        setDone(
          await exportPictures(chosen, all, needsReason ? reason.trim() : null, setProgress, own.signal),
        )
        setTried(false)
        forget()
      } catch (error) {
        if (!own.signal.aborted) throw error
      }
    }).then(() => setProgress(null))
  }
  return (
    <Section title={t('pictures.export')} open={isOpen} testId="export-pictures">
      <Hint>{masked.length > 0 ? t('pictures.hintMasked') : t('pictures.hint')}</Hint>
      {pictures.length > 1 ? (
        <div role="group" aria-label={t('pictures.export')}>
          {pictures.map(({ doc }) => (
            <Checkbox
              key={doc.id}
              label={neutral(doc.fileName)}
              value={!left.has(doc.id)}
              onChange={(isIn) =>
                setLeft(new Set(isIn ? [...left].filter((id) => id !== doc.id) : [...left, doc.id]))
              }
            />
          ))}
        </div>
      ) : null}
      {masked.length > 0 ? (
        <Checkbox
          label={t('pictures.unmasked')}
          value={isUnmasked}
          onChange={(is) => set({ isUnmasked: is })}
          testId="export-unmasked"
        />
      ) : null}
      {needsReason ? (
        <TextField
          label={t('pictures.reason')}
          value={reason}
          onChange={(why) => set({ reason: why })}
          maxLength={2000}
          bad={isTried && reason.trim() === '' ? t('pictures.reasonMissing') : null}
          testId="export-reason"
        />
      ) : null}
      {progress ? (
        <>
          <Notice tone="info" testId="export-progress">
            {t('pictures.progress', { file: progress.fileName })}
            <Progress
              done={progress.share}
              total={1}
              label={t('pictures.progress', { file: progress.fileName })}
            />
          </Notice>
          <Button onPress={() => abort.current?.abort()} testId="export-cancel">
            {t('ingest.cancel')}
          </Button>
        </>
      ) : (
        <Button
          icon={<Download size={16} aria-hidden />}
          isDisabled={chosen.length === 0}
          onPress={run}
          testId="export-run"
        >
          {t('pictures.run', { n: chosen.length })}
        </Button>
      )}
      {done && done.left > 0 ? (
        <Notice tone="good" testId="export-done">
          {t('pictures.done', { n: done.left })}
        </Notice>
      ) : null}
      {done?.kept.map(({ fileName, problem, codec }) => (
        <Notice key={fileName} tone="warning" testId="export-kept">
          {`${neutral(fileName)}: ${t(`copy.${problem}`, { codec })}`}
        </Notice>
      ))}
    </Section>
  )
}
