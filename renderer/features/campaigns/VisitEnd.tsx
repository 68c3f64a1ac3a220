import type { CallOutput } from '../../../src/contract/index.ts'
import { useMayNot } from '../../desk/actor.ts'
import { dateTime } from '../../i18n/format.ts'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox, TextField } from '../../ui/fields.tsx'
import { Facts } from '../../ui/layout.tsx'
import { keepVisit } from './keepVisit.ts'
import { useHalf } from '../../desk/form/half.ts'

/** Who signed the record, or refused before whom. */
export function Signature({ found }: { found: CallOutput<'visit.get'> }) {
  const t = useT()
  const { signature } = found.doc
  const [{ by, witness, isRefused }, set, done] = useHalf(`signature/${found.doc.id}`, () => ({
    by: '',
    witness: '',
    isRefused: false,
  }))
  const mayNot = useMayNot('visit.put')
  if (signature)
    return (
      <Facts
        items={[
          [
            t('visit.signature'),
            `${t(`signature.${signature.how}`, { by: signature.by, witness: signature.witness })} ${dateTime(signature.atMs)}`,
          ],
        ]}
      />
    )
  return (
    <>
      <TextField
        label={t('signature.by')}
        value={by}
        maxLength={100}
        onChange={(name) => set({ by: name })}
        testId="signature-by"
      />
      <Checkbox
        label={t('signature.isRefused')}
        value={isRefused}
        onChange={(is) => set({ isRefused: is })}
      />
      {isRefused ? (
        <TextField
          label={t('signature.witness')}
          value={witness}
          maxLength={100}
          onChange={(name) => set({ witness: name })}
        />
      ) : null}
      <Button
        isDisabled={mayNot !== null || by.trim() === ''}
        title={mayNot ?? undefined}
        testId="keep-signature"
        onPress={() =>
          keepVisit(
            found,
            { signature: { how: isRefused ? 'refused' : 'signed', by, witness, atMs: Date.now() } },
            done,
          )
        }
      >
        {t('signature.keep')}
      </Button>
    </>
  )
}

/** Whether the visit counts towards the enterprise's yearly cap, and why not. */
export function Cap({ found }: { found: CallOutput<'visit.get'> }) {
  const t = useT()
  const { countsTowardCap, capReason } = found.doc
  const [{ reason }, set, done] = useHalf(`cap/${found.doc.id}`, () => ({ reason: capReason }))
  const mayNot = useMayNot('visit.put')
  return (
    <>
      <TextField
        label={t('visit.capReason')}
        value={reason}
        maxLength={500}
        onChange={(why) => set({ reason: why })}
      />
      <Checkbox
        label={t('visit.counts')}
        value={countsTowardCap}
        isDisabled={mayNot !== null}
        onChange={(counts) =>
          keepVisit(found, { countsTowardCap: counts, capReason: counts ? '' : reason }, done)
        }
      />
    </>
  )
}
