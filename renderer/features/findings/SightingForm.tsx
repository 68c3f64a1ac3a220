import { MapPin } from 'lucide-react'
import { useState } from 'react'
import type { FindingRow } from '../../../src/contract/index.ts'
import type { Sighting } from '../../../src/core/finding/finding.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { useCall, useDocument, useFootageRows } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
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
  return <Form key={composing.findingId ?? 'new'} asked={composing} />
}

function Form({ asked }: { asked: Asked }) {
  // Of what was taken in the same visit, somebody may choose what it is seen in.
  const [chosenId, setFootage] = useState<string | null>(asked.footageId)
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
  const [chosenAt, setAt] = useState<LatLon | null>(composing.at)
  const at = chosenAt ?? known?.doc.at ?? null
  const [finding, setFinding] = useState<NewFinding>({
    title: composing.title ?? '',
    category: '',
    level: 'general',
    risk: 'none',
    owner: '',
    enterpriseId: '',
  })
  const [seenFrom, setSeenFrom] = useState<'air' | 'site'>(composing.visitId === undefined ? 'air' : 'site')
  const [outcome, setOutcome] = useState<Sighting['outcome']>('still')
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const [now] = useState(() => Date.now())
  const sighting = (place: LatLon, as: Sighting['outcome']): NewSighting => ({
    flightId: composing.flightId,
    footageId: composing.footageId,
    momentS: composing.momentS,
    ...(composing.visitId === undefined ? {} : { visitId: composing.visitId }),
    ...(composing.untilS === undefined ? {} : { untilS: composing.untilS }),
    region: composing.region,
    at: place,
    // Where somebody points on the map nothing is reckoned.
    ...(chosenAt === composing.at && composing.errorM !== undefined ? { errorM: composing.errorM } : {}),
    seenAtMs: takenMs ?? now,
    seenFrom,
    outcome: as,
    level: finding.level,
    words,
  })
  const pick = async (): Promise<void> => {
    const place = await pickPoint('finding.pick')
    if (place) setAt(place)
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
        <Button onPress={() => selection.getState().compose(null)}>{t('app.discard')}</Button>
      </Head>
      <Body>
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
            onChange={setOutcome}
            testId="outcome"
          />
        ) : (
          <NewFindingFields value={finding} onChange={setFinding} isTried={tried} />
        )}
        <Select
          label={t('finding.seenFrom')}
          value={seenFrom}
          options={(['air', 'site'] as const).map((value) => ({ value, label: t(`seen.${value}`) }))}
          onChange={setSeenFrom}
          testId="seen-from"
        />
        <TextField
          label={t('finding.words')}
          lines
          value={words}
          onChange={setWords}
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
