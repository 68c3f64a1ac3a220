import { Copy, Trash2 } from 'lucide-react'
import { lazy, memo, Suspense, useState } from 'react'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { useDocument, useReferred } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { CallButton } from '../../desk/CallButton.tsx'
import { changeMission, type EvaluatedMission, useBeside, useEditedMission } from '../../desk/edited.ts'
import { attempt } from '../../desk/notices.ts'
import { duplicateMission } from './duplicateMission.ts'
import { selection } from '../../desk/selection.ts'
import { VerdictCounts } from '../../desk/VerdictCounts.tsx'
import { nameOf, withName } from '../../i18n/format.ts'
import { Papers } from '../../desk/papers/Papers.tsx'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Notice, Row, Section } from '../../ui/layout.tsx'
import { Later } from '../../ui/Later.tsx'
import { AircraftSection } from './AircraftSection.tsx'
import { ApplicationSection } from './ApplicationSection.tsx'
import { AuthorisationSection } from './AuthorisationSection.tsx'
import { CrewSection } from './CrewSection.tsx'
import { ContingencySection } from './ContingencySection.tsx'
import { LinkSection } from './link/LinkSection.tsx'
import { MarginSection } from './MarginSection.tsx'
import { BriefingSection } from './BriefingSection.tsx'
import { CompareSection } from './patterns/CompareSection.tsx'
import { OnboardSection } from './link/OnboardSection.tsx'
import { PatternSection } from './patterns/PatternSection.tsx'
import { ReportsSection } from './ReportsSection.tsx'
import { SitesSection } from './SitesSection.tsx'
import { SpecialSection } from './SpecialSection.tsx'
import { TakeoffSection } from './TakeoffSection.tsx'
import { FenceSection } from './fence/FenceSection.tsx'
import { TerrainSection } from './TerrainSection.tsx'
import { WaypointSection } from './patterns/WaypointSection.tsx'

/** The writers of all formats come with it: loaded when somebody exports. */
const ExportPanel = lazy(() =>
  import('./export/ExportPanel.tsx').then((module) => ({ default: module.ExportPanel })),
)

/** A mission: what it flies, what it flies with, what happens when something goes wrong, and its way out. */
export function MissionInspector({ id, partId }: { id: string; partId: string | null }) {
  const t = useT()
  const { error } = useDocument('mission.get', id)
  const edited = useBeside(useEditedMission(id))
  if (error && !edited) return <Empty words={t('app.gone')} />
  if (!edited) return <Empty words={t('app.opening')} />
  return <EditedMission edited={edited} partId={partId} />
}

type EditedProps = { edited: EvaluatedMission; partId: string | null }
const EditedMission = memo(function EditedMission({ edited, partId }: EditedProps) {
  const t = useT()
  const { mission, base, verdict, route, stale } = edited
  const { id } = mission
  const { doc: site, isNotHere } = useReferred('site.get', mission.siteIds[0])
  const [exporting, setExporting] = useState(false)
  if (exporting)
    return (
      <Suspense fallback={<Empty words={t('app.opening')} />}>
        <ExportPanel edited={edited} onClose={() => setExporting(false)} />
      </Suspense>
    )
  return (
    <div data-testid="mission">
      <Head
        over={
          site ? (
            <Button look="quiet" onPress={() => selection.getState().goTo({ kind: 'site', id: site.id })}>
              {nameOf(site.name)}
            </Button>
          ) : isNotHere ? (
            t('app.notHereOf', { what: words('aggregate', 'site') })
          ) : null
        }
        title={nameOf(mission.name)}
        sub={
          verdict === null ? null : (
            <Row>
              <VerdictCounts errors={verdict.errors} warnings={verdict.warnings} unknown={verdict.unknown} />
            </Row>
          )
        }
      >
        <Button look="primary" onPress={() => setExporting(true)} isDisabled={stale} testId="export">
          {t('mission.export')}
        </Button>
        <Button
          onPress={() => selection.getState().compose({ kind: 'flight', missionId: id })}
          testId="log-flight"
        >
          {t('mission.logFlight')}
        </Button>
        <CallButton
          call="mission.duplicate"
          look="quiet"
          icon={<Copy size={16} aria-hidden />}
          label={t('mission.duplicate')}
          testId="duplicate"
          onPress={() => duplicateMission(id)}
        />
        <CallButton
          call="mission.remove"
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          label={t('app.remove')}
          onPress={() =>
            void attempt(async () => {
              await write('mission.remove', { id, base }, 'edit.removeMission')
              selection.getState().select(null)
            })
          }
        />
      </Head>
      {route && route.notes.length > 0 ? (
        <Body>
          {route.notes.map((note, i) => (
            <Notice key={`note-${i}`} tone={note.severity}>
              {words('note', note.code, note.params)}
            </Notice>
          ))}
        </Body>
      ) : null}
      <Later>
        <WaypointSection mission={mission} route={route} />
        <PatternSection mission={mission} route={route} partId={partId} />
        <SitesSection mission={mission} />
        <FenceSection mission={mission} partId={partId} />
        <Settings mission={mission} />
        <LinkSection mission={mission} base={base} verdict={verdict} isStale={stale} />
        <MarginSection mission={mission} verdict={verdict} />
        <Remarks mission={mission} />
      </Later>
    </div>
  )
})

/** What is the mission's alone: route and verdict come many times, and none of it changes by them. */
const Settings = memo(function Settings({ mission }: { mission: Mission }) {
  return (
    <>
      <CompareSection key={`compare-${mission.id}`} mission={mission} />
      <TerrainSection mission={mission} />
      <AuthorisationSection key={`authorisation-${mission.id}`} mission={mission} />
      <SpecialSection mission={mission} />
      <ReportsSection mission={mission} />
      <ApplicationSection mission={mission} />
      <Papers key={`p${mission.id}`} of={{ aggregate: 'mission', id: mission.id }} />
      <CrewSection mission={mission} />
      <AircraftSection mission={mission} />
      <TakeoffSection mission={mission} />
      <ContingencySection mission={mission} />
      <OnboardSection mission={mission} />
    </>
  )
})

const Remarks = memo(function Remarks({ mission }: { mission: Mission }) {
  const t = useT()
  return (
    <>
      <BriefingSection mission={mission} />
      <Section title={t('mission.about')}>
        <TextField
          label={t('mission.name')}
          value={nameOf(mission.name)}
          maxLength={200}
          commit={(text) => {
            if (text.trim() !== '')
              changeMission((doc) => ({ ...doc, name: withName(doc.name, text.trim()) }), 'edit.missionName')
          }}
        />
        <TextField
          label={t('field.remarks')}
          lines
          value={mission.remarks}
          commit={(remarks) => changeMission((doc) => ({ ...doc, remarks }), 'edit.remarks')}
        />
      </Section>
    </>
  )
})
