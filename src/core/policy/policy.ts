import { z } from 'zod'
import { settingProblems } from '../finding/settingProblems.ts'
import { type SettingName, type SettingOf, SettingValue } from '../finding/settings.ts'
import { parseJson } from '../formats/json.ts'
import { fit } from '../units/fit.ts'
import { fail, ok, type Result } from '../units/result.ts'
import { isFolderName, userFolder } from './folders.ts'

/** What a policy file holds: what whoever looks after the machines sets for everybody who works at this one. */
export const Policy = z.strictObject({
  version: z.literal(1),
  /** Who set it, as the window names them beside what they locked: a person, or an office. */
  setBy: z.string().trim().min(1).max(100),
  /** Of the window and its menu. */
  language: z.enum(['zh', 'en']).optional(),
  /** The folder of workspaces, on this computer; `{user}` in it is whoever is logged in. */
  workspaces: z.string().max(400).refine(isFolderName, { error: 'not_a_folder' }).optional(),
  /** Where new versions are looked for when somebody asks, and the key (32 bytes, base64) that has to have signed them. */
  updates: z
    .strictObject({ from: z.string().min(1).max(400), key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) })
    .optional(),
  /** Tables and rules of every workspace: what stands here is changed here alone. */
  settings: z
    .array(SettingValue)
    .max(50)
    .refine((values) => new Set(values.map(({ name }) => name)).size === values.length, {
      error: 'fit_twice',
    })
    .optional(),
})
export type Policy = z.infer<typeof Policy>

/** A policy and the file that holds it. */
export type PolicyHere = { readonly file: string; readonly policy: Policy }

/**
 * A policy of the text of its file; else `policy_unreadable` (no JSON: `problem`, `at`) or `policy_unfit` (the first thing
 * that does not fit: `path`, `problem`, `limit`, `found`, `what`). `file` is named in both.
 */
export function readPolicy(file: string, text: string): Result<Policy> {
  const { value, error } = parseJson(text)
  if (error)
    return fail('policy_unreadable', { file, problem: error.code, at: error.at ?? '', ...error.params })
  const fitted = fit(Policy, value)
  if (!fitted.ok) return fail('policy_unfit', { file, what: '', ...fitted.misfit })
  for (const [nth, setting] of (fitted.value.settings ?? []).entries()) {
    const [amiss] = settingProblems(setting)
    if (amiss) {
      const path = `settings.${nth}.${amiss.path}`
      return fail('policy_unfit', { file, path, problem: amiss.code, what: amiss.what, limit: '', found: '' })
    }
  }
  return ok(fitted.value)
}

/** What a policy says of a setting; null: it leaves it to the workspace. */
export const policySetting = <N extends SettingName>(policy: Policy | null, name: N): SettingOf<N> | null =>
  (policy?.settings?.find((value) => value.name === name) as SettingOf<N> | undefined) ?? null

/** The folder of workspaces that a policy names, for whoever is logged in; null: it names none. */
export const policyFolder = (policy: Policy | null, user: string): string | null =>
  policy?.workspaces === undefined ? null : userFolder(policy.workspaces, user)
