/** What the tables of the settings say. */
export const tables = {
  'settings.tables': 'Tables',
  'settings.addRow': 'Add a row',
  'settings.removeRow': 'Remove row {{n}}',
  'settings.unfit': 'Cannot be saved yet: {{problem}}.',
  'settings.isDefault': 'As delivered.',
  'settings.isDraftSource': 'Draft (not verified)',
  'edit.setting': 'Edit settings table',
  'settingHint.holidays':
    'As the yearly notice of the State Council’s office says. Deadlines in working days are counted by it; a year without data is shown as not verified.',
  'settingHint.deadlinesByLevel':
    'What an order proposes for putting right and for our re-check, counted from the day after. Each order may say otherwise.',
  'settingHint.escalation':
    'Whom “This week” names when something is so many days over. Of a level, the row with the most days reached holds.',
  'settingHint.agencies':
    'The agency in charge of a finding is chosen from here. Only one that may inspect and has a basis can give an order.',
  'settingHint.visitRules':
    'The limit is what the local authority has published; leave it out where it has not. It reminds, and stops no visit.',
  'settingHint.airIsLead':
    'While on, a finding seen from the air alone has to be seen on site before it goes into an order.',
  'settingHint.seenResolution':
    'In coverage, ground of which a pixel shows more than this does not count as seen.',
  'settingHint.idleLock':
    'The window is hidden after this time without a hand on it; ingest, upload and link go on.',
  'holidays.year': 'Year',
  'holidays.source': 'Notice',
  'holidays.off': 'Days off',
  'holidays.work': 'Weekend days worked',
  'holidays.add': 'Add {{year}}',
  'holidays.noDay': '“{{piece}}” is no day: write 1/1 or 1/1~1/3',
  'deadlines.enterprise': 'Enterprise',
  'deadlines.recheck': 'Our re-check',
  'deadlines.counts': 'Counted in',
  'deadlines.natural': 'Natural days',
  'deadlines.working': 'Working days',
  'escalation.days': 'Days over',
  'escalation.whom': 'Tell',
  'agencies.name': 'Name (Chinese, English)',
  'agencies.basis': 'Basis for inspecting',
  'agencies.may': 'Powers',
  'agencies.canInspect': 'May inspect and order',
  'agencies.coversN': 'Covers matters of others ({{n}})',
  'visitRules.hasCap': 'A yearly limit has been published here',
  'visitRules.perYear': 'Inspections of an enterprise a year, at most',
  'visitRules.mergeDays': 'Propose to merge visits planned within so many days',
  'airIsLead.isOn': 'A sighting from the air alone is a lead',
  'airIsLead.reason': 'Reason',
  'seenResolution.cm': 'At most so many cm a pixel',
  'idleLock.isOn': 'Lock when nobody is at the window',
  'idleLock.minutes': 'After so many minutes',
}
