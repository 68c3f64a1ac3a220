import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { type EvidenceBagRow } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { useWhole } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { bytes, dateTime, fromLocalInput, toLocalInput } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { DateField } from '../../ui/DateField.tsx'
import { TextField } from '../../ui/fields.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Badge, Body, Facts, Hint, Item, Row } from '../../ui/layout.tsx'
import { CallButton } from '../CallButton.tsx'
import { attempt } from '../notices.ts'
import { Scans } from '../Scans.tsx'
import { TaskProgress } from '../TaskProgress.tsx'
import { useHalf } from '../form/half.ts'

type About = EvidenceBagRow['about']
type Chosen = { readonly ref: string; readonly name: string }

const TONES = { made: 'warning', handedOver: 'good', withdrawn: 'info' } as const
const SCANS = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,.heic'

/** The packages that were made of something, the newest first, each with what became of it. */
export function EvidenceBags({ about }: { about: About }) {
  const t = useT()
  const [shown, setShown] = useState<string | null>(null)
  const { data: rows = [] } = useWhole('evidence.list', { of: about, undelivered: false })
  return rows.map((row) => (
    <div key={row.id}>
      <Item
        title={row.fileName}
        sub={
          <>
            <Badge tone={TONES[row.state]}>{t(`bagState.${row.state}`)}</Badge>
            {row.unmasked ? <Badge tone="error">{t('bag.withOriginals')}</Badge> : null}
            <span>{dateTime(row.made.atMs)}</span>
          </>
        }
        current={shown === row.id}
        onPress={() => setShown(shown === row.id ? null : row.id)}
        testId="bag-row"
      />
      {shown === row.id ? (
        <Body>
          <BagFacts bag={row} />
          {row.state === 'made' ? <BagSteps key={row.version} bag={row} /> : null}
        </Body>
      ) : null}
    </div>
  ))
}

/** What is known of a package, and what was put down of it. */
function BagFacts({ bag }: { bag: EvidenceBagRow }) {
  const t = useT()
  const { made, unmasked, handedOver, withdrawn } = bag
  return (
    <>
      <Facts
        items={[
          [t('bag.title'), bag.title],
          [t('bag.files'), `${bag.files} (${bytes(bag.bytes)})`],
          [t('bag.madeBy'), made.by],
          [t('bag.manifest'), bag.manifestSha256],
          [t('bag.originals'), unmasked && t('bag.forWhom', { to: unmasked.to, request: unmasked.request })],
          [
            t('bag.handedOver'),
            handedOver &&
              t('bag.handedSaid', {
                to: handedOver.to,
                at: dateTime(handedOver.handedAtMs),
                by: handedOver.by,
              }),
          ],
          [t('bag.receipt'), handedOver && (handedOver.scanId === null ? handedOver.reason : null)],
          [t('bag.checkedThen'), handedOver && t(handedOver.isChecked ? 'bag.checked' : 'bag.unchecked')],
          [
            t('bag.withdrawn'),
            withdrawn &&
              t('bag.withdrawnSaid', {
                at: dateTime(withdrawn.atMs),
                by: withdrawn.by,
                reason: withdrawn.reason,
              }),
          ],
        ]}
      />
      {handedOver?.scanId ? <Scans ids={[handedOver.scanId]} /> : null}
    </>
  )
}

/** What becomes of a package that nobody has yet: it is handed over with its receipt, or withdrawn. */
function BagSteps({ bag }: { bag: EvidenceBagRow }) {
  const t = useT()
  const [{ to, at, reason, withdrawal }, set, done] = useHalf(`bag/${bag.id}`, () => ({
    to: bag.unmasked?.to ?? '',
    at: toLocalInput(Date.now()),
    reason: '',
    withdrawal: '',
  }))
  const [scan, setScan] = useState<Chosen | null>(null)
  const [file, setFile] = useState<Chosen | null>(null)
  const [isBusy, setBusy] = useState(false)
  // Files that were chosen and are not taken in yet: nothing is handed over without them meanwhile.
  const [coming, setComing] = useState(0)
  const base = { id: bag.id, base: bag.version }
  const handedAtMs = fromLocalInput(at)
  const choose =
    (keep: (chosen: Chosen) => void) =>
    (files: File[]): void => {
      setComing((count) => count + 1)
      void attempt(async () => {
        const [one] = await api.files(files)
        if (one) keep(one)
      }).then(() => setComing((count) => count - 1))
    }
  const step = (work: () => Promise<CallOutput<'evidence.withdraw'>>): void => {
    setBusy(true)
    void attempt(async () => {
      await work()
      done()
    }).then(() => {
      // What was brought is used up, whichever way it ended.
      setScan(null)
      setFile(null)
      setBusy(false)
    })
  }
  if (isBusy) return <TaskProgress names={['evidence.handOver']} words={t('bag.checking')} />
  return (
    <>
      <TextField
        label={t('bag.to')}
        value={to}
        maxLength={200}
        onChange={(whom) => set({ to: whom })}
        testId="bag-to"
      />
      <DateField
        label={t('bag.handedAt')}
        type="datetime-local"
        value={at}
        onChange={(moment) => set({ at: moment })}
      />
      <FileDrop
        label={t('bag.bringReceipt')}
        hint={scan?.name ?? t('bag.receiptHint')}
        accept={SCANS}
        onFiles={choose(setScan)}
        testId="bag-receipt"
      />
      <TextField
        label={t('bag.reason')}
        value={reason}
        maxLength={2000}
        onChange={(why) => set({ reason: why })}
        testId="bag-reason"
      />
      <FileDrop
        label={t('bag.bringBag')}
        hint={file?.name ?? t('bag.bagHint')}
        accept=".zip"
        onFiles={choose(setFile)}
        testId="bag-file"
      />
      <CallButton
        call="evidence.handOver"
        look="primary"
        isDisabled={
          coming > 0 || to.trim() === '' || handedAtMs === null || (scan === null && reason.trim() === '')
        }
        testId="bag-hand-over"
        onPress={() => {
          if (handedAtMs === null) return
          step(() =>
            write(
              'evidence.handOver',
              {
                ...base,
                to: to.trim(),
                handedAtMs,
                scan: scan?.ref ?? null,
                reason: reason.trim(),
                bag: file?.ref ?? null,
              },
              'edit.evidence',
            ),
          )
        }}
      >
        {t('bag.handOver')}
      </CallButton>
      <Hint>{t('bag.withdrawHint')}</Hint>
      <Row>
        <TextField
          label={t('bag.withdrawReason')}
          value={withdrawal}
          maxLength={2000}
          onChange={(why) => set({ withdrawal: why })}
          testId="bag-withdraw-reason"
        />
        <CallButton
          call="evidence.withdraw"
          look="quiet"
          isDisabled={withdrawal.trim() === ''}
          testId="bag-withdraw"
          onPress={() =>
            step(() => write('evidence.withdraw', { ...base, reason: withdrawal.trim() }, 'edit.evidence'))
          }
        >
          {t('bag.withdraw')}
        </CallButton>
      </Row>
    </>
  )
}
