import { Trash2 } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Note } from '../../../src/core/units/note.ts'
import { api } from '../../api/client.ts'
import { useDocument, useFootageOf, useReferred } from '../../api/hooks.ts'
import { useMoments } from '../../api/track.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../desk/notices.ts'
import { missionPlace } from '../../desk/places.ts'
import { PackEvidence } from '../../desk/evidence/PackEvidence.tsx'
import { MakeReport } from '../../desk/MakeReport.tsx'
import { selection } from '../../desk/selection.ts'
import { bytes, dateTime, duration, nameOf } from '../../i18n/format.ts'
import { placeSaid, useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Head } from '../../ui/Head.tsx'
import { Body, Empty, Facts, Item, Notice, Section } from '../../ui/layout.tsx'
import { Later } from '../../ui/Later.tsx'
import { ApprovalSection } from './ApprovalSection.tsx'
import { ClockSection } from './clocks/ClockSection.tsx'
import { FlownSection } from './FlownSection.tsx'
import { FlightPictures } from './FlightPictures.tsx'
import { ReflySection } from './ReflySection.tsx'
import { ExportPictures } from './masks/ExportPictures.tsx'
import { TaskProgress } from '../../desk/TaskProgress.tsx'
import { READING_CARDS } from './card/card.ts'

/** A flight with its track and its footage: files are dropped here, copied into the vault and placed. */
export function FlightInspector({ id }: { id: string }) {
  const t = useT()
  const { data, error } = useDocument('flight.get', id)
  const { doc: mission, isNotHere } = useReferred('mission.get', data?.doc.missionId)
  // Hundreds of pictures are drawn a little at a time.
  const footage = useDeferredValue(useFootageOf(id).data)
  const { count: points } = useMoments(data?.doc)
  const pictures = useMemo(
    () =>
      (footage ?? [])
        .map((row) => row.doc)
        .filter(({ kind, previewOf }) => previewOf === undefined && (kind === 'photo' || kind === 'clip')),
    [footage],
  )
  const [busy, setBusy] = useState<string | null>(null)
  const [notes, setNotes] = useState<Note[]>([])
  const [told, setTold] = useState<{ added: number; known: number } | null>(null)
  if (error) return <Empty words={words('error', error.code, error.params)} />
  if (!data) return <Empty words={t('app.opening')} />
  const { doc, version } = data
  const ingest = (files: File[]): void => {
    setBusy(t('flight.copying', { n: files.length }))
    setNotes([])
    setTold(null)
    void attempt(async () => {
      const chosen = await api.files(files)
      const answer = await write(
        'footage.ingest',
        { files: chosen.map(({ ref }) => ref), flightId: id },
        'edit.ingest',
      )
      setNotes(answer.notes)
      setTold({ added: answer.footage.length, known: answer.known.length })
    }).then(() => setBusy(null))
  }
  const papers = (footage ?? [])
    .map((row) => row.doc)
    .filter(({ kind }) => kind === 'log' || kind === 'document')
  return (
    <div data-testid="flight">
      <Head
        over={
          mission ? (
            <Button
              look="quiet"
              onPress={() =>
                selection.getState().goTo({ kind: 'mission', id: mission.id }, missionPlace(mission))
              }
            >
              {nameOf(mission.name)}
            </Button>
          ) : doc.missionId === null ? (
            t('flight.noMission')
          ) : isNotHere ? (
            t('app.notHereOf', { what: words('aggregate', 'mission') })
          ) : null
        }
        title={dateTime(doc.takeoffAtMs)}
        sub={<span>{duration((doc.landedAtMs - doc.takeoffAtMs) / 1000)}</span>}
      >
        <Button
          look="primary"
          testId="flight-finding"
          onPress={() =>
            selection.getState().compose({
              kind: 'sighting',
              at: null,
              footageId: null,
              flightId: id,
              momentS: null,
              region: null,
              findingId: null,
            })
          }
        >
          {t('finding.new')}
        </Button>
        <Button
          look="quiet"
          icon={<Trash2 size={16} aria-hidden />}
          label={t('app.remove')}
          onPress={() =>
            void attempt(async () => {
              await write('flight.remove', { id, base: version }, 'edit.removeFlight')
              selection.getState().select(null)
            })
          }
        />
      </Head>
      <Body>
        <Facts
          items={[
            [t('flight.pilot'), doc.pilot],
            [t('flight.aircraft'), doc.aircraft],
            [t('flight.track'), points > 0 ? t('flight.trackN', { n: points }) : t('flight.noTrack')],
            [t('flight.revision'), doc.missionRevision?.slice(0, 12) ?? null],
            [t('field.remarks'), doc.remarks],
          ]}
        />
        <FileDrop
          label={t('flight.addFiles')}
          hint={t('flight.addHint')}
          multiple
          isDisabled={busy !== null}
          onFiles={ingest}
          testId="footage-files"
        />
        {busy ? <TaskProgress names={READING_CARDS} words={busy} /> : null}
        {told ? <Notice tone="good">{t('flight.ingested', told)}</Notice> : null}
        {notes.map((note, i) => (
          <Notice key={`note-${i}`} tone={note.severity}>
            {note.at ? `${placeSaid(note.at)} ` : ''}
            {words('note', note.code, note.params)}
          </Notice>
        ))}
      </Body>
      <ApprovalSection flightId={id} area={mission?.authorisation?.area ?? null} />
      <Later>
        {mission ? <FlownSection key={`flown-${id}`} flight={doc} mission={mission} /> : null}
        <ReflySection flight={doc} pictures={pictures} />
        <ClockSection key={`clocks-${id}`} flight={doc} />
        <FlightPictures pictures={pictures} />
        <ExportPictures of={id} ids={pictures.map((picture) => picture.id)} />
        <Section title={t('flight.papers')} count={papers.length}>
          {papers.map((paper) => (
            <Item
              key={paper.id}
              title={paper.fileName}
              sub={<span>{bytes(paper.sizeBytes)}</span>}
              onPress={() => selection.getState().select({ kind: 'footage', id: paper.id })}
            />
          ))}
        </Section>
        <Section title={t('report.flight')} testId="flight-report">
          <MakeReport key={`r${id}`} of={{ kind: 'flight', id }} />
        </Section>
        <PackEvidence key={id} about={{ aggregate: 'flight', id }} />
      </Later>
    </div>
  )
}
