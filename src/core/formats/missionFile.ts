import { fit } from '../units/fit.ts'
import { MissionFile } from '../mission/missionFile.ts'
import { note, type Read } from '../units/note.ts'
import type { FormatInput, Written } from './formatInput.ts'
import { parseJson } from './json.ts'
import { decodeText } from './text.ts'

/** Sortie's own mission file: the document with its sites and releases, so that it stands alone. */
export function writeMissionFile({ mission, sites, releases }: FormatInput): Written {
  const file: MissionFile = {
    format: 'sortie-mission',
    version: 1,
    mission,
    sites: [...sites],
    releases: [...releases],
  }
  return { content: `${JSON.stringify(file, null, 2)}\n`, notes: [] }
}

/** Reads a mission file; the first thing that does not fit is named by its path. */
export function readMissionFile(bytes: Uint8Array): Read<MissionFile> {
  const { text, notes } = decodeText(bytes)
  if (text === null) return { value: null, notes }
  const { value: json, error } = parseJson(text)
  if (error) return { value: null, notes: [...notes, error] }
  const fitted = fit(MissionFile, json)
  if (fitted.ok) return { value: fitted.value, notes }
  const { path, ...misfit } = fitted.misfit
  return { value: null, notes: [...notes, note('error', 'mission_file_bad', path, misfit)] }
}
