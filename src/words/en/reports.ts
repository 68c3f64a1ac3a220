import type { NotAlignedCode } from '../../core/finding/align/judge.ts'
import type { Departure } from '../../core/flight/kept.ts'
import type { ReportNoteCode, ShownCode } from '../../core/papers/reports/codes.ts'
import type { TimelineEvent } from '../../core/papers/reports/timeline.ts'

/** What reports on paper say of flights and pictures, and what is said where one is made; `shown`: why a picture is not shown. */
export const reports = {
  'departed.unconfirmed': 'Took off {{by}} before its report was confirmed ({{limit}})',
  'departed.unconfirmedNever': 'Took off, and its report was never confirmed',
  'departed.unreported': 'Took off without a report before take-off',
  'departed.unfiled': 'Took off on a day that was not filed, or before the answer',
  'departed.outsideWindow': 'Outside the approved window: {{by}} beyond {{limit}}',
  'departed.outsideHours': 'Outside the daily hours of the approval: {{by}}',
  'departed.outsideArea': 'Outside the approved area: up to {{by}}',
  'departed.tooHigh': 'Higher over the ground than approved: {{by}} above {{limit}}',
  'departed.tooHighOverSea': 'Higher over the sea than approved: {{by}} above {{limit}}',
  'laid.align_plain': 'there is too little to recognise, as in the dark, in fog or on a plain surface.',
  'laid.align_few':
    'only {{inliers}} of {{matches}} {{matches|match|matches}} agree, no more than by chance; these may be two places.',
  'laid.align_share': 'only {{inliers}} of {{matches}} {{matches|match|matches}} agree, too small a share.',
  'laid.align_spread':
    'the {{inliers}} {{inliers|match that agrees lies|matches that agree lie}} in a corner or along the edge, perhaps figures burnt in, and do not speak for the rest.',
  'laid.align_residual': 'what agrees is still too far apart: it is not one flat place seen twice.',
  'laid.align_shape': 'the result makes no sense: turned over, or stretched too far.',
  'shown.gone': 'The original is not in the vault: no picture',
  'shown.changed': 'The original is not what was recorded of it: no picture',
  'shown.kind': 'Pictures of this kind cannot be shown on paper',
  'shown.tooLarge': 'The file is too large to be shown',
  'shown.noSmall': 'There is no small picture of this clip yet',
  'shown.maskedClip': 'The clip has masks: no picture',
  'shown.masksNotHere': 'Its masks are with another station and not here yet: no picture',
  'shown.notHere': 'The picture is with another station and not here yet',
  'shown.noPicture': 'There is no picture of this sighting',
  'shown.moment': 'No frame was kept of this moment of the clip',
  'note.picture_gone':
    '{{count}} {{count|original is|originals are}} not in the vault: the report says so in place of the picture ({{file}}).',
  'note.picture_changed':
    '{{count}} {{count|original is|originals are}} not what was recorded: the report says so in place of the picture ({{file}}).',
  'note.picture_kind':
    '{{count}} {{count|picture is|pictures are}} not shown: of a kind that is not read, too large, or a clip without a small picture ({{file}}).',
  'note.picture_masked':
    '{{count}} {{count|picture is|pictures are}} not shown because of {{count|its|their}} masks ({{file}}).',
  'note.no_printer':
    'There is no Chromium on this computer to print with, so this is the page itself: open it in a browser and print it from there.',
  'note.report_no_track': 'The flight has no track: the report has nothing to compare with the plan.',
  'timeline.visit': 'Visit: {{visitKind}} ({{mode}})',
  'timeline.flight': 'Flight: {{pilot}}',
  'timeline.opened': 'Finding: {{title}}',
  'timeline.step': '{{title}}: {{state}}',
  'timeline.issued': 'Order issued: {{no}}',
  'timeline.served': 'Order served: {{no}}',
  'timeline.extended': 'Extended to {{to}}: {{no}}',
  'timeline.selfCheck': 'Self-check: {{by}}',
  'timeline.paperMade': 'Made: {{paperKind}} {{no}}',
  'timeline.paperSigned': 'Signed: {{paperKind}} {{no}}',
} as const satisfies Record<
  | `departed.${Departure['code']}`
  | 'departed.unconfirmedNever'
  | `laid.${NotAlignedCode}`
  | `shown.${ShownCode}`
  | `note.${ReportNoteCode}`
  | `timeline.${TimelineEvent['kind']}`,
  string
>
