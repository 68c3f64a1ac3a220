import { Check, FileText, FolderDown, Minus, X } from 'lucide-react'
import { useState } from 'react'
import type { ExportFormat } from '../../../../src/core/formats/formats.ts'
import { isFlownBy, lostOfSortie, type Target } from '../../../../src/core/formats/targets.ts'
import type { EvaluatedMission } from '../../../desk/edited.ts'
import { attempt, notices } from '../../../desk/notices.ts'
import { type Key, useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Body, Hint, Notice } from '../../../ui/layout.tsx'
import styles from '../missions.module.css'
import { canWriteFolders, FolderError } from './folder.ts'
import type { Exporting } from './useExporting.ts'
import { type SortieWritten, type WrittenFile, writeSortie } from './writeSortie.ts'

/** Where each controller looks for what goes to it. */
const LOOKS_IN: Readonly<Partial<Record<ExportFormat, Key>>> = {
  'qgc-plan': 'lookIn.qgc',
  wpl: 'lookIn.missionPlanner',
  'wpl-fence': 'lookIn.missionPlanner',
  'wpl-rally': 'lookIn.missionPlanner',
  'dji-wpml': 'lookIn.pilot',
  'dji-fly': 'lookIn.fly',
  litchi: 'lookIn.litchi',
  kml: 'lookIn.autel',
  sheet: 'lookIn.sheet',
}

/** All files for the sortie in one press: onto a card or into a folder, each read back and held against what was made. */
export function SortieFiles(props: {
  edited: EvaluatedMission
  targets: readonly Target[]
  exporting: Exporting
}) {
  const t = useT()
  const { edited, targets, exporting } = props
  const { mission, stale } = edited
  const [written, setWritten] = useState<SortieWritten | null>(null)
  const [writing, setWriting] = useState<ExportFormat | null>(null)
  const all = targets.filter(({ isOfSortie }) => isOfSortie)
  const going = all.flatMap(({ format, why }) => (why === null ? [format] : []))
  // Papers alone are no sortie.
  const canGo = going.some((format) => isFlownBy(format, mission.vehicle))
  const isHeld = exporting.held.rules.length > 0
  const go = (): void =>
    void attempt(async () => {
      setWritten(null)
      try {
        setWritten(await writeSortie(mission.id, going, exporting.make, setWriting))
      } catch (error) {
        if (!(error instanceof FolderError)) throw error
        notices.getState().tell('error', 'export.noFolder', { why: { key: `fileOutcome.${error.problem}` } })
      } finally {
        setWriting(null)
      }
    })
  return (
    <Body>
      <h3>{t('export.all')}</h3>
      <Hint>{t(canWriteFolders() ? 'export.allHint' : 'export.allDownloads')}</Hint>
      <ul className={styles.files} data-testid="sortie-files">
        {all.map(({ format, why }) => (
          <FileLine
            key={format}
            format={format}
            why={why && words('note', why.code, why.params)}
            written={written?.files.find((file) => file.format === format)}
            isWriting={writing === format}
          />
        ))}
      </ul>
      {lostOfSortie(targets).map(({ code, params }) => (
        <Notice key={code} tone="warning">
          {words('note', code, params)}
        </Notice>
      ))}
      {written ? <Outcome written={written} /> : null}
      {isHeld && !exporting.isReleased ? <Hint>{t('export.incomplete')}</Hint> : null}
      <Button
        look="primary"
        wide
        icon={<FolderDown size={18} aria-hidden />}
        isDisabled={!canGo || writing !== null || stale || !exporting.isReleased}
        onPress={go}
        testId="export-all"
      >
        {t(isHeld ? 'export.allRelease' : 'export.allGo')}
      </Button>
    </Body>
  )
}

function FileLine(props: {
  format: ExportFormat
  why: string | null
  written: WrittenFile | undefined
  isWriting: boolean
}) {
  const t = useT()
  const { format, why, written, isWriting } = props
  const looksIn = LOOKS_IN[format]
  const isBad = written !== undefined && written.outcome !== 'same' && written.outcome !== 'sent'
  const said = why ?? (written ? t(`fileOutcome.${written.outcome}`) : isWriting ? t('export.writing') : null)
  return (
    <li
      data-testid={`sortie-file-${format}`}
      data-outcome={written?.outcome ?? (why === null ? 'ready' : 'cannot')}
    >
      {why !== null ? (
        <Minus size={16} aria-hidden />
      ) : isBad ? (
        <X size={16} aria-hidden className={styles.fileBad} />
      ) : written ? (
        <Check size={16} aria-hidden className={styles.fileDone} />
      ) : (
        <FileText size={16} aria-hidden className={styles.fileReady} />
      )}
      <div>
        <b>{t(`format.${format}`)}</b>
        {said === null ? null : <span className={isBad ? styles.fileBad : undefined}> {said}</span>}
        {written && !isBad ? <div className={styles.filePlace}>{written.place}</div> : null}
        {why === null && looksIn ? <div className={styles.fileWhere}>{t(looksIn)}</div> : null}
      </div>
    </li>
  )
}

/** One line of what came of it: good where all is as it was made, and else only what is not. */
function Outcome({ written }: { written: SortieWritten }) {
  const t = useT()
  const { folder, files } = written
  const bad = files.filter(({ outcome }) => outcome !== 'same' && outcome !== 'sent')
  if (bad.length > 0)
    return (
      <Notice tone="error" testId="sortie-bad">
        {t('export.allBad', { files: bad.map(({ format }) => t(`format.${format}`)).join(t('app.comma')) })}
      </Notice>
    )
  return (
    <Notice tone={folder === null ? 'warning' : 'good'} testId="sortie-done">
      {folder === null
        ? t('export.allSent', { n: files.length })
        : t('export.allDone', { n: files.length, folder })}
    </Notice>
  )
}
