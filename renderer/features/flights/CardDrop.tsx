import { useState } from 'react'
import type { CallOutput } from '../../../src/contract/index.ts'
import type { Note } from '../../../src/core/units/note.ts'
import { api } from '../../api/client.ts'
import { useFlights, useMissions, useSites } from '../../api/hooks.ts'
import { write } from '../../api/write.ts'
import { attempt } from '../../app/notices.ts'
import { ringPlace } from '../../app/places.ts'
import { selection } from '../../app/selection.ts'
import { dateTime, nameOf } from '../../i18n/format.ts'
import { useT, words } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/fields.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Body, Hint, Notice, Row } from '../../ui/layout.tsx'
import { IngestProgress } from './IngestProgress.tsx'

type Match = CallOutput<'footage.match'>['matches'][number]
/** Files that the same answer is wanted for. */
type Group = {
  key: string
  refs: string[]
  names: string[]
  candidates: string[]
  isEightHoursOff: boolean
  startMs: number | null
  /** Null: not decided, or to no flight. */
  flightId: string | null
  isCertain: boolean
}

/** What `footage.match` calls pictures. */
const PICTURES: readonly string[] = ['jpeg', 'heic', 'dng', 'mp4']
const NONE = 'none'
const HOUR_MS = 3600_000
/** Names of one group that are shown, and notes of one card. */
const MOST_SHOWN = 3
const MOST_NOTES = 20

/**
 * A whole card at once: each file to the flight of its time; what is not certain is asked in one list before anything
 * is copied.
 */
export function CardDrop() {
  const t = useT()
  const { data: flights } = useFlights()
  const { data: missions } = useMissions()
  const { data: sites } = useSites()
  const [groups, setGroups] = useState<Group[] | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [told, setTold] = useState<{ added: number; known: number } | null>(null)
  const [notes, setNotes] = useState<Note[]>([])
  const look = (files: File[]): void => {
    setBusy(t('card.looking', { n: files.length }))
    setTold(null)
    setNotes([])
    void attempt(async () => {
      const chosen = await api.files(files)
      const names = new Map(chosen.map(({ ref, name }) => [ref, name]))
      const { matches } = await api.call('footage.match', { files: chosen.map(({ ref }) => ref) })
      setGroups(groupsOf(matches, names))
    }).then(() => setBusy(null))
  }
  const bring = (): void => {
    const list = groups ?? []
    setBusy(t('flight.copying', { n: list.reduce((sum, { refs }) => sum + refs.length, 0) }))
    void attempt(async () => {
      const byFlight = new Map<string | null, string[]>()
      for (const { flightId, refs } of list)
        byFlight.set(flightId, [...(byFlight.get(flightId) ?? []), ...refs])
      let [added, known] = [0, 0]
      const said: Note[] = []
      for (const [flightId, refs] of byFlight) {
        const answer = await write('footage.ingest', { files: refs, flightId }, 'edit.ingest')
        added += answer.footage.length
        known += answer.known.length
        said.push(...answer.notes)
        if (answer.notes.some(({ code }) => code === 'ingest_cancelled' || code === 'ingest_stopped')) break
      }
      setTold({ added, known })
      setNotes(said)
      setGroups(null)
      const [first] = [...byFlight.keys()].filter((id) => id !== null)
      const over = flights?.find(({ doc }) => doc.id === first)?.doc.siteIds[0]
      const site = sites?.find(({ doc }) => doc.id === over)?.doc
      if (first) selection.getState().goTo({ kind: 'flight', id: first }, site && ringPlace(site.boundary))
    }).then(() => setBusy(null))
  }
  const titleOf = (id: string): string => {
    const flight = flights?.find(({ doc }) => doc.id === id)?.doc
    const mission = missions?.find(({ doc }) => doc.id === flight?.missionId)?.doc
    return flight ? `${dateTime(flight.takeoffAtMs)} ${mission ? nameOf(mission.name) : ''}`.trim() : id
  }
  const decide = (key: string, flightId: string | null): void =>
    setGroups((before) => (before ?? []).map((group) => (group.key === key ? { ...group, flightId } : group)))
  return (
    <Body>
      <FileDrop
        label={t('card.choose')}
        hint={t('card.hint')}
        multiple
        isDisabled={busy !== null}
        onFiles={look}
        testId="card-files"
      />
      {busy ? <IngestProgress words={busy} /> : null}
      {groups && !busy ? (
        <div data-testid="card-groups">
          <Body>
            {groups.map((group) => (
              <OneGroup
                key={group.key}
                group={group}
                titleOf={titleOf}
                others={(flights ?? []).map(({ doc }) => doc.id)}
                onDecide={(flightId) => decide(group.key, flightId)}
              />
            ))}
            <Row>
              <Button look="primary" onPress={bring} testId="card-bring">
                {t('card.bring')}
              </Button>
              <Button onPress={() => setGroups(null)}>{t('app.discard')}</Button>
            </Row>
          </Body>
        </div>
      ) : null}
      {told ? (
        <Notice tone="good" testId="card-done">
          {t('flight.ingested', told)}
        </Notice>
      ) : null}
      {notes
        .filter(({ severity }) => severity !== 'info')
        .slice(0, MOST_NOTES)
        .map((note, i) => (
          <Notice key={`note-${i}`} tone={note.severity}>
            {note.at ? `${note.at} ` : ''}
            {words('note', note.code, note.params)}
          </Notice>
        ))}
    </Body>
  )
}

function OneGroup(props: {
  group: Group
  titleOf: (id: string) => string
  others: readonly string[]
  onDecide: (flightId: string | null) => void
}) {
  const { group, titleOf, others, onDecide } = props
  const t = useT()
  const { refs, names, candidates, isEightHoursOff, startMs, flightId, isCertain } = group
  const shown = names.slice(0, MOST_SHOWN).join(t('app.comma'))
  const title = refs.length > MOST_SHOWN ? t('card.filesMore', { names: shown, n: refs.length }) : shown
  if (isCertain && flightId !== null)
    return (
      <Notice tone="good">
        {title} → {titleOf(flightId)}
      </Notice>
    )
  const offered = [...candidates, ...others.filter((id) => !candidates.includes(id))]
  return (
    <Notice tone="warning">
      {title}
      {startMs === null ? null : ` ${dateTime(startMs)}`}
      <Hint>
        {t(
          isEightHoursOff
            ? 'card.eightHours'
            : candidates.length > 1
              ? 'card.several'
              : startMs === null
                ? 'card.noTime'
                : 'card.noFlight',
        )}
      </Hint>
      <Select
        label={t('card.which')}
        value={flightId ?? NONE}
        options={[
          { value: NONE, label: t('card.none') },
          ...offered.map((id) => ({ value: id, label: titleOf(id) })),
        ]}
        onChange={(value) => onDecide(value === NONE ? null : value)}
        testId="card-which"
      />
    </Notice>
  )
}

/** One group a flight for what is certain; one a question for the rest, by candidates and hour. */
function groupsOf(matches: readonly Match[], names: ReadonlyMap<string, string>): Group[] {
  const groups = new Map<string, Group>()
  // Logs first: a track has to be there when pictures want a place.
  const isPicture = ({ kind }: Match): boolean => kind === null || PICTURES.includes(kind)
  for (const match of [...matches].sort((a, b) => Number(isPicture(a)) - Number(isPicture(b)))) {
    const { file, flightId, candidates, isEightHoursOff, startMs } = match
    const hour = startMs === null ? 'never' : Math.floor(startMs / HOUR_MS)
    const key = flightId ?? `${candidates.join()} ${isEightHoursOff} ${hour}`
    const known = groups.get(key)
    const name = names.get(file) ?? file
    if (known) {
      known.refs.push(file)
      known.names.push(name)
    } else
      groups.set(key, {
        key,
        refs: [file],
        names: [name],
        candidates,
        isEightHoursOff,
        startMs,
        flightId,
        isCertain: flightId !== null,
      })
  }
  return [...groups.values()]
}
