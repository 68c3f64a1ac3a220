import { memo, useEffect } from 'react'
import { Marker, Tooltip } from 'react-leaflet'
import { useStore } from 'zustand'
import type { FindingRow } from '../../../src/contract/index.ts'
import { useCall } from '../../api/hooks.ts'
import { MOST_DRAWN, onMap } from '../../desk/onMap.ts'
import { selection } from '../../desk/selection.ts'
import { shown } from '../../desk/shown.ts'
import { useT } from '../../i18n/index.ts'
import { Named } from '../../ui/Named.tsx'
import { pair } from '../leaflet/latlng.ts'
import { useBox } from '../leaflet/useBox.ts'
import { symbolIcon } from '../leaflet/marks.ts'
import { chooses } from '../tools/toolbox.ts'
import { useTellMore } from './useTellMore.ts'
import styles from './findingMarks.module.css'

/** Findings where they are: open ones filled, ended ones hollow, overdue ones ringed. */
export function FindingMarks() {
  const selected = useStore(selection, (state) => state.selected)
  const isShown = useStore(shown, (state) => state.findings)
  const { data } = useCall('finding.within', { box: useBox(), limit: MOST_DRAWN.findings })
  useTellMore('findings', data?.isMore)
  useEffect(() => onMap.setState({ marks: data?.rows.map(({ at }) => at) ?? [] }), [data])
  if (!isShown) return null
  return (data?.rows ?? []).map((row) => {
    const chosen = selected?.kind === 'finding' && selected.id === row.id
    return <FindingMark key={`${row.id} ${row.state} ${row.overdue} ${chosen}`} row={row} chosen={chosen} />
  })
}

const FindingMark = memo(
  function FindingMark({ row, chosen }: { row: FindingRow; chosen: boolean }) {
    const { id, state, level, overdue, at, title } = row
    const t = useT()
    const ended = ['closed', 'unfounded', 'duplicate', 'transferred'].includes(state)
    const look = [
      styles.finding,
      ended && styles.ended,
      overdue && styles.overdue,
      chosen && styles.chosenFinding,
    ]
    return (
      <Marker
        position={pair(at)}
        icon={symbolIcon(
          look.filter(Boolean).join(' '),
          24,
          ended ? 'tick' : level === 'major' ? 'major' : 'dot',
          '',
          [title, t(`state.${state}`), ...(overdue ? [t('board.overdue')] : [])].join(t('app.comma')),
        )}
        eventHandlers={chooses({ of: 'thing', selected: { kind: 'finding', id } })}
      >
        <Tooltip direction="top" offset={[0, -12]}>
          <Named>{title}</Named>
        </Tooltip>
      </Marker>
    )
  },
  // An answer that came anew says the same of most of them.
  (before, now) =>
    before.chosen === now.chosen &&
    before.row.version === now.row.version &&
    before.row.overdue === now.row.overdue &&
    before.row.id === now.row.id,
)
