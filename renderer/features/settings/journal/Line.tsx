import { Link } from 'react-aria-components'
import type { JournalLine, JournalSubject } from '../../../../src/contract/index.ts'
import type { NameOfOther } from '../../../desk/documents/members.ts'
import { openingOf } from '../../../desk/documents/openingOf.ts'
import { rowsOf, type Row } from '../../../desk/documents/rows.ts'
import { dateTime } from '../../../i18n/format.ts'
import { t, useT } from '../../../i18n/index.ts'
import { details, sentence } from '../../../i18n/journal.ts'
import { Button } from '../../../ui/Button.tsx'
import { Named } from '../../../ui/Named.tsx'
import styles from './journal.module.css'

/** So many members are said in a line, and of each so much. */
const MOST_MEMBERS = 3
const LONGEST_VALUE = 80

/** One entry as a sentence: what it names leads there; `onOnly` shows the entries of its object alone. */
export function Line(props: {
  line: JournalLine
  station: string
  nameOfOther: NameOfOther
  onOnly: ((subject: JournalSubject) => void) | null
}) {
  const { line, station, nameOfOther, onOnly } = props
  const say = useT()
  const [subject] = line.subjects
  return (
    <div className={styles.line} data-testid="journal-line">
      <div className={styles.sentence}>
        {sentence(line).map((part, i) =>
          part.subject ? (
            <Linked key={i} text={part.text} subject={part.subject} />
          ) : (
            <Named key={i}>{part.text}</Named>
          ),
        )}
        <Named>{detailsOf(line, nameOfOther)}</Named>
      </div>
      <div className={styles.at}>
        <span>{say('settings.journalAt', { at: dateTime(line.atMs), seq: line.seq, station })}</span>
        {line.actor.proved ? null : <span data-testid="journal-unproved">{say('people.unprovedMark')}</span>}
        {line.actor.alone ? <strong data-testid="journal-alone">{say('people.aloneMark')}</strong> : null}
        {subject && onOnly ? (
          <Button look="quiet" onPress={() => onOnly(subject)} testId="journal-only">
            {say('settings.journalOnly')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

/** What is gone, or has no place of its own, is named and leads nowhere. */
function Linked({ text, subject }: { text: string; subject: JournalSubject }) {
  const open = subject.how === 'deleted' ? null : openingOf(subject)
  return open ? (
    <Link className={styles.link ?? ''} onPress={open} data-testid="journal-object">
      <Named>{text}</Named>
    </Link>
  ) : (
    <Named>{text}</Named>
  )
}

/** What became of the members of what was changed, under the labels of its editors. */
function detailsOf({ subjects, changed }: JournalLine, nameOfOther: NameOfOther): string {
  const [subject] = subjects
  if (!subject || !changed) return ''
  const rows = rowsOf(subject.aggregate, [[]], changed.before, [changed.after], nameOfOther)
  return details(
    rows.slice(0, MOST_MEMBERS).map((row) => ({ label: row.label, ...saidBy(row) })),
    Math.max(0, rows.length - MOST_MEMBERS) + changed.more,
  )
}

/** A list says what went from it and what came to it, all else what it was and what it is. */
function saidBy({ before, cells }: Row): { from: string; to: string; isList: boolean } {
  const [now] = cells
  const lines = now?.lines ?? []
  const isList = lines.length > 1 || before.lines.length > 1
  const pick = (mark: 'added' | 'removed'): string[] =>
    lines.filter((line) => line.mark === mark).map(({ text }) => text)
  return isList
    ? { from: joined(pick('removed')), to: joined(pick('added')), isList }
    : {
        from: joined(before.lines.map(({ text }) => text)),
        to: joined(lines.map(({ text }) => text)),
        isList,
      }
}

function joined(lines: readonly string[]): string {
  const text = lines.join(t('app.comma'))
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
