import { useMemo, useState } from 'react'
import type { ExportFormat } from '../../../../src/core/formats/formats.ts'
import { isFlownBy } from '../../../../src/core/formats/targets.ts'
import type { CallOutput } from '../../../../src/contract/index.ts'
import { blockingErrors } from '../../../../src/core/safety/blocking.ts'
import { canonicalJson } from '../../../../src/core/units/canonical.ts'
import { useCall } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { useActing } from '../../../desk/actor.ts'
import type { EvaluatedMission } from '../../../desk/edited.ts'
import { language, useT } from '../../../i18n/index.ts'
import { isComplete, releaseOf, type ReleaseText } from './ReleaseFields.tsx'
import { useHalf } from '../../../desk/form/half.ts'

/** What an export panel works with: what holds the mission back, the release as it is typed, and the writing of a file. */
export type Exporting = {
  readonly held: ReturnType<typeof blockingErrors>
  readonly release: ReleaseText
  readonly setRelease: (release: ReleaseText) => void
  /** Whoever releases is signed in here: they prove nothing more. */
  readonly isSelf: boolean
  /** Nothing holds it back, or all is said that lets it pass. */
  readonly isReleased: boolean
  readonly frozen: CallOutput<'mission.frozen'>
  /** Has a file made ready to be fetched. @throws {ApiError} */
  readonly make: (format: ExportFormat) => Promise<CallOutput<'mission.export'>>
}

export function useExporting({ mission, base, verdict }: EvaluatedMission): Exporting {
  const t = useT()
  // Whoever works here may enter the release of a supervisor who stands beside.
  const acting = useActing()
  const chief = acting && [acting.role, ...(acting.roles ?? [])].includes('supervisor') ? acting : null
  const { data: frozen } = useCall('mission.frozen', { id: mission.id })
  const [said, say, forget] = useHalf(`release/${mission.id}`, () => ({
    reason: '',
    by: chief?.name ?? '',
    role: chief ? t('role.supervisor') : '',
    basis: '',
  }))
  // Secrets are kept nowhere.
  const [proof, setProof] = useState({ code: '', passphrase: '' })
  const release: ReleaseText = { ...said, ...proof }
  // What the mission was released for as it is holds on: the gate asks no second time.
  const known = useMemo(() => {
    const now = canonicalJson(mission)
    return frozen?.find(({ doc }) => canonicalJson(doc.mission) === now)?.doc
  }, [frozen, mission])
  const held = verdict
    ? blockingErrors(verdict, known?.releases ?? [], known?.revision ?? '')
    : { rules: [], needsEmergencyBasis: [] }
  const isHeld = held.rules.length > 0
  return {
    held,
    release,
    setRelease: ({ code, passphrase, ...text }) => {
      say(text)
      setProof({ code, passphrase })
    },
    isSelf: chief !== null && chief.proved === true && chief.name === release.by,
    isReleased: !isHeld || isComplete(release, held),
    frozen: frozen ?? [],
    make: async (format) => {
      const given = isHeld && isFlownBy(format, mission.vehicle) ? releaseOf(release) : null
      const made = await write(
        'mission.export',
        { id: mission.id, base, format, release: given, language: language() },
        'edit.export',
      )
      if (given) forget()
      return made
    },
  }
}
