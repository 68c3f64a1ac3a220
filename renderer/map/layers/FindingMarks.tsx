import { Marker, Tooltip } from 'react-leaflet'
import { useStore } from 'zustand'
import { useFindings } from '../../api/hooks.ts'
import { selection } from '../../desk/selection.ts'
import { pair } from '../leaflet/latlng.ts'
import { symbolIcon } from '../leaflet/marks.ts'
import { chooses } from '../tools/toolbox.ts'
import styles from './findingMarks.module.css'
import { Named } from '../../ui/Named.tsx'

/** Findings where they are: open ones filled, ended ones hollow, overdue ones ringed. */
export function FindingMarks() {
  const selected = useStore(selection, (state) => state.selected)
  const { data } = useFindings()
  return (
    <>
      {(data?.rows ?? []).map(({ doc, overdue }) => {
        const ended = ['closed', 'unfounded', 'duplicate', 'transferred'].includes(doc.state)
        const chosen = selected?.kind === 'finding' && selected.id === doc.id
        const look = [
          styles.finding,
          ended && styles.ended,
          overdue && styles.overdue,
          chosen && styles.chosenFinding,
        ]
        return (
          <Marker
            key={`${doc.id} ${doc.state} ${overdue} ${chosen}`}
            position={pair(doc.at)}
            icon={symbolIcon(
              look.filter(Boolean).join(' '),
              24,
              ended ? 'tick' : doc.level === 'major' ? 'major' : 'dot',
            )}
            eventHandlers={chooses({ of: 'thing', selected: { kind: 'finding', id: doc.id } })}
          >
            <Tooltip direction="top" offset={[0, -12]}>
              <Named>{doc.title}</Named>
            </Tooltip>
          </Marker>
        )
      })}
    </>
  )
}
