import type { Note } from '../../src/core/units/note.ts'
import { placeSaid, words } from '../i18n/index.ts'
import { Badge, Row } from '../ui/layout.tsx'

/** What a file that came in made somebody say, a line each: where in it, and in words. */
export function NoteLines({ notes }: { notes: readonly Note[] }) {
  return (
    <>
      {notes.map(({ code, severity, at, params }, i) => (
        // Two lines may be the same words at the same place: their order is all that tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <Row key={i}>
          {at === null || at === '' ? null : (
            <Badge tone={severity === 'error' ? 'error' : 'warning'}>{placeSaid(at)}</Badge>
          )}
          <span>{words('note', code, params)}</span>
        </Row>
      ))}
    </>
  )
}
