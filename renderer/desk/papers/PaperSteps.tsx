import type { CallOutput } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { dateTime, fromLocalInput } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Body, Hint, Row } from '../../ui/layout.tsx'
import { CallButton } from '../CallButton.tsx'
import { attempt } from '../notices.ts'
import { Scans } from '../Scans.tsx'
import { openPaper } from './openPaper.ts'
import { useHalf } from '../form/half.ts'
import { ServedFields, servedNow } from '../form/ServedFields.tsx'

type PaperRow = CallOutput<'paper.list'>['rows'][number]

const SCANS = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,.heic'

/** What can be done with a paper as it stands: each step with the proof that it asks for. */
export function PaperSteps({ row }: { row: PaperRow }) {
  const t = useT()
  const { data } = useCall('paper.get', { id: row.id })
  const [half, set, done] = useHalf(`paper/${row.id}/${row.state}`, () => ({
    reason: '',
    voidReason: '',
    ...servedNow(),
  }))
  const { reason, voidReason, receipt, how, at } = half
  const base = { id: row.id, base: row.version }
  const servedAtMs = fromLocalInput(at)
  const scanned =
    (step: (scan: string | null) => Promise<unknown>) =>
    (files: File[]): void =>
      void attempt(async () => {
        const [file] = await api.files(files)
        if (file) await step(file.ref)
      })
  const sign = async (scan: string | null): Promise<void> => {
    await write('paper.sign', { ...base, scan, reason }, 'edit.paperStep')
    done()
  }
  const serve = async (scan: string | null): Promise<void> => {
    if (servedAtMs === null) return
    await write('paper.serve', { ...base, scan, reason, how, servedAtMs, receipt }, 'edit.paperStep')
    done()
  }
  const takeBack = (files: File[]): void =>
    void attempt(async () => {
      const [file] = await api.files(files)
      if (file) await write('paper.takeBack', { ...base, file: file.ref }, 'edit.paperStep')
    })
  const step = row.state === 'draft' ? ('paper.sign' as const) : ('paper.serve' as const)
  return (
    <Body>
      <Row>
        <CallButton
          call="paper.fetch"
          onPress={() => void attempt(() => openPaper(row.id))}
          testId="paper-open"
        >
          {t('paper.open')}
        </CallButton>
      </Row>
      {(data?.doc.versions ?? []).map((version) => (
        <div key={version.no}>
          <Hint>
            {t('paper.versionNo', { n: version.no })} {t(`paperFrom.${version.from}`)} {version.made.by}{' '}
            {dateTime(version.made.atMs)} {version.sha256.slice(0, 16)}
          </Hint>
          {version.differences.map((one, i) => (
            <Hint key={i}>
              {t('paper.changed', {
                before: one.before ?? t('paper.nothing'),
                after: one.after ?? t('paper.nothing'),
              })}
              {one.fields.length > 0 ? ` ${t('paper.fields', { list: one.fields.join(' ') })}` : ''}
            </Hint>
          ))}
          {version.moreDifferences === undefined ? null : (
            <Hint>{t('paper.moreDifferences', { n: version.moreDifferences })}</Hint>
          )}
        </div>
      ))}
      {data ? <Done paper={data.doc} /> : null}
      {row.state === 'draft' ? (
        <FileDrop
          label={t('paper.takeBack')}
          hint={t('paper.takeBackHint')}
          accept=".docx"
          onFiles={takeBack}
          testId="paper-take-back"
        />
      ) : null}
      {row.state === 'draft' || row.state === 'signed' ? (
        <>
          {row.state === 'signed' ? <ServedFields value={half} onChange={set} /> : null}
          <FileDrop
            label={t(row.state === 'draft' ? 'paper.signScan' : 'paper.serveScan')}
            hint={t('paper.scanHint')}
            accept={SCANS}
            onFiles={scanned(row.state === 'draft' ? sign : serve)}
            testId="paper-scan"
          />
          <TextField
            label={t('paper.reason')}
            value={reason}
            maxLength={2000}
            onChange={(why) => set({ reason: why })}
            testId="paper-reason"
          />
          <CallButton
            call={step}
            isDisabled={reason.trim() === ''}
            onPress={() => void attempt(() => (row.state === 'draft' ? sign(null) : serve(null)))}
            testId="paper-step"
          >
            {t(row.state === 'draft' ? 'paper.signBare' : 'paper.serveBare')}
          </CallButton>
        </>
      ) : null}
      {row.state === 'void' ? null : (
        <Row>
          <TextField
            label={t('paper.voidReason')}
            value={voidReason}
            maxLength={2000}
            onChange={(why) => set({ voidReason: why })}
            testId="paper-void-reason"
          />
          <CallButton
            call="paper.void"
            look="quiet"
            isDisabled={voidReason.trim() === ''}
            onPress={() =>
              void attempt(async () => {
                await write('paper.void', { ...base, reason: voidReason.trim() }, 'edit.paperStep')
                done()
              })
            }
            testId="paper-void"
          >
            {t('paper.void')}
          </CallButton>
        </Row>
      )}
    </Body>
  )
}

/** What was put down of a paper: who signed it off, who served it, who voided it, and what proves that. */
function Done({ paper: { signed, served, voided } }: { paper: CallOutput<'paper.get'>['doc'] }) {
  const t = useT()
  const proofOf = ({ scanId, reason }: { scanId: string | null; reason: string }): string =>
    scanId === null ? t('paper.noScan', { reason }) : t('paper.withScan')
  const line = (at: number, by: string, said: string, proof: string): string =>
    t('paper.done', { at: dateTime(at), by, said, proof })
  return (
    <div data-testid="paper-done">
      {signed ? (
        <Hint>
          {line(signed.atMs, signed.by, t('paper.doneSign', { n: signed.version }), proofOf(signed))}
        </Hint>
      ) : null}
      <Scans ids={signed?.scanId ? [signed.scanId] : []} />
      {served ? (
        <Hint>
          {line(
            served.servedAtMs,
            served.by,
            t(served.receipt === '' ? 'paper.doneServeBare' : 'paper.doneServe', {
              how: t(`serviceWay.${served.how}`),
              receipt: served.receipt,
            }),
            proofOf(served),
          )}
        </Hint>
      ) : null}
      <Scans ids={served?.scanId ? [served.scanId] : []} />
      {voided ? <Hint>{line(voided.atMs, voided.by, t('paper.doneVoid'), voided.reason)}</Hint> : null}
    </div>
  )
}
