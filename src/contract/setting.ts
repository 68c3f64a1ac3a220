import { z } from 'zod'
import { SettingName, SettingValue } from '../core/finding/settings.ts'
import { Version } from '../core/units/id.ts'
import { call } from './call.ts'
import { made, Revision } from './document.ts'
import { EVERYONE, SUPERVISORS } from './roles.ts'

/** A setting as it holds now: what somebody kept, or the default. */
const SettingNow = z.object({
  value: SettingValue,
  isDefault: z.boolean(),
  /** Null where nobody has kept one: the base of the first. */
  version: Version.nullable(),
  /** Who set it for all computers: it cannot be changed here; null: it can. */
  setBy: z.string().nullable(),
})

export const settingCalls = {
  'setting.list': call('read', EVERYONE, z.object({}), z.array(SettingNow)),
  'setting.get': call('read', EVERYONE, z.object({ name: SettingName }), SettingNow),
  /** Keeps a setting in the place of the one before; its name is the value's. */
  'setting.put': call(
    'write',
    SUPERVISORS,
    z.object({ base: Version.nullable(), value: SettingValue }),
    z.object({ value: SettingValue, revision: Revision, version: Version, ...made }),
  ),
} as const
