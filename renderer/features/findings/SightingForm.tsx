import { MapPin } from 'lucide-react'
import { useState } from 'react'
import type { FindingRow } from '../../../src/contract/index.ts'
import type { Sighting } from '../../../src/core/finding/finding.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { useCall, useDocument, useFootageRows } from '../../api/hooks.ts'
import { useDraft } from '../../api/drafts.ts'
import { write } from '../../api/write.ts'
import { useForm } from '../../desk/form/form.ts'
import { FormNotes } from '../../desk/form/FormNotes.tsx'
import { useActing } from '../../desk/actor.ts'
import { attempt } from '../../desk/notices.ts'
import { pointPlace } from '../../desk/places.ts'
import { type Composing, selection } from '../../desk/selection.ts'
import { pickPoint } from '../../desk/editing/pick.ts'
import { position } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select, TextField } from '../../ui/fields.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Hint, Notice } from '../../ui/layout.tsx'
import { Evidence } from './Evidence.tsx'
import { NearbyFindings } from './NearbyFindings.tsx'
import { type NewFinding, NewFindingFields } from './NewFindingFields.tsx'

type Asked = Extract<Composing, { kind: 'sighting' }>
type NewSighting = Omit<Sighting, 'id' | 'findingId' | 'author' | 'knew'>

/** What one patrol saw, as a new finding or as a further sighting of a known one. */
export function SightingForm({ composing }: { composing: Asked }) {
  const { isPending } = useDocument('footage.get', composing.footageId)
  const t = useT()
  if (composing.footageId !== null && isPending) return <Empty words={t('app.opening')} />
  return <Kept key={composing.findingId ?? 'new'} asked={composing} />
}

/** Half a form is kept by what it is about: another picture, place or finding has another. */
const draftKeyOf = ({ findingId, footageId, momentS, visitId, at }: Asked): string =>
  ['sighting', findingId, footageId, momentS, visitId, at?.lat, at?.lon].map((part) => part ?? '').join('/')

function Kept({ asked }: { asked: Asked }) {
  const t = useT()
  const key = draftKeyOf(asked)
  const draft = useDraft(key)
  if (draft === undefined) return <Empty words={t('app.opening')} />
  return <Form key={key} draftKey={key} draft={draft} asked={asked} />
}

type Half = {
  footageId: string | null
  at: LatLon | null
  finding: NewFinding
  seenFrom: 'air' | 'site'
  outcome: Sighting['outcome']
  words: string
}

function Form({ asked, draftKey, draft }: { asked: Asked; draftKey: string; draft: unknown }) {
  const form = useForm<Half>(
    draftKey,
    {
      doc: {
        footageId: asked.footageId,
        at: asked.at,
        finding: {
          title: asked.title ?? '',
          category: '',
          level: 'general',
          risk: 'none',
          owner: '',
          enterpriseId: '',
        },
        seenFrom: asked.visitId === undefined ? 'air' : 'site',
        outcome: 'still',
        words: '',
      },
      version: null,
    },
    draft,
  )
  const { footageId: chosenId, at: chosenAt, finding, seenFrom, outcome, words } = form.doc
  // Of what was taken in the same visit, somebody may choose what it is seen in.
  const setFootage = (footageId: string | null): void => form.set({ footageId })
  const composing = { ...asked, footageId: chosenId }
  const { data: footage } = useDocument('footage.get', chosenId)
  const takenAtMs = footage?.doc.takenAt?.utcMs ?? null
  // Of a clip, the time of its moment.
  const takenMs = takenAtMs === null ? null : Math.round(takenAtMs + (composing.momentS ?? 0) * 1000)
  const t = useT()
  const actor = useActing()
  const { data: known } = useCall(
    'finding.get',
    { id: composing.findingId ?? '' },
    composing.findingId !== null,
  )
  const at = chosenAt ?? known?.doc.at ?? null
  const [tried, setTried] = useState(false)
  const [now] = useState(() => Date.now())
  const isAsGiven = chosenAt?.lat === composing.at?.lat && chosenAt?.lon === composing.at?.lon
  const sighting = (place: LatLon, as: Sighting['outcome']): NewSighting => ({
    flightId: composing.flightId,
    footageId: composing.footageId,
    momentS: composing.momentS,
    ...(composing.visitId === undefined ? {} : { visitId: composing.visitId }),
    ...(composing.untilS === undefined ? {} : { untilS: composing.untilS }),
    region: composing.region,
    at: place,
    // Where somebody points on the map nothing is reckoned.
    ...(isAsGiven && composing.errorM !== undefined ? { errorM: composing.errorM } : {}),
    seenAtMs: takenMs ?? now,
    seenFrom,
    outcome: as,
    level: finding.level,
    words,
  })
  const pick = async (): Promise<void> => {
    const place = await pickPoint('finding.pick')
    if (place) form.set({ at: place })
  }
  const open = (): void => {
    setTried(true)
    if (!at || finding.title.trim() === '') return
    void attempt(async () => {
      const made = await write(
        'finding.open',
        {
          sighting: sighting(at, 'first'),
          finding: {
            title: finding.title.trim(),
            category: finding.category.trim(),
            level: finding.level,
            risk: finding.risk === 'none' ? null : finding.risk,
            owner: finding.owner.trim(),
            assetId: composing.assetId ?? null,
            enterpriseId: finding.enterpriseId === '' ? null : finding.enterpriseId,
            recursOfId: null,
          },
        },
        'edit.newFinding',
      )
      form.drop()
      selection.getState().goTo({ kind: 'finding', id: made.doc.id }, pointPlace(made.doc.at))
    })
  }
  const addTo = (row: Pick<FindingRow, 'id' | 'version' | 'at'>, as: Sighting['outcome']): void => {
    if (!at) return
    void attempt(async () => {
      await write(
        'finding.addSighting',
        { id: row.id, base: row.version, sighting: sighting(at, as) },
        'edit.addSighting',
      )
      form.drop()
      selection.getState().goTo({ kind: 'finding', id: row.id }, pointPlace(row.at))
    })
  }
  return (
    <div data-testid="sighting-form">
      <Head title={known ? t('finding.recheck', { title: known.doc.title }) : t('finding.new')}>
        <Button
          look="primary"
          testId="save-finding"
          onPress={() => (known ? addTo({ ...known.doc, version: known.version }, outcome) : open())}
          isDisabled={known !== undefined && at === null}
        >
          {known ? t('finding.addSighting') : t('finding.open')}
        </Button>
        <Button
          onPress={() => {
            form.drop()
            selection.getState().compose(null)
          }}
        >
          {t('app.discard')}
        </Button>
      </Head>
      <Body>
        <FormNotes form={form} />
        {asked.visitId !== undefined && asked.footageId === null ? (
          <PictureOfVisit visitId={asked.visitId} value={chosenId} onChange={setFootage} />
        ) : null}
        {composing.footageId ? (
          <Evidence footageId={composing.footageId} momentS={composing.momentS} />
        ) : null}
        {composing.region ? <Hint>{t('finding.regionMarked')}</Hint> : null}
        <Button
          icon={<MapPin size={16} aria-hidden />}
          onPress={() => void pick()}
          testId="pick-place"
          look={at ? 'plain' : 'primary'}
        >
          {at ? t('finding.placeAgain') : t('finding.place')}
        </Button>
        {at ? <Hint>{position(at)}</Hint> : null}
        {tried && !at ? <Notice tone="error">{t('finding.placeMissing')}</Notice> : null}
      </Body>
      {at && composing.findingId === null ? (
        <NearbyFindings at={at} onSame={(row) => addTo(row, 'still')} />
      ) : null}
      <Body>
        {known ? (
          <Select
            label={t('finding.outcome')}
            value={outcome}
            options={(['still', 'gone', 'worse', 'unseen'] as const).map((value) => ({
              value,
              label: t(`outcome.${value}`),
            }))}
            onChange={(value) => form.set({ outcome: value })}
            testId="outcome"
          />
        ) : (
          <NewFindingFields
            value={finding}
            onChange={(value) => form.set({ finding: value })}
            isTried={tried}
          />
        )}
        <Select
          label={t('finding.seenFrom')}
          value={seenFrom}
          options={(['air', 'site'] as const).map((value) => ({ value, label: t(`seen.${value}`) }))}
          onChange={(value) => form.set({ seenFrom: value })}
          testId="seen-from"
        />
        <TextField
          label={t('finding.words')}
          lines
          value={words}
          onChange={(text) => form.set({ words: text })}
          testId="finding-words"
        />
        {actor ? null : <Hint>{t('finding.whoHint')}</Hint>}
      </Body>
    </div>
  )
}

const NO_PICTURE = ''

/** Which photo or clip of its visit a sighting rests on, if any. */
function PictureOfVisit(props: {
  visitId: string
  value: string | null
  onChange: (footageId: string | null) => void
}) {
  const t = useT()
  const { data: visit } = useDocument('visit.get', props.visitId)
  const { data: rows = [] } = useFootageRows(visit?.footageIds ?? [])
  const pictures = rows.filter(({ doc }) => doc.kind === 'photo' || doc.kind === 'clip')
  if (pictures.length === 0) return null
  return (
    <Select
      label={t('finding.picture')}
      value={props.value ?? NO_PICTURE}
      options={[
        { value: NO_PICTURE, label: t('finding.noPicture') },
        ...pictures.map(({ doc }) => ({ value: doc.id, label: doc.fileName })),
      ]}
      onChange={(id) => props.onChange(id === NO_PICTURE ? null : id)}
      testId="sighting-picture"
    />
  )
}
