import { useState } from 'react'
import { api } from '../api/client.ts'
import { useFootageRows } from '../api/hooks.ts'
import { write } from '../api/write.ts'
import { useMayNot } from './actor.ts'
import { attempt } from './notices.ts'
import { selection } from './selection.ts'
import { useT } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Row } from '../ui/layout.tsx'
import { Named } from '../ui/Named.tsx'

/** Scans, photos and files that show something done: originals in the vault, each opened by a press. */
export function Scans({ ids }: { ids: readonly string[] }) {
  const t = useT()
  const rows = useFootageRows(ids).data ?? []
  return ids.map((id) => (
    <Row key={id}>
      <Button
        look="quiet"
        testId="open-scan"
        onPress={() => selection.getState().goTo({ kind: 'footage', id })}
      >
        <Named>{rows.find(({ doc }) => doc.id === id)?.doc.fileName ?? t('app.notHere')}</Named>
      </Button>
    </Row>
  ))
}

/** The same, with more of them brought into the vault, and taken out of the list again: what is in the vault stays there. */
export function ScanFields(props: {
  ids: readonly string[]
  onChange: (change: (ids: readonly string[]) => string[]) => void
  testId: string
}) {
  const t = useT()
  const mayNot = useMayNot('footage.ingest')
  const [isBusy, setBusy] = useState(false)
  const rows = useFootageRows(props.ids).data ?? []
  const bring = (files: File[]): void => {
    setBusy(true)
    void attempt(async () => {
      const chosen = await api.files(files)
      const given = { files: chosen.map(({ ref }) => ref), flightId: null }
      const { footage, known } = await write('footage.ingest', given, 'edit.ingest')
      const brought = [...footage.map(({ doc }) => doc.id), ...known]
      props.onChange((ids) => [...new Set([...ids, ...brought])])
    }).then(() => setBusy(false))
  }
  return (
    <>
      <FileDrop
        label={t('scan.bring')}
        hint={mayNot ?? t(isBusy ? 'scan.bringing' : 'scan.hint')}
        multiple
        isDisabled={isBusy || mayNot !== null}
        onFiles={bring}
        testId={props.testId}
      />
      {props.ids.map((id) => (
        <Row key={id}>
          <Named>{rows.find(({ doc }) => doc.id === id)?.doc.fileName ?? t('app.notHere')}</Named>
          <Button
            look="quiet"
            onPress={() => props.onChange((ids) => ids.filter((one) => one !== id))}
            testId="take-out-scan"
          >
            {t('app.remove')}
          </Button>
        </Row>
      ))}
    </>
  )
}
