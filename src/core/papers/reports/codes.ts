/** Why a report shows no picture where one is named. */
export const SHOWN_CODES = [
  'gone',
  'changed',
  'kind',
  'tooLarge',
  'noSmall',
  'maskedClip',
  'masksNotHere',
  'notHere',
  'noPicture',
  'moment',
] as const
export type ShownCode = (typeof SHOWN_CODES)[number]

/** What whoever makes a report is told of it; pictures by number (`count`) and one of their names (`file`). */
export const REPORT_NOTE_CODES = [
  'picture_gone',
  'picture_changed',
  'picture_kind',
  'picture_masked',
  'no_printer',
  'report_no_track',
] as const
export type ReportNoteCode = (typeof REPORT_NOTE_CODES)[number]
