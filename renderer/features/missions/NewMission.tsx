import { useState } from 'react'
import { endingsOf } from '../../../src/core/formats/formats.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { usualCamera } from '../../../src/core/mission/payloads.ts'
import { type Rig, weakestOf, withChoice } from '../../../src/core/mission/rig.ts'
import { DEFAULT_VEHICLE } from '../../../src/core/mission/vehicles.ts'
import type { Site } from '../../../src/core/site/site.ts'
import { api } from '../../api/client.ts'
import { useCall, useSiteNames } from '../../api/hooks.ts'
import { newId } from '../../api/newId.ts'
import { useDraft } from '../../api/drafts.ts'
import { write } from '../../api/write.ts'
import { useForm } from '../../desk/form/form.ts'
import { FormNotes } from '../../desk/form/FormNotes.tsx'
import { useKeepRig, useLastRig } from '../../desk/lastRig.ts'
import { useMayNot } from '../../desk/actor.ts'
import { useDatumQuestion } from '../../desk/questions/datumQuestion.tsx'
import { ChooseSites } from './ChooseSites.tsx'
import { AssetsOf, type Made, MakePatterns } from './MakePatterns.tsx'
import { useImportQuestion } from './importQuestion.tsx'
import { useSwapQuestion } from '../../desk/questions/swapQuestion.tsx'
import { attempt, notices } from '../../desk/notices.ts'
import { letGo, type Opened, useWaiting } from '../../desk/opened.ts'
import { OpenedFile } from '../../desk/OpenedFile.tsx'
import { missionPlace } from '../../desk/places.ts'
import { selection } from '../../desk/selection.ts'
import { date, nameOf } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, TextField } from '../../ui/fields.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Hint, Section } from '../../ui/layout.tsx'
import { RigFields } from './RigFields.tsx'

/** A quick sortie over one site or several: choose them and a pattern of any kind; the rest has defaults that hold. */
export function NewMission({ siteId }: { siteId: string | null }) {
  const t = useT()
  const key = `mission/new/${siteId ?? ''}`
  const draft = useDraft(key)
  if (draft === undefined) return <Empty words={t('app.opening')} />
  return <MissionFields draftKey={key} draft={draft} siteId={siteId} />
}

/** What is chosen before a mission is made: its sites, its name, and what it is flown with where that was chosen. */
type Half = { chosen: readonly string[]; name: string; own: Rig | null }

function MissionFields(props: { draftKey: string; draft: unknown; siteId: string | null }) {
  const t = useT()
  const { siteId } = props
  const { data: sites } = useSiteNames()
  const form = useForm<Half>(
    props.draftKey,
    { doc: { chosen: siteId ? [siteId] : [], name: '', own: null }, version: null },
    props.draft,
  )
  const { chosen, name, own } = form.doc
  const [isOfAssets, setOfAssets] = useState(false)
  const mayNot = useMayNot('mission.import')
  const waiting = useWaiting('mission')
  const [isBringing, setBringing] = useState(false)
  const [isFromTemplate, setFromTemplate] = useState(false)
  const { ask, question } = useDatumQuestion()
  const { readAsked, swapAsked, swapQuestion } = useSwapQuestion()
  const { bringAsked, importQuestion } = useImportQuestion()
  const lastRig = useLastRig()
  const keepRig = useKeepRig()
  const { data: craft = [] } = useCall('craft.list', {})
  const { data: batteries = [] } = useCall('battery.list', {})
  if (!sites) return <Empty words={t('app.opening')} />
  if (sites.length === 0)
    return (
      <Empty words={t('mission.needsSite')}>
        {waiting[0] ? <Hint>{t('opened.waits', { file: waiting[0].name })}</Hint> : null}
        <Button
          look="primary"
          onPress={() => selection.getState().compose({ kind: 'site', enterpriseId: null, boundary: null })}
        >
          {t('site.new')}
        </Button>
      </Empty>
    )
  const named = chosen.filter((id) => sites.some((site) => site.id === id))
  const first = sites[0]?.id
  const over = named.length > 0 ? named : first ? [first] : []
  // It begins with what was flown with last, as long as nobody chose otherwise.
  const known = [...craft, ...batteries].flatMap(({ doc }) => (doc.retiredOn === null ? [doc.id] : []))
  const rig =
    own ?? withChoice({ vehicle: DEFAULT_VEHICLE, camera: usualCamera(DEFAULT_VEHICLE) }, lastRig, known)
  const make = async (
    kind: Pattern['kind'],
    patternsOver: (sites: readonly Site[]) => Made,
  ): Promise<void> => {
    const whole = await api.call('site.some', { ids: [...over] })
    const meant = over.flatMap((id) => whole.flatMap(({ doc }) => (doc.id === id ? doc : [])))
    const patterns = await patternsOver(meant)
    // Whoever thinks better of drawing makes no mission.
    if (!patterns) return
    const usual = t('mission.usualName', {
      site: meant.map((site) => nameOf(site.name)).join(t('mission.joinSites')),
      pattern: t(`pattern.${kind}`),
      date: date(Date.now()),
    })
    const planned = newMission({
      id: newId(),
      name: { zh: (name.trim() || usual).slice(0, 200), en: '' },
      sites: meant,
      patterns,
      vehicle: rig.vehicle,
    })
    const mission = {
      ...planned,
      ...rig,
      conditions: {
        ...planned.conditions,
        batteryHealth: weakestOf(
          rig.batteryIds ?? [],
          batteries.map(({ doc }) => doc),
        ),
      },
    }
    await write('mission.put', { base: null, doc: mission }, 'edit.newMission')
    await keepRig(rig)
    form.drop()
    selection.getState().goTo({ kind: 'mission', id: mission.id }, missionPlace(mission))
  }
  /** Brings a file in under its reference; answers whether it is in, or somebody thought better of it. */
  const bring = async (ref: string, fileName: string): Promise<boolean> => {
    const isDrawing = /\.(kml|kmz|ovkml|gpx|geojson|json)$/i.test(fileName)
    // A drawing is looked at first: what it is measured in is asked with a picture.
    const drawn = isDrawing
      ? await readAsked((isSwapped) => api.call('site.readAreas', { file: ref, beside: [], isSwapped }))
      : null
    if (isDrawing && !drawn) return false
    const datum = drawn ? await ask(drawn.read.features, drawn.read.notes) : 'wgs84'
    if (!datum) return false
    const bringIn = (isSwapped: boolean | undefined) =>
      bringAsked((answers) =>
        write(
          'mission.import',
          { file: ref, siteIds: [...over], datum, isFromTemplate, isSwapped, ...answers },
          'edit.importMission',
        ),
      )
    const made = drawn ? await bringIn(drawn.isSwapped) : await swapAsked(bringIn)
    if (!made) return false
    for (const note of made.notes)
      notices.getState().tell('warning', 'app.words', { words: words('note', note.code, note.params) })
    form.drop()
    selection.getState().goTo({ kind: 'mission', id: made.doc.id }, missionPlace(made.doc))
    return true
  }
  const choose = (files: File[]): void =>
    void attempt(async () => {
      const [file] = await api.files(files)
      if (file) await bring(file.ref, files[0]?.name ?? '')
    })
  const bringOpened = async ({ file, name: fileName }: Opened): Promise<void> => {
    setBringing(true)
    await attempt(async () => {
      if (!(await bring(file, fileName))) return
      await letGo(file)
      if (waiting.length > 1) notices.getState().tell('info', 'opened.left', { n: waiting.length - 1 })
    })
    setBringing(false)
  }
  const fromFile = (
    <Section title={t('mission.fromFile')} open={waiting.length > 0}>
      {mayNot ? <Hint>{mayNot}</Hint> : null}
      <OpenedFile
        waiting={waiting}
        words={t('opened.mission')}
        take={t('opened.bring')}
        isDisabled={isBringing || mayNot !== null}
        onTake={(file) => void bringOpened(file)}
      />
      <FileDrop
        label={t('mission.chooseFile')}
        hint={t('mission.fromFileHint')}
        accept={endingsOf('mission').join(',')}
        onFiles={choose}
        testId="mission-file"
      />
      {swapQuestion}
      {question}
      {importQuestion}
      <Checkbox
        label={t('mission.fromTemplate')}
        value={isFromTemplate}
        onChange={setFromTemplate}
        testId="mission-from-template"
      />
    </Section>
  )
  return (
    <div data-testid="new-mission">
      <Head title={t('mission.new')}>
        <Button
          onPress={() => {
            form.drop()
            selection.getState().compose(null)
          }}
        >
          {t('app.discard')}
        </Button>
      </Head>
      {/* A file that somebody has just opened is what they came for. */}
      {waiting.length > 0 ? fromFile : null}
      <Body>
        <FormNotes form={form} />
        <ChooseSites sites={sites} ids={over} onChange={(ids) => form.set({ chosen: ids })} />
        <TextField
          label={t('mission.name')}
          value={name}
          maxLength={200}
          onChange={(text) => form.set({ name: text })}
          hint={t('mission.nameHint')}
          testId="mission-name"
        />
        <RigFields rig={rig} change={(change) => form.set({ own: change(rig) })} />
        <Hint>{t('mission.choosePattern')}</Hint>
        <MakePatterns
          make={(kind, patternsOver) => void attempt(() => make(kind, patternsOver))}
          isOfAssets={isOfAssets}
          onOfAssets={() => setOfAssets(!isOfAssets)}
        />
        {isOfAssets ? (
          <AssetsOf
            ids={over}
            take={(patterns) =>
              void attempt(() => make(patterns[0]?.kind ?? 'visit', () => Promise.resolve(patterns)))
            }
          />
        ) : null}
      </Body>
      {waiting.length > 0 ? null : fromFile}
    </div>
  )
}
