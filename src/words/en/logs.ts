import type { LogNoteCode } from '../../core/flight/logs/log.ts'
import type { FootageNoteCode } from '../../core/footage/photo/photo.ts'
import type { FormatNoteCode } from '../../core/formats/noteCodes.ts'

/** Notes of the readers of flight logs; what they share with other readers stands there. */
export const logs = {
  'note.drawn_beside': 'Points and drawings beside the track are no flight and are left out: {{count}}.',
  'note.records_encrypted':
    'DJI encrypts the records: only the head was read (time, distance, aircraft). For the track, export a CSV elsewhere.',
  'note.sources_left':
    'Several speak in this log: its track is that of {{taken}}; left out, with their positions: {{names}}.',
  'note.source_missing': 'There is no {{wished}} in this log: {{names}}.',
  'note.tracks_joined':
    '{{count}} {{count|track was|tracks that follow one another were}} taken as one flight.',
  'note.header_only': 'Only the head was read (time, distance, aircraft).',
  'note.tracks_disagree':
    'It was not placed: the logs that were read with it are {{metres}} m apart at its moment.',
  'note.damaged_parts': 'Damaged parts were skipped: {{count}}, the first at byte {{byte}}.',
  'note.damaged_lines': 'Lines that make no sense were skipped: {{count}}, the first is line {{line}}.',
  'note.clock_ahead': 'The clock of the log was {{seconds}} s ahead of UTC; corrected.',
  'note.clock_unknown': 'Nothing in the log tells its UTC.',
  'note.assumed_zone': 'Local time, read as of {{zone}}.',
  'note.no_date': 'The log has no date.',
  'note.order_guessed': 'Which number is the latitude is a guess: check the place.',
  'note.time_backwards': 'Times run backwards at {{count}} {{count|place|places}}; put in order.',
  'note.dialects_mixed': 'The file mixes two dialects.',
  'note.cut_short': 'Too large to read whole.',
  'note.points_untimed': 'Points without a time, which are no track: {{count}}.',
  'note.points_swapped': 'Points left out whose latitude and longitude are exchanged: {{count}}.',
  'note.points_skipped': 'Points left out: {{count}}',
  'note.no_track': 'There is no track in it.',
} satisfies Record<`note.${Exclude<LogNoteCode, FootageNoteCode | FormatNoteCode>}`, string>
