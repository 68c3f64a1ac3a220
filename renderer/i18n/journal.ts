import {
  detailsSaid,
  type JournalLine,
  type JournalSubject,
  memberSaid,
  type MemberSaid,
  type SentencePart,
  sentenceOf,
} from '../../src/words/sentence.ts'
import { dateTime, nameOf } from './format.ts'
import { type Key, language, t } from './index.ts'

/** What a document of an entry was called, in the window's language; '' where nobody can say it here. */
export function calledSaid({ aggregate, called }: JournalSubject): string {
  if (called === null) return ''
  if (typeof called === 'number') return dateTime(called)
  if (typeof called === 'object') return nameOf(called)
  // A setting is called by a code.
  return aggregate === 'setting' ? t(`setting.${called}` as Key) : called
}

/** What an entry of the journal says, in the window's language. */
export const sentence = (line: JournalLine): SentencePart[] =>
  sentenceOf(line, { language: language(), called: calledSaid })

/** What became of members of a document; `more`: of how many more there is no saying. '' where nothing did. */
export const details = (members: readonly MemberSaid[], more: number): string =>
  detailsSaid(
    language(),
    members.map((member) => memberSaid(language(), member)),
    more,
  )
