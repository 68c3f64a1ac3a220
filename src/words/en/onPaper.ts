import type { Verdict } from '../../core/campaign/answer.ts'
import type { Finding } from '../../core/finding/finding.ts'
import type { Criterion } from '../../core/finding/order/order.ts'
import type { Footage } from '../../core/footage/footage.ts'

type Result = NonNullable<Finding['rechecks']>[number]['result']
type Transfer = NonNullable<Finding['transfers']>[number]['how']

/** What papers say of answers, results and files, and the window of the same. */
export const onPaper = {
  'answer.fit': 'Satisfied',
  'answer.unfit': 'Not satisfied',
  'answer.notApplicable': 'Not applicable',
  'answer.unchecked': 'Not checked',
  'proofBy.air': 'Seen from the air',
  'proofBy.site': 'Seen on site',
  'proofBy.document': 'A document',
  'recheck.corrected': 'Put right',
  'recheck.partly': 'Partly put right',
  'recheck.not': 'Not put right',
  'recheck.unseen': 'Could not be seen',
  'transfer.referred': 'Referred',
  'transfer.copied': 'Copied for information',
  'footageKind.photo': 'photo',
  'footageKind.clip': 'clip',
  'footageKind.log': 'log',
  'footageKind.document': 'document',
  'onPaper.round': 'Round {{no}}',
  'onPaper.unpublished': ' (not published)',
  'onPaper.capUnknown': 'No. {{n}} this year (no local cap entered)',
  'onPaper.cap': '{{n}} of at most {{most}} this year',
  'onPaper.inTime': 'put right in time',
  'onPaper.outOfUse': 'put out of use and right',
  'onPaper.untilDay': 'until {{day}}',
  'onPaper.fromService': '{{days}} from service',
  'onPaper.workingDays': '{{n}} {{n|working day|working days}}',
  'onPaper.naturalDays': '{{n}} {{n|day|days}}',
  'onPaper.seenOnSite': 'on site',
  'onPaper.seenFromAir': 'from the air (a lead, to be verified on site)',
  'onPaper.criterion': '{{proof}}: {{words}}',
  'onPaper.masked': ' (has masks, picture not shown)',
  'onPaper.noPicture': ' (a format that no paper can show)',
  'onPaper.tooLarge': ' (too large to be shown)',
  'onPaper.noPlace': 'no place known',
} satisfies Record<
  | `answer.${Verdict}`
  | `recheck.${Result}`
  | `proofBy.${Criterion['proof']}`
  | `transfer.${Transfer}`
  | `footageKind.${Footage['kind']}`,
  string
> &
  Record<`onPaper.${string}`, string>
