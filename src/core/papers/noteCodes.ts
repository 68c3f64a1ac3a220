/** What reading a form or a table of documents may have to say beside what its file says; each has words in both languages. */
export const PAPER_NOTE_CODES = [
  // Forms of self-checks.
  'form_unknown',
  'form_missing',
  'form_too_long',
  'form_day_to_come',
  'form_outside_period',
  'form_many_items',
  'form_nothing_checked',
  'form_what_missing',
  'form_result_unknown',
  'form_result_missing',
  'form_words_missing',
  'form_enterprise_unknown',
  'form_enterprise_twice',
  'form_other_enterprise',
  'form_same_day',
  // Any cell.
  'cell_scientific',
  'cell_not_day',
] as const
export type PaperNoteCode = (typeof PAPER_NOTE_CODES)[number]
