import type { KlvNoteCode } from '../../core/footage/klv/klvClip.ts'
import type { FootageNoteCode } from '../../core/footage/photo/photo.ts'
import type { UnsoundCode } from '../../core/footage/sound.ts'
import type { FormatNoteCode } from '../../core/formats/noteCodes.ts'

/** Notes of photos and clips, and of bringing them in. */
export const footage = {
  'note.file_failed': 'It could not be brought in: {{problem}}',
  'note.unsound_time': 'what it says of its time cannot be',
  'note.unsound_place': 'what it says of its place cannot be',
  'note.unsound_lens': 'what it says of its lens cannot be',
  'note.unsound_record': 'what it says of itself cannot be kept',
  'note.ingest_cancelled':
    'Stopped: {{left}} {{left|file is|files are}} left; put {{left|it|them}} in again to go on from here.',
  'note.ingest_stopped':
    'The disk is full: {{left}} {{left|file is|files are}} left; make room and put {{left|it|them}} in again to go on.',
  'note.streams_left':
    '{{count}} {{count|set|sets}} of another camera in this stream {{count|was|were}} left out, the first at byte {{byte}}.',
  'note.was_deleted': 'Its original was deleted when its time was over, so it is not taken in again.',
  'note.already_known': 'Known already.',
  'note.not_placed': 'It could not be placed.',
  'note.start_only':
    'It says only where it began: all of it is taken to be there, without a height or a footprint.',
  'note.no_time': 'It says no time.',
  'note.apart_from_track':
    'In {{count}} {{count|file the place it carries|files the place they carry}} is more than 30 m from the track at that time (up to {{metres}} m): check the clock of the camera.',
  'note.track_unreadable': 'The track cannot be read.',
  'note.no_metadata': 'It carries no metadata.',
  'note.clock_differs': 'Its clock differs from GPS by {{seconds}} s.',
  'note.no_position': 'It says no position.',
  'note.zero_position': 'Its position is 0, 0 and was not used.',
  'note.gps_invalid': 'Its receiver calls the position invalid; it was not used.',
  'note.gps_unreadable': 'Its position is not a place on Earth; it was not used.',
  'note.gps_hemisphere': 'Its position does not say north or south, east or west; it was not used.',
  'note.gps_dop': 'The satellites stood badly (DOP {{dop}}): its place may be tens of metres off.',
  'note.map_datum':
    'Its place is given in the datum {{name}}, not in WGS-84: it may be off by some hundred metres.',
  'note.change_time': 'It does not say when it was taken: its time is that of the last change to the file.',
  'note.header_differs':
    'The time in its header differs by {{seconds}} s from the date that was written beside it, which was taken.',
  'note.laser_unusable': 'What its laser says of a target cannot be; it was not used.',
  'note.packets_out_of_step':
    'Packets of the stream were lost or spoilt at {{count}} {{count|place|places}}, first at byte {{byte}}.',
  'note.packets_lost':
    'Packets with metadata are missing at {{count}} {{count|place|places}}, first at byte {{byte}}.',
  'note.tables_damaged': 'Damaged tables of the stream: {{count}}, first at byte {{byte}}.',
  'note.sets_damaged': 'Damaged metadata sets: {{count}}, first at byte {{byte}}.',
  'note.sets_checksum':
    'Metadata sets left out because their checksum is wrong: {{count}}, first at byte {{byte}}.',
  'note.sets_unchecked': 'Metadata sets without a checksum: {{count}}, first at byte {{byte}}.',
  'note.keys_unknown': 'Metadata of other kinds were passed over: {{count}}, first at byte {{byte}}.',
  'note.marking_too_long':
    'Security markings that are too long or too many to keep: {{count}}, first at byte {{byte}}. See the original.',
  'note.security_marking': 'Security marking: {{marking}}',
  'note.mission_named': 'Mission: {{name}}',
  'note.protocol_guessed':
    'The clip’s metadata format “{{name}}” is not known; read like a similar one: check it.',
} satisfies Record<`note.${Exclude<FootageNoteCode, FormatNoteCode> | UnsoundCode | KlvNoteCode}`, string>
