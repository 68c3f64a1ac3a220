import { z } from 'zod'
import { SettingName } from '../core/finding/settings.ts'
import { call, nothing } from './call.ts'
import { EVERYONE } from './roles.ts'

export const policyCalls = {
  /** What is set for everybody at this computer, and by whom; null: nothing is. Asked before anybody is in. */
  'policy.get': call(
    'read',
    EVERYONE,
    nothing,
    z
      .object({
        file: z.string(),
        setBy: z.string(),
        language: z.enum(['zh', 'en']).nullable(),
        /** The folder of workspaces. */
        workspaces: z.string().nullable(),
        settings: z.array(SettingName),
      })
      .nullable(),
  ),
} as const
