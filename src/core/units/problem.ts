import { fail, type Failure } from './result.ts'
import type { Note } from './note.ts'

/**
 * Why something could not be done, where the reason stands inside of another sentence (`problem` of a failure): each has
 * words in both languages. Those in capitals are what the operating system calls it.
 */
export const PROBLEM_CODES = [
  'row_year_twice',
  'row_other_year',
  'row_off_and_work',
  'row_work_on_weekday',
  'row_level_twice',
  'row_level_missing',
  'row_step_twice',
  'row_agency_twice',
  'row_kind_twice',
  'pattern_part',
  'pattern_open',
  'pattern_counter',
  'pattern_twice',
  'pattern_glued',
  'no_picture',
  'no_png',
  'no_scan',
  'no_copy',
  'unread',
  'after_clip_end',
  'one_key_a_mask',
  'too_large',
  'too_deep',
  'not_plain',
  'body_not_json',
  'body_type',
  'file_name_needed',
  'upload_broke',
  'upload_slow',
  'body_slow',
  'address_used',
  'address_needed',
  'address_unreadable',
  'get_or_post',
  'not_sqlite',
  'not_workspace',
  'database_damaged',
  'not_a_folder',
  'sent_no_entries',
  'sent_old_entry',
  'sent_unsigned',
  'sent_not_whole',
  'sent_otherwise',
  'key_not_json',
  'key_form',
  'key_newer',
  'key_other_station',
  'key_pair',
  'key_keyring',
  'keyring_door',
  'keyring_missing',
  'keyring_basic_text',
  'entry_gap',
  'entry_hash',
  'entry_form',
  'document_hash',
  'other_workspace',
  'backup_no_list',
  'backup_line',
  'backup_changed',
  'backup_no_database',
  'closed',
  'vehicle_armed_midway',
  'not_canonical',
  'newer_entry',
  'entry_misfit',
  'note_form',
  'bag_line',
  'bag_path',
  'bag_twice',
  'bag_none',
  'bag_zip',
  'head_form',
  'head_length',
  'head_row',
  'head_rows',
  'NOT_A_FILE',
  'EACCES',
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EBADF',
  'EBUSY',
  'EDQUOT',
  'EFBIG',
  'ECONNREFUSED',
  'ECONNRESET',
  'EEXIST',
  'EHOSTUNREACH',
  'EINVAL',
  'EIO',
  'ELOOP',
  'EISDIR',
  'EMFILE',
  'ENAMETOOLONG',
  'ENETUNREACH',
  'ENODEV',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'ENOTEMPTY',
  'ENOTFOUND',
  'ENXIO',
  'EPERM',
  'EPIPE',
  'EROFS',
  'ETIMEDOUT',
  'EXDEV',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/**
 * A file that cannot be used, by the first error that its reader had to say, with all that the words of that error need;
 * `otherwise` where the reader said nothing.
 */
export function unreadable(file: string, notes: readonly Note[], otherwise: string): Failure {
  const error = notes.find(({ severity }) => severity === 'error') ?? notes[0]
  return fail('unreadable_file', {
    ...error?.params,
    file,
    problem: error?.code ?? otherwise,
    at: error?.at === file ? '' : (error?.at ?? ''),
  })
}

/** Where in a text JSON ends to be one, by the words of `JSON.parse`'s error; null where it does not say. */
export function jsonErrorAt(error: unknown): string | null {
  const { message } = error as Error
  const line = /line (\d+)/.exec(message)
  if (line) return `line ${line[1]}`
  const character = /position (\d+)/.exec(message)
  return character ? `character ${character[1]}` : null
}
