import type { BagState } from '../../core/footage/bag/evidenceBag.ts'
import type { PaperKind } from '../../core/finding/numbers/kinds.ts'
import type { PaperState } from '../../core/papers/paper.ts'
import type { PaperNoteCode } from '../../core/papers/noteCodes.ts'

/** Notes of forms and tables of documents that come in. */
export const papers = {
  'note.form_unknown': 'It is no self-check form: the row with the heads of item and result is missing.',
  'note.form_missing': '“{{what}}” is not filled in.',
  'note.form_too_long': '“{{what}}” is too long: at most {{most}} {{most|character|characters}}.',
  'note.form_day_to_come': '{{day}} is yet to come.',
  'note.form_outside_period':
    'It was checked on {{day}}, outside of the period that the form was handed out for ({{from}} to {{to}}).',
  'note.form_many_items': 'The form holds more items than {{most}}: hand it in as several.',
  'note.form_nothing_checked': 'Nothing was checked: no item has a result.',
  'note.form_what_missing': 'A result without an item: say what was looked at.',
  'note.form_result_unknown': '“{{text}}” is no result; choose one of: {{list}}.',
  'note.form_result_missing': 'Something was written down, and no result was chosen.',
  'note.form_words_missing': 'It does not say what was found.',
  'note.form_enterprise_unknown': 'No enterprise here has the credit code {{code}}.',
  'note.form_enterprise_twice': 'Several enterprises here have the credit code {{code}}: correct that first.',
  'note.form_other_enterprise': 'The form is of another enterprise: {{name}}.',
  'note.form_same_day': 'A self-check of this enterprise of {{day}} is here already.',
  'note.take_no_head':
    'No row has the heads that are needed ({{en}} / {{zh}}): the first row names the columns, as a register that was exported does.',
  'note.take_no_rows': 'Nothing stands below the heads.',
  'note.take_many':
    'It has {{found}} {{found|row|rows}}, more than the {{most}} that can be taken in at once. Part it into several files.',
  'note.take_column_twice': 'Another column has the same head: {{text}}',
  'note.take_columns_left': 'Columns that nothing is taken of: {{list}}',
  'note.take_merged': 'Cells are merged ({{cells}}): take them apart and fill in each.',
  'note.take_missing': '“{{en}}” ({{zh}}) is not filled in.',
  'note.take_long': 'Too long: at most {{most}} {{most|character|characters}}.',
  'note.take_fault': 'The spreadsheet could not reckon it: {{text}}',
  'note.take_figure': 'Not a figure from {{least}} to {{most}}: {{text}}',
  'note.take_credit_code':
    'Not a unified social credit code (18 characters, the last one checks the others): {{text}}',
  'note.take_ground_half': 'Lowest and highest ground go together: one of them is missing.',
  'note.take_ground_order': 'The lowest ground is above the highest.',
  'note.take_areas':
    'It draws {{count}} {{count|area|areas}}: a site has one boundary. Make each a feature of its own.',
  'note.take_hole': '{{count}} {{count|hole is|holes are}} left out: a boundary has none.',
  'note.take_boundary': 'Not an outline as POLYGON((longitude latitude, …)): {{text}}',
  'note.take_no_boundary':
    'A new site needs a boundary: take it in from GeoJSON or KML, or add a column “Boundary” with POLYGON((longitude latitude, …)).',
  'note.take_role': '“{{text}}” is no role; one or several of: {{en}} ({{zh}}).',
  'note.take_role_reader': 'Whoever reads does nothing else: take the other roles away, or this one.',
  'note.take_twice': 'It is the same as row {{row}}: leave one of them.',
  'note.take_several_here': 'Several here are called {{name}}: correct that first.',
  'note.take_same_name': 'Another one here is called {{name}}: this becomes a second one.',
  'note.take_same_person': 'Another row is about the same person, {{name}}: leave one of them.',
  'note.take_enterprise_unknown': 'No enterprise here is called {{name}}: take it in first.',
  'note.take_unfit': '{{path}}: {{problem}}',
  'note.cell_scientific':
    'A spreadsheet took the code for a number and lost its last digits: format the column as text and enter it anew.',
  'note.cell_not_day': 'Not a day: {{text}}',
  'note.template_not_docx': 'It is no Word document (.docx).',
  'note.template_macro': 'It holds macros and is refused{{where}}: save it as a .docx without them.',
  'note.template_embedded':
    'It holds an object of another program and is refused{{where}}: make it text or a picture.',
  'note.template_field': 'It holds a field that fetches from outside, {{field}}, and is refused{{where}}.',
  'note.template_external':
    'It links to “{{target}}” outside of it and is refused{{where}}: take the link away, or put the picture in.',
  'note.template_attached': 'Its link to another template file was taken away{{where}}.',
  'note.template_xml': 'A part of it is damaged and cannot be read{{where}}.',
  'note.template_wide':
    'Braces or signs of full width are no tag: “{{text}}”{{where}}. Type them in half width.',
  'note.template_unopened': 'A closing brace has no opening one: “{{tag}}”{{where}}.',
  'note.template_unclosed': 'An opening brace is not closed: “{{tag}}”{{where}}.',
  'note.template_doubled': 'Braces are written once: “{{tag}}”{{where}}.',
  'note.template_loop_unopened': 'A list is ended that was not begun: “{{tag}}”{{where}}.',
  'note.template_loop_unclosed': 'A list is begun and not ended: “{{tag}}”{{where}}.',
  'note.template_loop_crossed':
    'The beginning and the end of a list do not belong together: “{{tag}}”{{where}}.',
  'note.template_loop_place':
    'A list has to begin and end in the same paragraph, cell or row: “{{tag}}”{{where}}.',
  'note.template_unfit': 'Something is wrong with a tag: “{{tag}}”{{where}}.',
  'note.template_unknown': 'Nothing is called “{{tag}}”{{where}}.',
  'note.template_filter': 'There is no form called “{{filter}}”{{where}}.',
  'note.template_picture':
    '“{{tag}}” is a picture{{where}}: put a picture in its place and the tag into its alt text.',
  'note.template_no_picture': 'The alt text “{{tag}}” of a picture names no picture{{where}}.',
  'note.template_list': '“{{tag}}” has several parts{{where}}: write it as a list, or name one of them.',
  'bagState.made': 'not handed over',
  'bagState.handedOver': 'handed over',
  'bagState.withdrawn': 'withdrawn',
  'paperState.draft': 'draft',
  'paperState.signed': 'signed',
  'paperState.served': 'served',
  'paperState.void': 'void',
  'paperKind.approval': 'Approval of an inspection',
  'paperKind.notice': 'Notice of an inspection',
  'paperKind.record': 'Record of an inspection',
  'paperKind.order': 'Rectification order',
  'paperKind.recheck': 'Re-check opinion',
  'paperKind.dataList': 'List of electronic data',
  'paperKind.selfCheck': 'Self-check sheet',
  'paperKind.summary': 'Campaign summary',
  'paperKind.application': 'Application to fly',
  'paperKind.receipt': 'Receipt of service',
  'paperKind.transfer': 'Letter to another agency',
  'paperKind.extension': 'Extension of a deadline',
  'paperKind.supervision': 'Reminder to whoever is late',
  'paperKind.photos': 'List of pictures',
} satisfies Record<
  `note.${PaperNoteCode}` | `paperKind.${PaperKind}` | `paperState.${PaperState}` | `bagState.${BagState}`,
  string
>
