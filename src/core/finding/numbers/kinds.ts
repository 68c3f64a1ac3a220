/**
 * The kinds of papers that have numbers of their own (文书种类): approval of an inspection, its notice, its record, the order to
 * put right, the opinion after the re-check, the list of electronic data, the self-check sheet, the summary of a campaign,
 * the application to fly, the receipt of service, the letter to another agency, the extension of a deadline, the reminder to
 * whoever is late, the list of pictures.
 */
export const PAPER_KINDS = [
  'approval',
  'notice',
  'record',
  'order',
  'recheck',
  'dataList',
  'selfCheck',
  'summary',
  'application',
  'receipt',
  'transfer',
  'extension',
  'supervision',
  'photos',
] as const
export type PaperKind = (typeof PAPER_KINDS)[number]
