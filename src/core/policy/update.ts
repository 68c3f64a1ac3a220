import { z } from 'zod'
import { parseJson } from '../formats/json.ts'
import { fit } from '../units/fit.ts'
import { fail, ok, type Result } from '../units/result.ts'

/** The file in a place of new versions that says what is there. */
export const UPDATE_FILE = 'sortie-update.json'
/** Before what is signed: a signature of anything else is none of this. */
export const SIGNED_AS = 'sortie-update-v1\n'

const Version = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/)

/** What is signed, as text: the words of whoever has the key, byte for byte. */
const Envelope = z.strictObject({
  payload: z.string().min(1).max(60_000),
  /** Ed25519 over `SIGNED_AS` and the payload, base64. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})

const Update = z.strictObject({
  version: Version,
  files: z
    .array(
      z.strictObject({
        /** Beside the manifest, and nowhere else. */
        name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+ -]{0,120}$/),
        platform: z.enum(['linux', 'win32', 'darwin']),
        arch: z.enum(['x64', 'arm64']),
        bytes: z.number().int().min(1).max(2_000_000_000),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1)
    .max(50),
})
export type UpdateFile = z.infer<typeof Update>['files'][number]

/**
 * What a manifest offers to a computer: null, nothing newer than what is `installed`; else `update_unfit` (`problem`),
 * `update_unsigned`, `update_lower` (`found`, `installed`), `update_no_file` (`found`, `platform`, `arch`).
 *
 * @param isSigned whether the pinned key signed these words (`SIGNED_AS` and the payload)
 */
export function offered(
  text: string,
  here: { readonly installed: string; readonly platform: string; readonly arch: string },
  isSigned: (words: string, signature: string) => boolean,
): Result<{ readonly version: string; readonly file: UpdateFile } | null> {
  const unfit = (problem: string) => fail('update_unfit', { problem })
  const outer = parseJson(text)
  if (outer.error) return unfit(outer.error.code)
  const envelope = fit(Envelope, outer.value)
  if (!envelope.ok) return unfit(envelope.misfit.path)
  const { payload, signature } = envelope.value
  if (!isSigned(SIGNED_AS + payload, signature)) return fail('update_unsigned')
  const inner = parseJson(payload)
  const update = fit(Update, inner.value)
  if (inner.error || !update.ok) return unfit(update.ok ? 'payload' : update.misfit.path)
  const { version, files } = update.value
  const { installed, platform, arch } = here
  if (version === installed) return ok(null)
  if (compareVersions(version, installed) < 0) return fail('update_lower', { found: version, installed })
  const file = files.find((one) => one.platform === platform && one.arch === arch)
  return file ? ok({ version, file }) : fail('update_no_file', { found: version, platform, arch })
}

/** Below 0 where `a` is the lower of two versions, 0 where they are one. */
export function compareVersions(a: string, b: string): number {
  const [of, other] = [a, b].map((text) => text.split('.').map(Number)) as [number[], number[]]
  const nth = of.findIndex((part, i) => part !== (other[i] ?? 0))
  return nth < 0 ? 0 : (of[nth] ?? 0) - (other[nth] ?? 0)
}
