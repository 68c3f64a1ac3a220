import {
  DEFAULT_SETTINGS,
  type Setting,
  settingId,
  type SettingName,
  type SettingOf,
} from '../core/finding/settings.ts'
import type { ReadableDb } from './connection.ts'
import { getReadable, type Stored } from './documents.ts'

/** The document of a setting; null where nobody has kept one, or it cannot be read. */
export const settingStored = (db: ReadableDb, name: SettingName): Stored<Setting> | null => {
  const found = getReadable<Setting>(db, 'setting', settingId(name))
  return found?.doc.value.name === name ? found : null
}

/** What a setting says: as somebody kept it, else its default. */
export const settingOf = <N extends SettingName>(db: ReadableDb, name: N): SettingOf<N> =>
  (settingStored(db, name)?.doc.value ?? DEFAULT_SETTINGS[name]) as SettingOf<N>
