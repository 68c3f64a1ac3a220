import { Download, Inbox } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import { api } from '../../api/client.ts'
import { askAgain } from '../../api/queries.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { attempt } from '../../desk/notices.ts'
import { letGo as letGoOf, useWaiting } from '../../desk/opened.ts'
import { OpenedFile } from '../../desk/OpenedFile.tsx'
import { save } from '../../desk/save.ts'
import { TaskProgress } from '../../desk/TaskProgress.tsx'
import { bytes, dateTime, number } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Facts, Hint, Notice, Row } from '../../ui/layout.tsx'
import { goToWaiting } from './StationBanners.tsx'

type Looked = CallOutput<'workspace.look'>
type Received = CallOutput<'workspace.receive'>

/** Takes in the file of another station: first what is in it, then the taking in, then what came of it. */
export function ReceiveFile() {
  const t = useT()
  const [file, setFile] = useState<{ ref: string; name: string } | null>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [received, setReceived] = useState<Received | null>(null)
  const [isBusy, setBusy] = useState(false)
  const waiting = useWaiting('exchange')
  const letGo = (): void => {
    if (file) void attempt(() => letGoOf(file.ref))
    setFile(null)
    setLooked(null)
  }
  const look = async (hand: () => Promise<{ ref: string; name: string } | undefined>): Promise<void> => {
    letGo()
    setReceived(null)
    setBusy(true)
    await attempt(async () => {
      const chosen = await hand()
      if (!chosen) return
      setFile(chosen)
      setLooked(await api.call('workspace.look', { file: chosen.ref }))
    })
    setBusy(false)
  }
  const receive = async (): Promise<void> => {
    if (!file) return
    setBusy(true)
    const isIn = await attempt(async () => {
      setReceived(await api.call('workspace.receive', { file: file.ref }))
      // All that is shown may have become another.
      await askAgain()
    })
    if (isIn) letGo()
    setBusy(false)
  }
  return (
    <>
      <OpenedFile
        waiting={waiting.filter((one) => one.file !== file?.ref)}
        words={t('exchange.openedHint')}
        take={t('exchange.look')}
        isDisabled={isBusy}
        onTake={(one) => void look(async () => ({ ref: one.file, name: one.name }))}
      />
      <FileDrop
        label={t('exchange.choose')}
        hint={t('exchange.chooseHint')}
        isDisabled={isBusy}
        onFiles={(files) => void look(async () => (await api.files(files))[0])}
        testId="receive-file"
      />
      {isBusy ? (
        <TaskProgress
          names={['workspace.look', 'workspace.receive']}
          words={t(looked ? 'exchange.receiving' : 'exchange.looking')}
        />
      ) : null}
      {looked && !isBusy ? (
        <>
          <Contents looked={looked} />
          <Row>
            <CallButton
              call="workspace.receive"
              look="primary"
              icon={<Inbox size={16} aria-hidden />}
              onPress={() => void receive()}
              testId="receive-go"
            >
              {t('exchange.take')}
            </CallButton>
            <Button onPress={letGo}>{t('app.discard')}</Button>
          </Row>
        </>
      ) : null}
      {received ? <Came received={received} /> : null}
    </>
  )
}

/** What a file holds, before anything of it is taken in. */
function Contents({ looked }: { looked: Looked }) {
  const t = useT()
  const unknown = looked.stations.filter(({ isNew }) => isNew)
  return (
    <div data-testid="looked">
      <Facts
        items={[
          [
            t('exchange.from'),
            looked.from.name ? `${looked.from.name} (${looked.from.code})` : looked.from.code,
          ],
          [t('exchange.entriesN'), t('exchange.entriesNew', { n: looked.entries, new: looked.newEntries })],
          [t('exchange.made'), dateTime(looked.atMs)],
          [t('exchange.originalsN'), number(looked.originals)],
          [t('footage.size'), bytes(looked.bytes)],
          [t('exchange.unknown'), unknown.map(({ code }) => code).join(t('app.comma'))],
        ]}
      />
      {looked.alreadyHere ? <Notice tone="info">{t('exchange.alreadyHere')}</Notice> : null}
      {unknown.length > 0 ? <Hint>{t('exchange.unknownHint')}</Hint> : null}
    </div>
  )
}

/** What came of a file: what is new, what is not shown yet and why, what waits; and the receipt for whoever sent it. */
function Came({ received }: { received: Received }) {
  const { entries, originals, waiting, hidden, unknownStations, receipt, problem } = received
  const t = useT()
  return (
    <Notice tone={hidden > 0 || waiting > 0 ? 'warning' : 'good'} testId="received">
      <p>{t('exchange.came', { entries, originals })}</p>
      {hidden > 0 ? <p>{t('exchange.hidden', { n: hidden })}</p> : null}
      {unknownStations.length > 0 ? (
        <p>
          {t('exchange.acceptFirst', {
            codes: unknownStations.map(({ code }) => code).join(t('app.comma')),
          })}
        </p>
      ) : null}
      <Row>
        {waiting > 0 ? (
          <Button onPress={goToWaiting} testId="received-waiting">
            {t('exchange.waiting', { n: waiting })}
          </Button>
        ) : null}
        {receipt ? (
          <Button
            icon={<Download size={16} aria-hidden />}
            onPress={() => save(receipt.download, receipt.fileName)}
            testId="receipt"
          >
            {t('exchange.receipt')}
          </Button>
        ) : null}
      </Row>
      {receipt ? <Hint>{t('exchange.receiptWhy')}</Hint> : null}
      {problem ? <p>{words('error', problem)}</p> : null}
    </Notice>
  )
}
