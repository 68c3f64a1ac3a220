import { PenTool } from 'lucide-react'
import type { CallOutput } from '../../../../src/contract/index.ts'
import type { Ring } from '../../../../src/core/geo/position.ts'
import { SPECIAL_CASES } from '../../../../src/core/mission/mission.ts'
import { FlightApproval } from '../../../../src/core/permit/approval.ts'
import { hoursText, readHours } from '../../../../src/core/permit/hours.ts'
import { CHINA_ZONE, ZoneName } from '../../../../src/core/units/wallClock.ts'
import { api } from '../../../api/client.ts'
import { useSiteNames } from '../../../api/hooks.ts'
import { newId } from '../../../api/newId.ts'
import { write } from '../../../api/write.ts'
import { ChooseByName } from '../../../desk/ChooseByName.tsx'
import { useEditedMission } from '../../../desk/edited.ts'
import { useDrawn } from '../../../desk/editing/drawn.ts'
import { drawRing } from '../../../desk/editing/pick.ts'
import { type FieldOf, FieldRows } from '../../../desk/form/FieldRows.tsx'
import { attempt } from '../../../desk/notices.ts'
import { useApprovedArea } from '../../../desk/permits/approvedArea.ts'
import { ringPlace } from '../../../desk/places.ts'
import { ScanFields } from '../../../desk/Scans.tsx'
import { selection } from '../../../desk/selection.ts'
import { nameOf } from '../../../i18n/format.ts'
import { type Key, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/fields.tsx'
import { Body, Hint, Row } from '../../../ui/layout.tsx'
import { RecordForm } from './RecordForm.tsx'

const YEAR_MS = 365 * 86_400_000
const DAY_MS = 86_400_000
const CHINA_AHEAD_MS = 8 * 3_600_000

/** An approval as it is filled in: its daily hours as they are typed. */
type Filled = Omit<FlightApproval, 'hours'> & { hours: string }

const filledOf = (doc: FlightApproval): Filled => ({ ...doc, hours: hoursText(doc.hours) })

/** A year from the beginning of today: what an approval is given for as a rule. */
function blank(): Filled {
  const fromMs = Math.floor((Date.now() + CHINA_AHEAD_MS) / DAY_MS) * DAY_MS - CHINA_AHEAD_MS
  return {
    id: newId(),
    kind: 'standing',
    number: '',
    authority: '',
    zone: CHINA_ZONE,
    fromMs,
    toMs: fromMs + YEAR_MS - 60_000,
    hours: '',
    area: null,
    maxTrueHeightM: 120,
    maxAmslM: null,
    covers: [],
    scanIds: [],
    filings: [],
    remarks: '',
    withdrawnAtMs: null,
  }
}

/** What keeps an approval from being saved; null: nothing. */
function problemOf(doc: Filled): Key | null {
  if (doc.number.trim() === '' || doc.authority.trim() === '') return 'permit.numberMissing'
  if (readHours(doc.hours) === null) return 'permit.hoursBad'
  if (!ZoneName.safeParse(doc.zone).success) return 'permit.zoneBad'
  return doc.fromMs < doc.toMs ? null : 'authorisation.windowOrder'
}

/** An approval of flights as the authority gave it. Its filings are recorded beside it. */
export function ApprovalForm(props: {
  found: CallOutput<'flightApproval.list'>[number] | null
  onDone: () => void
}) {
  const t = useT()
  const { found } = props
  const fields: readonly FieldOf<Filled>[] = [
    {
      choice: 'kind',
      label: 'permit.kind',
      options: (['standing', 'once'] as const).map((value) => ({ value, label: t(`permitKind.${value}`) })),
      testId: 'approval-kind',
    },
    { text: 'number', label: 'permit.number', most: 100, testId: 'approval-number' },
    { text: 'authority', label: 'authorisation.authority', most: 200, testId: 'approval-authority' },
    { moment: 'fromMs', label: 'authorisation.from' },
    { moment: 'toMs', label: 'authorisation.to' },
    { text: 'hours', label: 'permit.hours', hint: 'permit.hoursHint', most: 200, testId: 'approval-hours' },
    { figure: 'maxTrueHeightM', label: 'authorisation.height', min: 1, max: 1000, digits: 1 },
    {
      figure: 'maxAmslM',
      label: 'permit.maxAmsl',
      hint: 'permit.amslHint',
      min: -500,
      max: 9000,
      digits: 1,
      isOptional: true,
    },
    { text: 'zone', label: 'permit.zone', hint: 'permit.zoneHint', most: 60 },
    ...(found ? [{ moment: 'withdrawnAtMs', label: 'permit.withdrawnAt', isOptional: true } as const] : []),
  ]
  return (
    <RecordForm
      name="approval"
      found={found && { doc: filledOf(found.doc), version: found.version }}
      blank={blank}
      problemOf={(doc) => {
        const problem = problemOf(doc)
        return problem && t(problem)
      }}
      write={(base, { hours, ...doc }) =>
        write(
          'flightApproval.put',
          { base, doc: FlightApproval.parse({ ...doc, hours: readHours(hours) }) },
          'edit.approval',
        )
      }
      onDone={props.onDone}
    >
      {({ doc, set }) => (
        <>
          <FieldRows doc={doc} set={set} fields={fields} />
          <AreaFields area={doc.area} onChange={(area) => set({ area })} />
          <Hint>{t('permit.covers')}</Hint>
          {SPECIAL_CASES.map((one) => (
            <Checkbox
              key={one}
              label={t(`special.${one}`)}
              value={doc.covers.includes(one)}
              onChange={(on) =>
                set({
                  covers: SPECIAL_CASES.filter((each) => (each === one ? on : doc.covers.includes(each))),
                })
              }
            />
          ))}
          <Hint>{t('permit.scans')}</Hint>
          <ScanFields
            ids={doc.scanIds}
            onChange={(change) => set((now) => ({ ...now, scanIds: change(now.scanIds) }))}
            testId="approval-scans"
          />
          <FieldRows doc={doc} set={set} fields={[{ text: 'remarks', label: 'field.remarks', most: 4000 }]} />
        </>
      )}
    </RecordForm>
  )
}

/** The area that is approved: drawn on the map, or as a site or the open mission's fence has it. */
function AreaFields({ area, onChange }: { area: Ring | null; onChange: (area: Ring | null) => void }) {
  const t = useT()
  const open = useEditedMission()
  const { data: sites = [] } = useSiteNames()
  useApprovedArea(area)
  useDrawn(area, onChange)
  const take = (ring: Ring): void => {
    onChange(ring)
    selection.getState().zoomTo(ringPlace(ring))
  }
  const fence = open?.mission.fence.find((zone) => zone.shape === 'polygon' && zone.inclusion)
  return (
    <Body>
      <Hint testId="approved-area">{area ? t('permit.areaOf', { n: area.length }) : t('permit.noArea')}</Hint>
      <Row>
        <Button
          icon={<PenTool size={16} aria-hidden />}
          onPress={() =>
            void drawRing('permit.drawArea').then((ring) => {
              if (ring) onChange(ring)
            })
          }
          testId="draw-approved-area"
        >
          {t('permit.draw')}
        </Button>
        {fence?.shape === 'polygon' ? (
          <Button onPress={() => take(fence.ring)} testId="approved-area-from-fence">
            {t('permit.areaFromFence')}
          </Button>
        ) : null}
        {area ? (
          <Button look="quiet" onPress={() => onChange(null)}>
            {t('permit.dropArea')}
          </Button>
        ) : null}
      </Row>
      {sites.length > 0 ? (
        <ChooseByName
          label={t('permit.areaFromSite')}
          value=""
          options={sites.map(({ id, name }) => ({ value: id, label: nameOf(name) }))}
          onChange={(id) => void attempt(async () => take((await api.call('site.get', { id })).doc.boundary))}
          testId="approved-area-from-site"
        />
      ) : null}
    </Body>
  )
}
