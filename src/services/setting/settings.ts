import type { CallInput, CallOutput, CallParsed } from '../../contract/index.ts'
import { DEFAULT_SETTINGS, SETTING_NAMES, settingId, type SettingName } from '../../core/finding/settings.ts'
import { settingProblems } from '../../core/finding/settingProblems.ts'
import { policySetting } from '../../core/policy/policy.ts'
import { settingStored } from '../../store/settings.ts'
import { Refusal } from '../../store/workspace.ts'
import { type Context, type Handlers, write } from '../host/context.ts'

export const settingCalls = {
  'setting.list': (_input: object, context: Context): CallOutput<'setting.list'> =>
    SETTING_NAMES.map((name) => now(context, name)),
  'setting.get': ({ name }: CallInput<'setting.get'>, context: Context): CallOutput<'setting.get'> =>
    now(context, name),
  'setting.put': ({ base, value }: CallParsed<'setting.put'>, context: Context): CallOutput<'setting.put'> =>
    write(context, 'setting.put', (tx) => {
      if (context.policy && policySetting(context.policy, value.name))
        throw new Refusal('set_by_policy', { by: context.policy.setBy })
      const [amiss] = settingProblems(value)
      if (amiss)
        throw new Refusal('setting_unfit', { setting: value.name, problem: amiss.code, what: amiss.what })
      return { ...tx.put('setting', base, { id: settingId(value.name), value }), value }
    }),
} satisfies Partial<Handlers>

function now({ workspace, policy }: Context, name: SettingName): CallOutput<'setting.get'> {
  const kept = settingStored(workspace.db, name)
  const set = policySetting(policy, name)
  return {
    value: set ?? kept?.doc.value ?? DEFAULT_SETTINGS[name],
    isDefault: !set && !kept,
    version: kept?.version ?? null,
    setBy: set && policy ? policy.setBy : null,
  }
}
