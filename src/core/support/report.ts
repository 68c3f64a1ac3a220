/**
 * What may be told of a workspace and its computer to whoever helps with it: versions, counts and codes, and nothing that
 * a person wrote. What there is no place for here does not leave.
 */
export type SupportFacts = {
  readonly atMs: number
  readonly program: string
  /** Each part of the program and the system that it runs on, with its version. */
  readonly versions: readonly (readonly [part: string, version: string])[]
  readonly cores: number
  readonly memoryMb: number
  readonly freeDiskMb: number | null
  readonly zone: string
  readonly workspace: {
    readonly schemaVersion: number
    readonly isReadOnly: boolean
    readonly databaseMb: number
    readonly entries: number
    readonly unreadable: number
    readonly counts: readonly (readonly [aggregate: string, count: number])[]
  }
  /** Of each setting whose word it is: nobody's, of the workspace, of the computer's policy. */
  readonly settings: readonly (readonly [name: string, whose: 'delivered' | 'workspace' | 'policy'])[]
  /** Null: not asked for. */
  readonly verified: {
    readonly ok: boolean
    readonly counts: readonly (readonly [what: string, count: number])[]
    /** The codes of what is amiss. */
    readonly codes: readonly string[]
  } | null
  readonly log: readonly LogLine[]
}

/** A call that was refused, or failed by a fault of ours: where in the program, without what the error says. */
export type LogLine = {
  readonly atMs: number
  readonly call: string
  readonly code: string
  /** The kind of error and its places in our own files; '' of what was foreseen. */
  readonly fault: string
}

/** The report's own words. */
export const SUPPORT_PARTS = [
  'title',
  'program',
  'computer',
  'workspace',
  'settings',
  'verified',
  'log',
] as const
export type SupportPart = (typeof SUPPORT_PARTS)[number]
export const SUPPORT_WORDS = [
  'made',
  'cores',
  'memory',
  'free_disk',
  'zone',
  'schema',
  'read_only',
  'database',
  'entries',
  'unreadable',
  'delivered',
  'own',
  'policy',
  'not_asked',
  'whole',
  'amiss',
  'nothing',
  'yes',
  'no',
] as const
export type SupportWord = (typeof SUPPORT_WORDS)[number] | SupportPart

/** Codes and names of ours: whatever else gets into a place for one is not told. */
const code = (text: string): string => (/^[A-Za-z][A-Za-z0-9_.:-]{0,80}$/.test(text) ? text : '?')

/** The report as the text that is shown, and that is saved. @param say its own words in the language of whoever reads it */
export function supportText(facts: SupportFacts, say: (word: SupportWord) => string): string {
  const at = (atMs: number): string => new Date(atMs).toISOString()
  const { workspace, verified } = facts
  const part = (name: SupportPart, lines: readonly string[]): string =>
    [`## ${say(name)}`, ...(lines.length === 0 ? [say('nothing')] : lines), ''].join('\n')
  const row = (name: string, value: string | number): string => `${name}: ${value}`
  return [
    `# ${say('title')}\n`,
    part('program', [
      row(say('made'), at(facts.atMs)),
      facts.program,
      ...facts.versions.map(([name, version]) => row(name, version)),
    ]),
    part('computer', [
      row(say('cores'), facts.cores),
      row(say('memory'), `${facts.memoryMb} MB`),
      row(say('free_disk'), facts.freeDiskMb === null ? '?' : `${facts.freeDiskMb} MB`),
      row(say('zone'), facts.zone),
    ]),
    part('workspace', [
      row(say('schema'), workspace.schemaVersion),
      row(say('read_only'), say(workspace.isReadOnly ? 'yes' : 'no')),
      row(say('database'), `${workspace.databaseMb} MB`),
      row(say('entries'), workspace.entries),
      row(say('unreadable'), workspace.unreadable),
      ...workspace.counts.filter(([, count]) => count > 0).map(([name, count]) => row(code(name), count)),
    ]),
    part(
      'settings',
      facts.settings.map(([name, whose]) => row(code(name), say(whose === 'workspace' ? 'own' : whose))),
    ),
    part(
      'verified',
      verified === null
        ? [say('not_asked')]
        : [
            say(verified.ok ? 'whole' : 'amiss'),
            ...verified.counts.map(([what, count]) => row(code(what), count)),
            ...[...new Set(verified.codes.map(code))].sort(),
          ],
    ),
    part(
      'log',
      facts.log.map((line) => [at(line.atMs), code(line.call), code(line.code), line.fault].join(' ').trim()),
    ),
  ].join('\n')
}

/** Our own files in a stack, with their lines. */
const FRAME = /([\w.-]+\.m?[jt]s):(\d+):(\d+)\)?$/
const MOST_FRAMES = 8

/** A fault as it may be told: the kind of error, and where in our own files it came up. What it says may name anybody. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return code(typeof error)
  const stack = error.stack ?? ''
  // A message of several lines may look like places.
  const frames = stack
    .slice(Math.max(0, stack.indexOf(error.message)) + error.message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .flatMap((line) => {
      const found = FRAME.exec(line.trim())
      return found ? [`${found[1]}:${found[2]}:${found[3]}`] : []
    })
  return [code(error.name), ...frames.slice(0, MOST_FRAMES)].join(' < ')
}
