/**
 * Folders as a policy names them, by their text alone: a policy for Windows is looked over on whatever machine it was
 * written on.
 */

const DRIVE = /^[A-Za-z]:[\\/]/
/** What Windows takes in no name, and no system in a folder that people type. */
const FORBIDDEN = /[<>:"|?*\p{Cc}]/u

/** Whether a text names a folder from its root: `D:\Sortie`, `/srv/sortie`. A share on a network is none: databases do not live there. */
export function isFolderName(text: string): boolean {
  const below = DRIVE.test(text) ? text.slice(3) : /^\/(?!\/)/.test(text) ? text.slice(1) : null
  if (below === null || below === '') return false
  const names = below.replace(/[\\/]$/, '').split(/[\\/]/)
  return names.every(
    (name) =>
      name.trim() !== '' &&
      !/[. ]$/.test(name) &&
      !FORBIDDEN.test(name) &&
      !/[{}]/.test(name.replace('{user}', '')),
  )
}

/** Whether a folder that `isFolderName` takes is one of this system. @param platform as Node names it */
export const isFolderOf = (platform: string, folder: string): boolean =>
  (platform === 'win32') === DRIVE.test(folder)

/** The folder of whoever is logged in: `{user}` in it becomes their name, as far as a folder may be called so. */
export const userFolder = (folder: string, user: string): string =>
  folder.replace('{user}', () => user.replace(/[<>:"|?*\\/\p{Cc}]/gu, '_').replace(/[. ]+$/, '') || '_')

/**
 * Where the policy of a computer lies: where only whoever looks after it writes.
 *
 * @param platform as Node names it
 * @param programData Windows' own folder for the data of programs
 */
export function policyPlace(platform: string, programData: string | undefined): string {
  if (platform === 'win32')
    return `${(programData ?? 'C:\\ProgramData').replace(/[\\/]+$/, '')}\\Sortie\\policy.json`
  return platform === 'darwin' ? '/Library/Application Support/Sortie/policy.json' : '/etc/sortie/policy.json'
}
