import { Grid3x3, MapPin, Square } from 'lucide-react'
import { useState } from 'react'
import { endingsOf } from '../../../src/core/formats/formats.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import { usualCamera } from '../../../src/core/mission/payloads.ts'
import { type Rig, weakestOf, withChoice } from '../../../src/core/mission/rig.ts'
import { DEFAULT_VEHICLE } from '../../../src/core/mission/vehicles.ts'
import { api } from '../../api/client.ts'
import { useCall, useSiteNames } from '../../api/hooks.ts'
import { newId, newPartId } from '../../api/newId.ts'
import { write } from '../../api/write.ts'
import { ChooseByName } from '../../desk/ChooseByName.tsx'
import { useKeepRig, useLastRig } from '../../desk/lastRig.ts'
import { useMayNot } from '../../desk/actor.ts'
import { useDatumQuestion } from '../../desk/questions/datumQuestion.tsx'
import { useImportQuestion } from './importQuestion.tsx'
import { useSwapQuestion } from '../../desk/questions/swapQuestion.tsx'
import { attempt, notices } from '../../desk/notices.ts'
import { missionPlace } from '../../desk/places.ts'
import { newPerimeter, newSurvey, newWaypoints } from '../../../src/core/pattern/newPattern.ts'
import { selection } from '../../desk/selection.ts'
import { date, nameOf } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, TextField } from '../../ui/fields.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Hint, Section } from '../../ui/layout.tsx'
import { RigFields } from './RigFields.tsx'

/** A quick sortie over one site: choose the site and a pattern; the rest has defaults that hold. */
export function NewMission({ siteId }: { siteId: string | null }) {
  const t = useT()
  const { data: sites } = useSiteNames()
  const [chosen, setChosen] = useState(siteId ?? '')
  const mayNot = useMayNot('mission.import')
  const [name, setName] = useState('')
  const [isFromTemplate, setFromTemplate] = useState(false)
  const { ask, question } = useDatumQuestion()
  const { readAsked, swapAsked, swapQuestion } = useSwapQuestion()
  const { bringAsked, importQuestion } = useImportQuestion()
  const [own, setOwn] = useState<Rig | null>(null)
  const lastRig = useLastRig()
  const keepRig = useKeepRig()
  const { data: craft = [] } = useCall('craft.list', {})
  const { data: batteries = [] } = useCall('battery.list', {})
  if (!sites) return <Empty words={t('app.opening')} />
  if (sites.length === 0)
    return (
      <Empty words={t('mission.needsSite')}>
        <Button
          look="primary"
          onPress={() => selection.getState().compose({ kind: 'site', enterpriseId: null, boundary: null })}
        >
          {t('site.new')}
        </Button>
      </Empty>
    )
  const over = sites.find(({ id }) => id === chosen) ?? sites[0]
  if (!over) return null
  // It begins with what was flown with last, as long as nobody chose otherwise.
  const known = [...craft, ...batteries].flatMap(({ doc }) => (doc.retiredOn === null ? [doc.id] : []))
  const rig =
    own ?? withChoice({ vehicle: DEFAULT_VEHICLE, camera: usualCamera(DEFAULT_VEHICLE) }, lastRig, known)
  const make = async (kind: Pattern['kind']): Promise<void> => {
    const site = (await api.call('site.get', { id: over.id })).doc
    const id = newPartId()
    const pattern =
      kind === 'survey'
        ? newSurvey(id, site.boundary)
        : kind === 'perimeter'
          ? newPerimeter(id, site.boundary)
          : newWaypoints(id)
    const usual = t('mission.usualName', {
      site: nameOf(site.name),
      pattern: t(`pattern.${kind}`),
      date: date(Date.now()),
    })
    const planned = newMission({
      id: newId(),
      name: { zh: name.trim() || usual, en: '' },
      sites: [site],
      patterns: [pattern],
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
    selection.getState().goTo({ kind: 'mission', id: mission.id }, missionPlace(mission))
  }
  const bring = (files: File[]): void =>
    void attempt(async () => {
      const [file] = await api.files(files)
      if (!file) return
      const isDrawing = /\.(kml|kmz|ovkml|gpx|geojson|json)$/i.test(files[0]?.name ?? '')
      // A drawing is looked at first: what it is measured in is asked with a picture.
      const drawn = isDrawing
        ? await readAsked((isSwapped) =>
            api.call('site.readAreas', { file: file.ref, beside: [], isSwapped }),
          )
        : null
      if (isDrawing && !drawn) return
      const datum = drawn ? await ask(drawn.read.features, drawn.read.notes) : 'wgs84'
      if (!datum) return
      const bringIn = (isSwapped: boolean | undefined) =>
        bringAsked((answers) =>
          write(
            'mission.import',
            { file: file.ref, siteIds: [over.id], datum, isFromTemplate, isSwapped, ...answers },
            'edit.importMission',
          ),
        )
      const made = drawn ? await bringIn(drawn.isSwapped) : await swapAsked(bringIn)
      if (!made) return
      for (const note of made.notes)
        notices.getState().tell('warning', 'app.words', { words: words('note', note.code, note.params) })
      selection.getState().goTo({ kind: 'mission', id: made.doc.id }, missionPlace(made.doc))
    })
  return (
    <div data-testid="new-mission">
      <Head title={t('mission.new')}>
        <Button onPress={() => selection.getState().compose(null)}>{t('app.discard')}</Button>
      </Head>
      <Body>
        <ChooseByName
          label={t('mission.site')}
          value={over.id}
          options={sites.map((site) => ({ value: site.id, label: nameOf(site.name) }))}
          onChange={setChosen}
          testId="mission-site"
        />
        <TextField
          label={t('mission.name')}
          value={name}
          maxLength={200}
          onChange={setName}
          hint={t('mission.nameHint')}
          testId="mission-name"
        />
        <RigFields rig={rig} change={(change) => setOwn(change(rig))} />
        <Hint>{t('mission.choosePattern')}</Hint>
        <Button
          look="primary"
          wide
          icon={<Grid3x3 size={18} aria-hidden />}
          onPress={() => void attempt(() => make('survey'))}
          testId="make-survey"
        >
          {t('mission.makeSurvey')}
        </Button>
        <Button
          wide
          icon={<Square size={18} aria-hidden />}
          onPress={() => void attempt(() => make('perimeter'))}
          testId="make-perimeter"
        >
          {t('mission.makePerimeter')}
        </Button>
        <Button
          wide
          icon={<MapPin size={18} aria-hidden />}
          onPress={() => void attempt(() => make('waypoints'))}
          testId="make-waypoints"
        >
          {t('mission.makeWaypoints')}
        </Button>
      </Body>
      <Section title={t('mission.fromFile')}>
        {mayNot ? <Hint>{mayNot}</Hint> : null}
        <FileDrop
          label={t('mission.chooseFile')}
          hint={t('mission.fromFileHint')}
          accept={endingsOf('mission').join(',')}
          onFiles={bring}
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
    </div>
  )
}
