import os from 'node:os'
import path from 'node:path'

/** Where Sortie keeps its workspaces: `SORTIE_HOME`, else the system's place for a program's data. */
export function sortieHome(env: Record<string, string | undefined> = process.env): string {
  if (env['SORTIE_HOME']) return path.resolve(env['SORTIE_HOME'])
  const user = os.homedir()
  if (process.platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(user, 'AppData', 'Local'), 'Sortie')
  if (process.platform === 'darwin') return path.join(user, 'Library', 'Application Support', 'Sortie')
  return path.join(env['XDG_DATA_HOME'] ?? path.join(user, '.local', 'share'), 'sortie')
}
