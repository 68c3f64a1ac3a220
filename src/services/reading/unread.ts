import { PROBLEM_CODES } from '../../core/units/problem.ts'

/** `code` of the error when a file that was to be brought cannot be read at all; `params.problem` says why. */
export const UNREAD = 'UNREAD'
/** The same of one that is not there, or not there any more. */
export const UNFOUND = 'UNFOUND'

/** The system's word for why a file cannot be read, as one that has words. */
export function unread(error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException
  const problem = PROBLEM_CODES.find((known) => known === code) ?? 'unread'
  return Object.assign(new Error(UNREAD), { code: code === 'ENOENT' ? UNFOUND : UNREAD, params: { problem } })
}
