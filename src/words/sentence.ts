import { callOfAction, type JournalLine, type JournalSubject } from '../contract/index.ts'
import { fillIn } from '../core/units/fillIn.ts'
import { isFound } from '../core/units/sought.ts'
import type { Language } from '../core/units/language.ts'
import { wordsOf } from './words.ts'

export type { JournalLine, JournalSubject }

/** A piece of a sentence; `subject`: the document that it names. */
export type SentencePart = { readonly text: string; readonly subject: JournalSubject | null }

/** How somebody speaks: the language, and what a document is called in it; '' of one that nobody can name here. */
export type Tongue = { readonly language: Language; readonly called: (subject: JournalSubject) => string }

/**
 * What a member of a document says before and after a change, in words; '' where it says nothing. Of a list, what went from
 * it and what came to it.
 */
export type MemberSaid = {
  readonly label: string
  readonly from: string
  readonly to: string
  readonly isList: boolean
}

const word = (language: Language, family: string, code: string, values = {}): string | null =>
  wordsOf(language, family, code, values)
const said = (language: Language, code: string, values: Readonly<Record<string, string | number>>): string =>
  word(language, 'said', code, values) ?? ''

/**
 * What an entry says: who, in which role, did what to which documents. What was done by a call that is not known here, as an
 * older or newer program may have it, is said by its name.
 */
export function sentenceOf(line: JournalLine, tongue: Tongue): SentencePart[] {
  const { language } = tongue
  const template = templateOf(line, language)
  const [before = '', after] = template.split('{{what}}')
  const values = { who: whoSaid(line, language), action: actionSaid(line, language) }
  const plain = (text: string): SentencePart[] => {
    const filled = fillIn(text, values)
    return filled === '' ? [] : [{ text: filled, subject: null }]
  }
  return after === undefined ? plain(before) : [...plain(before), ...whatSaid(line, tongue), ...plain(after)]
}

/** A sentence with what became of members, to be read at once. */
export const sentenceText = (parts: readonly SentencePart[]): string => parts.map(({ text }) => text).join('')

/** The words that an entry's sentence is made of, `{{who}}`, `{{what}}` and `{{action}}` in them. */
function templateOf({ action, undone, subjects }: JournalLine, language: Language): string {
  const raw = (family: string, code: string): string | null =>
    word(language, family, code, { who: '{{who}}', what: '{{what}}', action: '{{action}}' })
  if (undone?.isRedo) return raw('said', 'redo') ?? ''
  const call = callOfAction(action) ?? ''
  const isNew = subjects[0]?.how === 'made'
  return (
    raw('sentence', action) ??
    (isNew ? raw('sentenceNew', call) : null) ??
    raw('sentence', call) ??
    raw('said', subjects.length === 0 ? 'otherAlone' : 'other') ??
    ''
  )
}

/** What was done, in a few words: of an undo, what it takes back. */
function actionSaid({ action, undone }: JournalLine, language: Language): string {
  const name = undone?.action ?? action
  return word(language, 'action', callOfAction(name) ?? name) ?? name
}

/** Whoever is no person of the workspace, or did not prove to be it, is said to be not verified. */
function whoSaid({ actor }: JournalLine, language: Language): string {
  const marks = [
    word(language, 'role', actor.role) ?? actor.role,
    ...(actor.proved === true ? [] : [said(language, 'unproved', {})]),
    ...(actor.alone === true ? [said(language, 'alone', {})] : []),
  ]
  return said(language, 'who', { name: actor.name, marks: marks.join(said(language, 'mark', {})) })
}

function whatSaid({ subjects, total }: JournalLine, tongue: Tongue): SentencePart[] {
  const { language } = tongue
  const plain = (text: string): SentencePart => ({ text, subject: null })
  const [first] = subjects
  if (!first) return [plain(said(language, 'something', {}))]
  const kind = word(language, 'aggregate', first.aggregate) ?? ''
  const named = subjects.flatMap((subject) => {
    const name = tongue.called(subject)
    return name === '' ? [] : [{ text: said(language, 'quoted', { name }), subject }]
  })
  const comma = plain(said(language, 'comma', {}))
  const names = named.flatMap((part, i) => (i === 0 ? [part] : [comma, part]))
  const lead = named.length === 0 ? { text: kind, subject: first } : plain(said(language, 'kind', { kind }))
  const more = total - Math.max(1, named.length)
  return [lead, ...names, ...(more > 0 ? [plain(said(language, 'more', { total }))] : [])]
}

/** Whether an entry names a document by what is sought: a part of what it was called, in either language. */
export const isNamed = ({ subjects }: JournalLine, sought: string): boolean =>
  subjects.some(({ called }) => {
    if (called === null || typeof called === 'number') return false
    const names = typeof called === 'string' ? [called] : [called.zh, called.en]
    return isFound({ names }, sought)
  })

/** What became of a member, in words. */
export function memberSaid(language: Language, { label, from, to, isList }: MemberSaid): string {
  if (from === to) return said(language, 'changed', { label })
  if (from === '') return said(language, isList ? 'added' : 'set', { label, to })
  if (to === '') return said(language, isList ? 'taken' : 'cleared', { label, from })
  return said(language, 'fromTo', { label, from, to })
}

/** What became of members, to stand behind a sentence; '' of none. `more`: of how many more there is no saying. */
export function detailsSaid(language: Language, members: readonly string[], more: number): string {
  const all = more > 0 ? [...members, said(language, 'moreMembers', { n: more })] : members
  return all.length === 0
    ? ''
    : said(language, 'details', { details: all.join(said(language, 'semicolon', {})) })
}
