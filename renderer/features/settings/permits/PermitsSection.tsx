import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { CallName, CallOutput } from '../../../../src/contract/index.ts'
import { VEHICLES } from '../../../../src/core/mission/vehicles.ts'
import type { FlightApproval } from '../../../../src/core/permit/approval.ts'
import { useCall } from '../../../api/hooks.ts'
import { write } from '../../../api/write.ts'
import { CallButton } from '../../../desk/CallButton.tsx'
import { joined } from '../../../desk/documents/members/say.ts'
import { attempt } from '../../../desk/notices.ts'
import { ApprovalFacts } from '../../../desk/permits/ApprovalFacts.tsx'
import { Filings } from '../../../desk/permits/Filings.tsx'
import { Scans } from '../../../desk/Scans.tsx'
import { dateTime, nameOf, percent } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/index.ts'
import { Badge, Body, Hint, Item, Row, Section } from '../../../ui/layout.tsx'
import { ApprovalForm } from './ApprovalForm.tsx'
import { BatteryForm, CraftForm } from './CraftForm.tsx'

/** Approvals of flights with their filings, the aircraft and their batteries: entered once, chosen by missions. */
export function PermitsSection() {
  const t = useT()
  return (
    <Section title={t('permit.title')} testId="permits">
      <Approvals />
      <Craft />
      <Batteries />
    </Section>
  )
}

function Approvals() {
  const t = useT()
  const { data = [] } = useCall('flightApproval.list', {})
  const [now] = useState(() => Date.now())
  return (
    <Records
      title={t('permit.approvals')}
      none={t('permit.none')}
      add={t('permit.new')}
      put="flightApproval.put"
      testId="approval"
      records={data}
      titleOf={({ doc }) => doc.number}
      renderSub={({ doc }) => <ApprovalSaid doc={doc} now={now} />}
      renderForm={(found, onDone) => <ApprovalForm found={found} onDone={onDone} />}
      renderBelow={(record) => <OneApproval approval={record} />}
      remove={({ doc, version }) =>
        write('flightApproval.remove', { id: doc.id, base: version }, 'edit.approval')
      }
      removeCall="flightApproval.remove"
    />
  )
}

/** Its kind and its time, and whether that is over. */
function ApprovalSaid({ doc, now }: { doc: FlightApproval; now: number }) {
  const t = useT()
  return (
    <>
      {doc.withdrawnAtMs === null ? null : <Badge tone="error">{t('permit.withdrawn')}</Badge>}
      {doc.withdrawnAtMs === null && doc.toMs < now ? (
        <Badge tone="warning">{t('permit.expired')}</Badge>
      ) : null}
      <span>
        {t('permit.said', {
          kind: t(`permitKind.${doc.kind}`),
          from: dateTime(doc.fromMs),
          to: dateTime(doc.toMs),
        })}
      </span>
    </>
  )
}

/** What an approval covers, with its scans and filings; its area is on the map. */
function OneApproval({ approval }: { approval: CallOutput<'flightApproval.list'>[number] }) {
  const { doc } = approval
  return (
    <>
      <ApprovalFacts approval={doc} />
      <Scans ids={doc.scanIds} />
      <Filings approval={approval} day={null} />
    </>
  )
}

const typeOf = (id: string | null): string => {
  const row = VEHICLES.find((one) => one.id === id)
  return row ? nameOf(row.name) : (id ?? '')
}

function Craft() {
  const t = useT()
  const { data = [] } = useCall('craft.list', {})
  return (
    <Records
      title={t('craft.title')}
      none={t('craft.none')}
      add={t('craft.new')}
      put="craft.put"
      testId="craft"
      records={data}
      titleOf={({ doc }) => doc.name}
      renderSub={({ doc }) => joined([typeOf(doc.vehicleId), doc.serial, doc.registration, doc.retiredOn])}
      renderForm={(found, onDone) => <CraftForm found={found} onDone={onDone} />}
      remove={({ doc, version }) => write('craft.remove', { id: doc.id, base: version }, 'edit.craft')}
      removeCall="craft.remove"
    />
  )
}

function Batteries() {
  const t = useT()
  const { data = [] } = useCall('battery.list', {})
  return (
    <Records
      title={t('battery.title')}
      none={t('battery.none')}
      add={t('battery.new')}
      put="battery.put"
      testId="battery"
      records={data}
      titleOf={({ doc }) => doc.name}
      renderSub={({ doc }) =>
        joined([
          typeOf(doc.vehicleId),
          doc.serial,
          doc.health === null ? null : percent(doc.health, 0),
          doc.retiredOn,
        ])
      }
      renderForm={(found, onDone) => <BatteryForm found={found} onDone={onDone} />}
      remove={({ doc, version }) => write('battery.remove', { id: doc.id, base: version }, 'edit.battery')}
      removeCall="battery.remove"
    />
  )
}

type AnyRecord =
  | CallOutput<'flightApproval.list'>[number]
  | CallOutput<'craft.list'>[number]
  | CallOutput<'battery.list'>[number]

/** The records of a kind: one is opened in place, to be changed or taken away. */
function Records<R extends AnyRecord>(props: {
  title: string
  none: string
  add: string
  put: CallName
  removeCall: CallName
  testId: string
  records: readonly R[]
  titleOf: (record: R) => string
  renderSub: (record: R) => ReactNode
  renderForm: (found: R | null, onDone: () => void) => ReactNode
  renderBelow?: (record: R) => ReactNode
  remove: (record: R) => Promise<unknown>
}) {
  const t = useT()
  const [openId, setOpen] = useState<string | null>(null)
  const [isEdited, setEdited] = useState(false)
  const close = (): void => {
    setEdited(false)
    setOpen(null)
  }
  return (
    <Section title={props.title} count={props.records.length} testId={`${props.testId}-list`}>
      {props.records.length === 0 ? <Hint>{props.none}</Hint> : null}
      {props.records.map((record) => {
        const { id } = record.doc
        const isOpen = openId === id
        if (isOpen && isEdited)
          return <Body key={id}>{props.renderForm(record, () => setEdited(false))}</Body>
        return (
          <div key={id}>
            <Item
              title={props.titleOf(record)}
              sub={props.renderSub(record)}
              current={isOpen}
              onPress={() => setOpen(isOpen ? null : id)}
              testId={`${props.testId}-row`}
            />
            {isOpen ? (
              <Body>
                <Row>
                  <CallButton
                    call={props.put}
                    look="quiet"
                    testId={`edit-${props.testId}`}
                    onPress={() => setEdited(true)}
                  >
                    {t('app.edit')}
                  </CallButton>
                  <CallButton
                    call={props.removeCall}
                    look="quiet"
                    onPress={() => void attempt(() => props.remove(record).then(close))}
                  >
                    {t('app.remove')}
                  </CallButton>
                </Row>
                {props.renderBelow?.(record)}
              </Body>
            ) : null}
          </div>
        )
      })}
      {openId === 'new' ? (
        props.renderForm(null, close)
      ) : (
        <CallButton
          call={props.put}
          look="quiet"
          icon={<Plus size={16} aria-hidden />}
          testId={`new-${props.testId}`}
          onPress={() => setOpen('new')}
        >
          {props.add}
        </CallButton>
      )}
    </Section>
  )
}
