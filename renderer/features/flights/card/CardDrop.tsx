import { useState } from 'react'
import type { DeviceZone } from '../../../../src/core/footage/zone.ts'
import type { Note } from '../../../../src/core/units/note.ts'
import { api } from '../../../api/client.ts'
import { write } from '../../../api/write.ts'
import { attempt } from '../../../desk/notices.ts'
import { goToFlight } from '../../../desk/goTo.ts'
import { TaskProgress } from '../../../desk/TaskProgress.tsx'
import { placeSaid, useT, words } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { FileDrop } from '../../../ui/FileDrop.tsx'
import { Body, Notice, Row } from '../../../ui/layout.tsx'
import { CardQuestions } from './CardQuestions.tsx'
import { CardSources } from './CardSources.tsx'
import { CardZones } from './CardZones.tsx'
import {
  type ChosenSource,
  filesByFlight,
  type Group,
  groupsOf,
  type Match,
  type Proposal,
  READING_CARDS,
} from './card.ts'

/** Notes of one card that are shown. */
const MOST_NOTES = 20

/** A card that was looked at and is not brought yet. */
type Card = {
  names: ReadonlyMap<string, string>
  zones: DeviceZone[]
  sources: ChosenSource[]
  matches: readonly Match[]
  groups: Group[]
  proposals: Proposal[]
}

/**
 * A whole card at once: each file to the flight of its time and place; what is not certain is asked in one list before
 * anything is copied, and a log of a flight that nobody recorded makes one.
 */
export function CardDrop() {
  const t = useT()
  const [card, setCard] = useState<Card | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [told, setTold] = useState<{ added: number; known: number } | null>(null)
  const [notes, setNotes] = useState<Note[]>([])
  const match = async (names: Card['names'], zones: DeviceZone[], sources: ChosenSource[]): Promise<void> => {
    const files = [...names.keys()]
    const { matches, proposals } = await api.call('footage.match', { files, zones, sources })
    setCard({ names, zones, sources, matches, groups: groupsOf(matches, names), proposals })
  }
  const look = (files: File[]): void => {
    setBusy(t('card.looking', { n: files.length }))
    setTold(null)
    setNotes([])
    if (card) letGo(card.names)
    void attempt(async () => {
      const chosen = await api.files(files)
      await match(new Map(chosen.map(({ ref, name }) => [ref, name])), [], [])
    }).then(() => setBusy(null))
  }
  const lookAgain = (zones: DeviceZone[], sources: ChosenSource[]): void => {
    if (!card) return
    setBusy(t('card.looking', { n: card.names.size }))
    void attempt(() => match(card.names, zones, sources)).then(() => setBusy(null))
  }
  /** What was uploaded for a card that nobody wants any more need not lie about. */
  const letGo = (names: Card['names']): void =>
    void api.call('files.release', { files: [...names.keys()] }).catch(() => undefined)
  const discard = (): void => {
    if (card) letGo(card.names)
    setCard(null)
  }
  const bring = (): void => {
    if (!card) return
    setBusy(t('flight.copying', { n: card.names.size }))
    void attempt(async () => {
      let [added, known] = [0, 0]
      const said: Note[] = []
      const byFlight = filesByFlight(card.groups)
      const proposed = new Map(card.proposals.map(({ flight }) => [flight.id, flight]))
      for (const [flightId, files] of byFlight) {
        const made = flightId ? proposed.get(flightId) : undefined
        if (made) await write('flight.put', { base: null, doc: made }, 'edit.newFlight')
        const answer = await write(
          'footage.ingest',
          {
            files,
            flightId,
            zones: card.zones,
            sources: card.sources.filter(({ file }) => files.includes(file)),
          },
          'edit.ingest',
        )
        added += answer.footage.length
        known += answer.known.length
        said.push(...answer.notes)
        if (answer.notes.some(({ code }) => code === 'ingest_cancelled' || code === 'ingest_stopped')) break
      }
      setTold({ added, known })
      setNotes(said)
      setCard(null)
      const [first] = [...byFlight.keys()].filter((id) => id !== null)
      if (first) await goToFlight(first)
    }).then(() => setBusy(null))
  }
  const decide = (key: string, flightId: string | null): void =>
    setCard(
      (before) =>
        before && {
          ...before,
          groups: before.groups.map((group) => (group.key === key ? { ...group, flightId } : group)),
        },
    )
  const change = (id: string, made: (flight: Proposal['flight']) => Proposal['flight']): void =>
    setCard(
      (before) =>
        before && {
          ...before,
          proposals: before.proposals.map((one) =>
            one.flight.id === id ? { ...one, flight: made(one.flight) } : one,
          ),
        },
    )
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
      {busy ? <TaskProgress names={READING_CARDS} words={busy} /> : null}
      {card && !busy ? (
        <div data-testid="card-groups">
          <Body>
            <CardQuestions
              groups={card.groups}
              proposals={card.proposals}
              onDecide={decide}
              onPropose={change}
            />
            <CardSources
              matches={card.matches}
              names={card.names}
              sources={card.sources}
              onChange={(sources) => lookAgain(card.zones, sources)}
            />
            <CardZones
              matches={card.matches}
              zones={card.zones}
              onChange={(zones) => lookAgain(zones, card.sources)}
            />
            <Row>
              <Button look="primary" onPress={bring} testId="card-bring">
                {t('card.bring')}
              </Button>
              <Button onPress={discard}>{t('app.discard')}</Button>
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
            {note.at ? `${placeSaid(note.at)} ` : ''}
            {words('note', note.code, note.params)}
          </Notice>
        ))}
    </Body>
  )
}
