import path from 'node:path'
import {
  type CheckItem,
  type MissionFile,
  checkOf,
  exportFile,
  readMission,
  ReleaseRequest,
  endOf,
  routeOf,
} from '../services/mission/standalone.ts'
import type { MadeFile } from './exportAll.ts'
import { inThread } from './inThread.ts'
import { datumOf } from './datum.ts'
import {
  exitOf,
  numberOf,
  optionsOf,
  print,
  printJson,
  readFile,
  refuse,
  tell,
  tellNotes,
  writeFile,
} from './io.ts'
import { wordsOf } from '../words/words.ts'
import { ACTING_OPTIONS, provedBy, RELEASE_PROOF_OPTIONS } from './acting.ts'
import { homeOf } from './planCommand.ts'
import { CHECK_USAGE, COMPARE_USAGE, EXPORT_USAGE, IMPORT_USAGE, ROUTE_USAGE } from './usage.ts'
import { language, say } from './words.ts'

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

export function missionOf(command: string, positionals: string[], usage: string) {
  const [name, ...more] = positionals
  if (!name || more.length > 0) throw refuse('usage', { usage })
  const file = readMission(readFile(name), path.basename(name))
  if (!file.ok) throw exitOf(file)
  return { command, name, file: file.value }
}

/** `sortie check`: the verdict; 1 when it has errors. */
export async function checkCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('check', args, { json: flag, terrain: text, params: text })
  const read = missionOf('check', positionals, CHECK_USAGE)
  const { terrain } = values
  const over =
    terrain === undefined
      ? null
      : await inThread('withTerrain', {
          file: terrain,
          name: path.basename(terrain),
          mission: read.file,
          isFollowed: false,
        })
  if (over && !over.ok) throw exitOf(over)
  const overGround = over?.value.file ?? read.file
  const file = values.params === undefined ? overGround : await heldAgainst(overGround, values.params)
  const { verdict } = checkOf(file, Date.now())
  if (values.json) printJson(verdict)
  else {
    print(
      say(verdict.ok ? 'verdict_ok' : 'verdict_bad', {
        errors: verdict.errors,
        warnings: verdict.warnings,
        unknown: verdict.unknown,
      }),
    )
    for (const item of verdict.items) print(lineOf(item))
  }
  if (!verdict.ok) process.exitCode = 1
}

/** The mission with the parameters of a file, for the verdict to compare; how many it could is told. */
async function heldAgainst(file: MissionFile, name: string): Promise<MissionFile> {
  const held = await inThread('withParams', { file: name, name: path.basename(name), mission: file })
  if (!held.ok) throw exitOf(held)
  const { compared, missing, notes } = held.value
  tellNotes(notes)
  tell(say('params_compared', { file: path.basename(name), count: compared, missing }))
  return held.value.file
}

function lineOf({ severity, rule, code, value, limit, unit, source, params }: CheckItem): string {
  const figure = (number: number | null) =>
    number === null ? '-' : `${Math.round(number * 100) / 100} ${unit}`.trim()
  const words = wordsOf(language(), 'check', code, params) ?? code
  return `${severity.padEnd(8)} ${rule.padEnd(16)} ${words} ${figure(value)} / ${figure(limit)}${source ? `  [${source}]` : ''}`
}

/** `sortie route`: items and figures. */
export function routeCommand(args: string[]): void {
  const { values, positionals } = optionsOf('route', args, { json: flag, geojson: text })
  const { file } = missionOf('route', positionals, ROUTE_USAGE)
  const { revision, route } = routeOf(file)
  if (values.geojson !== undefined) {
    const written = exportFile(file, 'geojson', null, Date.now())
    if (!written.ok) throw exitOf(written)
    writeFile(values.geojson, written.value.bytes)
  }
  const { vehicle, firmware, home, figures, items } = route
  const { landings, notes } = endOf(route)
  if (values.json) {
    printJson({ revision, vehicle, firmware, home, figures, ...(landings && { landings }), items, notes })
    return
  }
  tellNotes(notes)
  for (const [name, figure] of Object.entries(figures)) print(`${name.padEnd(16)} ${figure ?? '-'}`)
  for (const item of items)
    print(
      `${String(item.seq).padStart(5)} ${String(item.command).padStart(5)} ${item.frame} ${item.lat.toFixed(7)} ${item.lon.toFixed(7)} ${item.altM.toFixed(1)} ${item.role}`,
    )
}

/** `sortie export`: a format written, or 1 and the reason why not. */
export async function exportCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('export', args, {
    to: text,
    out: text,
    'all-to': text,
    release: text,
    'release-by': text,
    'release-role': text,
    'emergency-basis': text,
    workspace: text,
    ...ACTING_OPTIONS,
    ...RELEASE_PROOF_OPTIONS,
    json: flag,
  })
  const { file } = missionOf('export', positionals, EXPORT_USAGE)
  const request = releaseOf('export', values)
  const dir = values['all-to']
  if (dir !== undefined) {
    const both = (['to', 'out'] as const).find((option) => values[option] !== undefined)
    if (both) throw refuse('not_with', { option: `--${both}`, other: '--all-to' })
    const { exportAll } = await import('./exportAll.ts')
    await exportAll(dir, file, values.json === true, (format) => madeOf(file, format, request, values))
    return
  }
  for (const option of ['to', 'out'] as const)
    if (!values[option]) throw refuse('missing_option', { command: 'export', option: `--${option}` })
  const out = values.out as string
  const format = values.to as string
  const made = await madeOf(file, format, request, values)
  await writeExport(out, made.bytes)
  tellNotes(made.notes)
  // A waypoint list has no room for a release: strict readers refuse any further line.
  if (format === 'wpl') keepBeside(out, made.revision, made.releases)
  report(values.json === true, { out, format, revision: made.revision })
}

/** What is exported, with the workspace's journal where one is named; the releases are those of a file without one. */
async function madeOf(
  file: MissionFile,
  format: string,
  request: ReleaseRequest | null,
  values: Record<string, string | boolean | undefined>,
): Promise<MadeFile & { releases: readonly object[] }> {
  const { workspace } = values
  if (typeof workspace === 'string') {
    const { exportInWorkspace } = await import('./workspaceCommands.ts')
    const made = await exportInWorkspace(workspace, file, format, provedBy(request, values), values)
    return { ...made, releases: [] }
  }
  for (const option of ['as', 'passphrase-file', 'release-code', 'release-passphrase-file'] as const)
    if (values[option] !== undefined) throw refuse('no_release_proof', { option: `--${option}` })
  const exported = exportFile(file, format, request, Date.now(), language())
  if (!exported.ok) throw exitOf(exported)
  return exported.value
}

/** A page that is wanted as PDF is printed where this machine can; else the page itself is written beside it. */
async function writeExport(out: string, bytes: Uint8Array): Promise<void> {
  if (path.extname(out).toLowerCase() !== '.pdf') {
    writeFile(out, bytes)
    return
  }
  if (!Buffer.from(bytes.subarray(0, 15)).toString('latin1').startsWith('<!doctype html'))
    throw refuse('no_pdf_of_it', { file: out })
  const { printPdf } = await import('../services/host/printPdf.ts')
  const pdf = await printPdf(bytes)
  if (pdf) writeFile(out, pdf)
  else {
    const page = out.replace(/\.pdf$/i, '.html')
    writeFile(page, bytes)
    tell(say('printed_as_page', { file: page }))
  }
}

function report(json: boolean, done: { out: string; format: string; revision: string }): void {
  if (json) printJson(done)
  else print(say('wrote', { file: done.out }))
}

/** What lets a mission pass, as it was given; null: nothing was. */
export function releaseOf(
  command: string,
  values: Record<string, string | boolean | undefined>,
): ReleaseRequest | null {
  const said = (option: string): string => String(values[option] ?? '').trim()
  const options = {
    reason: 'release',
    by: 'release-by',
    role: 'release-role',
    emergencyBasis: 'emergency-basis',
  }
  if (Object.values(options).every((option) => values[option] === undefined)) return null
  for (const option of [options.reason, options.by, options.role])
    if (said(option) === '') throw refuse('missing_option', { command, option: `--${option}` })
  const parsed = ReleaseRequest.safeParse({
    reason: said(options.reason),
    by: said(options.by),
    role: said(options.role),
    emergencyBasis: said(options.emergencyBasis) || null,
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const option = options[issue?.path[0] as keyof typeof options]
  const wanted = issue?.code === 'too_big' ? `<= ${issue.maximum}` : ''
  throw refuse('bad_value', { option: `--${option}`, value: `${said(option).slice(0, 20)}…`, wanted })
}

/** The release that let a mission pass, beside what has no room for it. */
export function keepBeside(file: string, revision: string, releases: readonly object[]): void {
  if (releases.length === 0) return
  const beside = `${file}.release.json`
  writeFile(beside, `${JSON.stringify({ revision, releases }, null, 2)}\n`)
  tell(say('release_beside', { file: beside }))
}

/** `sortie import`: a mission file of the waypoints pattern. What the file leaves open is asked for, with 2. */
export async function importCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('import', args, {
    out: text,
    datum: text,
    swap: flag,
    'from-template': flag,
    take: text,
    home: text,
    'home-amsl': text,
    terrain: text,
    height: text,
    partial: flag,
    json: flag,
  })
  const [name, ...more] = positionals
  if (!name || more.length > 0) throw refuse('usage', { usage: IMPORT_USAGE })
  if (!values.out) throw refuse('missing_option', { command: 'import', option: '--out' })
  const numbered = (option: 'home-amsl' | 'height', low: number, high: number) =>
    values[option] === undefined ? undefined : numberOf(`--${option}`, values[option], low, high, 0)
  const { terrain } = values
  const imported = await inThread('importFile', {
    file: name,
    name: path.basename(name),
    nowMs: Date.now(),
    wish: {
      datum: datumOf(values.datum),
      isFromTemplate: values['from-template'] === true,
      isSwapped: values.swap === true ? true : undefined,
      take: values.take ?? null,
      home: values.home === undefined ? undefined : homeOf(values.home),
      homeAmslM: numbered('home-amsl', -500, 9000),
      heightM: numbered('height', 1, 1000) ?? null,
      isPartial: values.partial === true,
    },
    terrain: terrain === undefined ? null : { file: terrain, name: path.basename(terrain) },
  })
  if (!imported.ok) throw exitOf(imported)
  writeFile(values.out, `${JSON.stringify(imported.value.file, null, 2)}\n`)
  tellNotes(imported.value.notes)
  if (values.json) printJson({ out: values.out, notes: imported.value.notes })
  else print(say('wrote', { file: values.out }))
}

/** `sortie compare`: a route that came back from a controller, against the mission; 1 when they differ. */
export async function compareCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('compare', args, { json: flag })
  const [mission, returned, ...more] = positionals
  if (!mission || !returned || more.length > 0) throw refuse('usage', { usage: COMPARE_USAGE })
  const file = readMission(readFile(mission), path.basename(mission))
  if (!file.ok) throw exitOf(file)
  const compared = await inThread('compareFile', {
    file: returned,
    name: path.basename(returned),
    mission: file.value,
  })
  if (!compared.ok) throw exitOf(compared)
  const { differences, notes } = compared.value
  tellNotes(notes)
  if (values.json) printJson({ same: differences.length === 0, differences, notes })
  else if (differences.length === 0) print(say('same_route'))
  else
    for (const { what, waypoint, released, found } of differences)
      print(`${waypoint === null ? '-' : waypoint}\t${what}\t${released ?? '-'} -> ${found ?? '-'}`)
  if (differences.length > 0) process.exitCode = 1
}
