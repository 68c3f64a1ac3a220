import fs from 'node:fs'
import path from 'node:path'
import type { CheckItem, MissionFile, Verdict } from '../services/mission/standalone.ts'
import { wordsOf } from '../words/words.ts'
import { tell, writeFile } from './io.ts'
import { language, say } from './words.ts'

/** A mission file as it is kept on disk. */
export const writeMission = (out: string, file: MissionFile): void =>
  writeFile(out, `${JSON.stringify(file, null, 2)}\n`)

/** Writes the sorties of a mission next to its file, numbered from 1; one of an earlier split beyond them is told. */
export function writeSorties(out: string, files: readonly MissionFile[]): string[] {
  const { dir, name, ext } = path.parse(out)
  const named = (number: number) => path.join(dir, `${name}-${number}${ext || '.json'}`)
  const written = files.map((file, i) => {
    writeMission(named(i + 1), file)
    return named(i + 1)
  })
  const beyond = named(files.length + 1)
  if (files.length > 0 && fs.existsSync(beyond)) tell(say('older_part', { file: beyond }))
  return written
}

/** One line for every rule whose errors hold a mission back, with the words of its first. */
export function tellErrors({ items }: Verdict, file: string): void {
  const told = new Set<string>()
  for (const { rule, severity, code, params } of items) {
    if (severity !== 'error' || told.has(rule)) continue
    told.add(rule)
    tell(say('not_safe_yet', { file, rule, words: wordsOf(language(), 'check', code, params) ?? code }))
  }
}

/** What is wrong, for `--json`: each error by its rule and case. */
export const errorsOf = ({ items }: Verdict): Pick<CheckItem, 'rule' | 'code' | 'params'>[] =>
  items.flatMap(({ rule, severity, code, params }) => (severity === 'error' ? [{ rule, code, params }] : []))
