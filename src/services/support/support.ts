import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { AGGREGATES, type CallOutput, type CallParsed, type VerifyReport } from '../../contract/index.ts'
import { proofOf } from '../../contract/proof.ts'
import { PROGRAM } from '../../contract/program.ts'
import { SETTING_NAMES } from '../../core/finding/settings.ts'
import { policySetting } from '../../core/policy/policy.ts'
import { type SupportFacts, supportText } from '../../core/support/report.ts'
import { countDocuments } from '../../store/documents.ts'
import { readHead } from '../../store/journal/entries.ts'
import { SCHEMA_VERSION } from '../../store/migrations/index.ts'
import { settingStored } from '../../store/settings.ts'
import { unreadableRecords } from '../../store/unreadable.ts'
import { verifyWorkspace } from '../../store/verify.ts'
import { wordsOf } from '../../words/words.ts'
import { during, type Context, type Handlers } from '../host/context.ts'

const MB = 1_000_000

export const supportCalls = {
  'support.make': (
    { language, isVerified }: CallParsed<'support.make'>,
    context: Context,
  ): Promise<CallOutput<'support.make'>> =>
    during(context, 'support.make', async () => {
      const verified = isVerified
        ? await verifyWorkspace(
            context.workspace,
            () => undefined,
            (file, onBytes) => context.threads.run('hash', { file }, { onBytes }),
            [],
          )
        : null
      const text = supportText(
        factsOf(context, verified),
        (word) => wordsOf(language, 'support', word) ?? word,
      )
      const day = new Date(context.nowMs()).toISOString().slice(0, 10)
      const fileName = `sortie-support-${day}.txt`
      const downloadId = context.offerDownload(fileName, 'text/plain; charset=utf-8', Buffer.from(text))
      return { text, downloadId, fileName }
    }),
} satisfies Partial<Handlers>

function factsOf(context: Context, verified: VerifyReport | null): SupportFacts {
  const { workspace, policy, failures } = context
  const { db, dir } = workspace
  return {
    atMs: context.nowMs(),
    program: PROGRAM,
    versions: [
      [process.platform, `${os.release()} ${process.arch}`],
      ...(['node', 'electron', 'chrome', 'v8', 'napi'] as const).flatMap((part) => {
        const version = process.versions[part]
        return version === undefined ? [] : [[part, version] as const]
      }),
    ],
    cores: os.availableParallelism(),
    memoryMb: Math.round(os.totalmem() / MB),
    freeDiskMb: freeMb(dir),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    workspace: {
      schemaVersion: SCHEMA_VERSION,
      isReadOnly: workspace.isReadOnly,
      databaseMb: Math.ceil(
        (fs.statSync(path.join(dir, 'sortie.db'), { throwIfNoEntry: false })?.size ?? 0) / MB,
      ),
      entries: readHead(db).arrival,
      unreadable: unreadableRecords(db).length,
      counts: AGGREGATES.map((name) => [name, countDocuments(db, name)] as const),
    },
    settings: SETTING_NAMES.map((name) => [
      name,
      policySetting(policy, name) ? 'policy' : settingStored(db, name) ? 'workspace' : 'delivered',
    ]),
    verified: verified && summaryOf(verified),
    log: failures.list(),
  }
}

function freeMb(dir: string): number | null {
  try {
    const { bavail, bsize } = fs.statfsSync(dir)
    return Math.round((bavail * bsize) / MB)
  } catch {
    // A medium that does not say.
    return null
  }
}

/** How many of what, and the codes of what is amiss: names of files and ids stay behind. */
function summaryOf({
  ok,
  originals,
  journal,
  records,
  derived,
  maps,
}: VerifyReport): SupportFacts['verified'] {
  const kinds = { originals, derived, maps }
  return {
    ok,
    counts: [
      ...Object.entries(kinds).flatMap(([kind, found]) => [
        [`${kind}.checked`, found.checked] as const,
        ...(['missing', 'changed', 'extra'] as const).map(
          (how) => [`${kind}.${how}`, found[how].length] as const,
        ),
      ]),
      ['records.checked', records.checked],
      ['records.differing', records.differing.length],
      ['journal.entries', journal.entries],
      ['journal.stations', journal.stations.length],
      ['journal.waiting', journal.waiting],
    ],
    codes: [
      ...records.differing.map(({ problem }) => proofOf(problem).code),
      ...[journal, ...journal.stations].flatMap(({ problem }) =>
        problem === null ? [] : [proofOf(problem).code],
      ),
    ],
  }
}
