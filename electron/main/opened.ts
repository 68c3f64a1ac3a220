import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { OPENED_ENDINGS } from '../../src/contract/files.ts'

const ENDING = new RegExp(`\\.(${OPENED_ENDINGS.join('|')})$`, 'i')
/** An address that is no file's; a drive has one letter. */
const ELSEWHERE = /^(?!file:)[a-z][a-z\d+.-]+:\/\//i

/** What an entry of a registry has quoted twice, without the quotes that are left. */
const bare = (argument: string): string => /^"(.*)"$/.exec(argument)?.[1] ?? argument

/** Whether an argument names a file of a kind that Sortie opens. */
export function namesFile(argument: string): boolean {
  const text = bare(argument)
  return !text.startsWith('-') && !text.includes('\0') && !ELSEWHERE.test(text) && ENDING.test(text)
}

/**
 * The files that a command line asks to open, absolute, each once: paths with the separators of the platform and `file:`
 * addresses. Options, the folder after `--workspace` and whatever is of no kind that Sortie opens are left out.
 *
 * @param cwd what relative paths go from: the working directory of whoever started it.
 */
export function openedIn(argv: readonly string[], cwd: string, platform = process.platform): string[] {
  const { resolve } = platform === 'win32' ? path.win32 : path.posix
  const given = argv.slice(1).filter((one, i) => namesFile(one) && argv[i] !== '--workspace')
  return [...new Set(given.map((one) => resolve(cwd, pathOf(bare(one), platform === 'win32'))))]
}

function pathOf(text: string, isWindows: boolean): string {
  if (!/^file:/i.test(text)) return text
  try {
    return fileURLToPath(text, { windows: isWindows })
  } catch {
    // No path of this system: it is not found under this name, which is said.
    return text
  }
}
