import { useMemo } from 'react'
import { targetsOf } from '../../../../src/core/formats/targets.ts'
import { useEntrance, useSitesOf } from '../../../api/hooks.ts'
import type { EvaluatedMission } from '../../../desk/edited.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Head } from '../../../ui/Head.tsx'
import { Body, Notice } from '../../../ui/layout.tsx'
import { CompareReturned } from './CompareReturned.tsx'
import { EarlierExports } from './EarlierExports.tsx'
import { ReleaseFields, supervisorsOf } from './ReleaseFields.tsx'
import { SingleFile } from './SingleFile.tsx'
import { SortieFiles } from './SortieFiles.tsx'
import { useExporting } from './useExporting.ts'

/** A mission's way out: what holds it back, all files for the sortie in one press, or one file of any format. */
export function ExportPanel({ edited, onClose }: { edited: EvaluatedMission; onClose: () => void }) {
  const t = useT()
  const { mission, route, verdict } = edited
  const exporting = useExporting(edited)
  const { data: entrance } = useEntrance()
  const { data: sites } = useSitesOf(mission.siteIds)
  const input = useMemo(
    () =>
      route && {
        mission,
        route,
        sites: (sites ?? []).map(({ doc }) => doc),
        releases: [],
        revision: '',
        exportedAtMs: 0,
      },
    [mission, route, sites],
  )
  const targets = useMemo(() => (input ? targetsOf(input) : []), [input])
  const { held, release, setRelease, isSelf, frozen } = exporting
  const isHeld = held.rules.length > 0
  return (
    <div data-testid="export-panel">
      <Head title={t('mission.export')}>
        <Button onPress={onClose}>{t('app.back')}</Button>
      </Head>
      {isHeld ? (
        <Body>
          <ReleaseFields
            held={held}
            value={release}
            onChange={setRelease}
            supervisors={supervisorsOf(entrance)}
            isSelf={isSelf}
          />
        </Body>
      ) : verdict && !verdict.ok ? (
        <Body>
          <Notice tone="warning">{t('export.passes')}</Notice>
        </Body>
      ) : null}
      <SortieFiles edited={edited} targets={targets} exporting={exporting} />
      {input && targets.length > 0 ? (
        <SingleFile edited={edited} input={input} targets={targets} exporting={exporting} />
      ) : null}
      <CompareReturned id={mission.id} />
      <EarlierExports frozen={frozen} />
    </div>
  )
}
