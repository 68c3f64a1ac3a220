import os from 'node:os'
import path from 'node:path'

/**
 * Where the keys of this computer's user lie: `SORTIE_KEYS`, else the user's own folder by platform. On Windows it is the
 * one that stays on this computer: a key that went along to another would be one station in two places.
 */
export function keysHome(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env['SORTIE_KEYS']) return path.resolve(env['SORTIE_KEYS'])
  const user = os.homedir()
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] || path.join(user, 'AppData', 'Local'), 'Sortie', 'keys')
  if (platform === 'darwin') return path.join(user, 'Library', 'Application Support', 'Sortie', 'keys')
  return path.join(env['XDG_DATA_HOME'] || path.join(user, '.local', 'share'), 'sortie', 'keys')
}
