import type { CallOutput } from '../../../../src/contract/index.ts'
import { goToFlight, goToMission } from '../../../desk/goTo.ts'
import { More } from '../../../desk/More.tsx'
import { selection } from '../../../desk/selection.ts'
import { dateTime } from '../../../i18n/format.ts'
import { t as said, useT } from '../../../i18n/index.ts'
import { Hint, Item, Section } from '../../../ui/layout.tsx'

type Event = CallOutput<'enterprise.dossier'>['timeline'][number]

/** What happened of an enterprise, the last thing first, each a link to what tells of it. */
export function TimelineChapter({ events, total }: { events: readonly Event[]; total: number }) {
  const t = useT()
  return (
    <Section title={t('dossier.timeline')} count={total} testId="dossier-timeline">
      {events.length === 0 ? <Hint>{t('dossier.noTimeline')}</Hint> : null}
      {events.toReversed().map((event) => (
        <Item
          key={`${event.kind} ${event.id} ${event.atMs}`}
          title={eventSaid(event)}
          sub={<span>{dateTime(event.atMs)}</span>}
          onPress={() => goToEvent(event)}
          testId="timeline-event"
        />
      ))}
      <More shown={events.length} total={total} />
    </Section>
  )
}

function eventSaid(event: Event): string {
  switch (event.kind) {
    case 'visit':
      return said('timeline.visit', {
        visitKind: said(`visitKind.${event.visitKind}`),
        mode: said(`visitMode.${event.mode}`),
      })
    case 'step':
      return said('timeline.step', { title: event.title, state: said(`state.${event.state}`) })
    case 'paperMade':
    case 'paperSigned':
      return said(`timeline.${event.kind}`, {
        paperKind: said(`paperKind.${event.paperKind}`),
        no: event.no,
      }).trim()
    default: {
      const { kind, id: _id, atMs: _atMs, ...values } = event
      return said(`timeline.${kind}`, values)
    }
  }
}

/** Goes to what an event tells of: of a paper, to what it was made of; a self-check stands in its own chapter. */
function goToEvent(event: Event): void {
  const go = selection.getState()
  switch (event.kind) {
    case 'visit':
      return go.goTo({ kind: 'visit', id: event.id })
    case 'flight':
      return void goToFlight(event.id)
    case 'opened':
    case 'step':
      return go.goTo({ kind: 'finding', id: event.id })
    case 'issued':
    case 'served':
    case 'extended':
      return go.goTo({ kind: 'order', id: event.id })
    case 'selfCheck':
      return
    case 'paperMade':
    case 'paperSigned': {
      const { aggregate, id } = event.of
      if (aggregate === 'mission') return void goToMission(id)
      return go.goTo({ kind: aggregate === 'rectificationOrder' ? 'order' : aggregate, id })
    }
  }
}
