import type { HelpTexts } from './help.ts'

/** What each screen is for, what one does there, and what stays to be done. */
export const help: HelpTexts = {
  enterprises: {
    what: 'All enterprises by name, one a line.',
    deeds: ['Press one to open its page', 'Search by name, code or address', 'Press + to register one'],
    undone: 'An enterprise is not made on the map: register it, then draw its site.',
  },
  enterprise: {
    what: 'Everything about one enterprise: licences, chemicals, sites, findings, visits, duties, self-checks.',
    deeds: [
      'See which licences end and what is open',
      'Record a duty as done, or change its rule, under Duties',
      'Enter the sheet that was handed in under Self-checks',
    ],
    undone: 'What the enterprise reports itself counts as ours only once an officer takes it over.',
  },
  site: {
    what: 'The boundary of a site, its assets, and when each was last seen.',
    deeds: [
      'Drag corners on the map',
      'Add an asset and draw it',
      'Press an asset to see the pictures of it',
    ],
    undone: 'Coverage counts only what was seen sharply enough; the limit stands in the settings tables.',
  },
  missions: {
    what: 'All missions: what is to be flown and how. A flight is one time that it was.',
    deeds: [
      'Press one to open it, or right-click; its line says verdict, release, export, flights and revision',
      'Arrange them by enterprise, last flight or how far they are',
      'Press + to make one for a site, or drop a mission file to import it',
    ],
    undone: 'A mission with errors leaves only when a supervisor releases it.',
  },
  mission: {
    what: 'One mission: route, fence, aircraft, authorisation, verdict.',
    deeds: [
      'Change route, fence and no-fly zones on the map; all is judged anew at once',
      'Go through the verdict; what can be mended has a button',
      'Write all files for the sortie onto a card, or upload it over the link',
    ],
    undone: 'The pilot still checks on the spot and takes off.',
  },
  flights: {
    what: 'All flights.',
    deeds: [
      'Press one for its track and pictures',
      'Drop a card or files: they find their flight',
      'Press + to record one by hand',
    ],
    undone: 'What fits no flight by time and place is asked about, never guessed.',
  },
  flight: {
    what: 'One flight: track, pictures, clips, how it compares with the plan, and the visits it offers.',
    deeds: [
      'Step with ← and →; N for nothing amiss, U for cannot tell, F for a finding',
      'Confirm the air visits of enterprises that were seen',
      'Set clocks right, draw masks',
    ],
    undone: 'A visit that was confirmed is still completed on its sheet, and approved.',
  },
  footage: {
    what: 'One picture or clip: its time, its place, and what was found in it.',
    deeds: [
      'R marks a spot (arrows, Shift+arrows, Enter), F notes a finding there',
      'Number keys take usual titles, Ctrl+Enter saves and goes on',
      'See when and where it was taken, and how that is known',
    ],
    undone: 'Places have an error: check the asset that is offered.',
  },
  findings: {
    what: 'All findings, what is due first before.',
    deeds: ['Filter by state, level, enterprise', 'Press one to open it', 'Press + to enter a sighting'],
    undone: 'What the enterprise owes and what we owe are counted apart.',
  },
  finding: {
    what: 'One finding: evidence, state, deadlines, and who took each step.',
    deeds: [
      'Confirm, order, re-check, close: the next step follows from the state',
      'Add what was seen from the air or on site',
      'Name the agency in charge, or hand it over',
    ],
    undone: 'Who recorded the report does not close it; a sighting from the air alone goes into no order.',
  },
  sightingForm: {
    what: 'A sighting: a new finding, or a re-check of one.',
    deeds: [
      'Point at its place on the map or in a picture',
      'Say site or air, title, level',
      'Add it to a finding nearby where it is the same',
    ],
    undone: 'It is then to be verified by an officer.',
  },
  campaigns: {
    what: 'Campaigns, checklists, and random draws.',
    deeds: [
      'Press a campaign for its board',
      'Press + for a new one',
      'Edit the checklist or make a draw below',
    ],
    undone: 'Without an approval it says so until there is one.',
  },
  campaign: {
    what: 'The board: enterprises by rounds, each cell says how far that round is there.',
    deeds: [
      'Move with arrow keys, Enter opens or plans a visit',
      'Approve and copy rounds on the right',
      'Limit, risk and coverage say whom to see first',
    ],
    undone: 'A copied round brings no approval, notice, number or answer.',
  },
  campaignForm: {
    what: 'A campaign: organiser, basis, time, agencies, enterprises, rounds.',
    deeds: [
      'Take enterprises from a draw, or add them',
      'Choose missions, agencies and checklist of each round',
      'Save; until then it is kept as a draft',
    ],
    undone: 'Approval is given on the campaign itself, and not renewed by itself.',
  },
  visit: {
    what: 'The sheet of a visit: its items and answers, those of the last time in grey beside.',
    deeds: [
      'Answer each; press “as last time” where it is',
      'Enter two officers, notice, signature or refusal',
      'Bring in pictures from the site and choose the asset',
    ],
    undone: 'Last time’s answers are saved only once confirmed; without approval papers say so.',
  },
  checklist: {
    what: 'A checklist: words, basis, air or site, verdict or figures of each item.',
    deeds: [
      'Change or add items',
      'Say whether a basis is a draft, and published',
      'Save it as a new version',
    ],
    undone: 'Versions in use stay: earlier visits go on showing theirs.',
  },
  week: {
    what: 'This week: all that is due or over, what is due first before.',
    deeds: [
      'Press a line to go there',
      'See the days left, or over',
      'The escalation table says whom to tell',
    ],
    undone: 'Nothing is settled here; a year without holidays is shown as not verified.',
  },
  orders: {
    what: 'All orders.',
    deeds: ['Press one to open it', 'Show only those that are open', 'What is not served says so'],
    undone: 'Orders are made of findings: confirm those first.',
  },
  order: {
    what: 'One order: its findings, terms, service, extensions, re-checks.',
    deeds: [
      'Issue it and record its service',
      'Record what is reported put right, then re-check',
      'Extensions need a reason and a supervisor',
    ],
    undone: 'No term runs before service; an order closes with its last finding.',
  },
  orderComposer: {
    what: 'Findings of one enterprise in one order.',
    deeds: [
      'Choose findings; say what is asked and what closes each',
      'Choose the term: the day on which it ends is shown',
      'Choose an agency whose basis covers all of them',
    ],
    undone: 'A supervisor issues the draft; what is not yours is handed over.',
  },
  statistics: {
    what: 'Numbers, each with its formula, its counts and the list behind it.',
    deeds: ['Choose time and scope', 'Press a number for its list', 'See the formula and both counts'],
    undone: '0 of 0 is “-”; self-reports that nobody took over are not counted.',
  },
  draw: {
    what: 'A random draw: the list is settled first, then a seed draws, and anyone can do it again.',
    deeds: [
      'Enter dice as the seed, or let this computer make one',
      'Save the record',
      'Draw again with a reason where something was wrong',
    ],
    undone: 'A redraw never removes the first: both are in the record.',
  },
  drawForm: {
    what: 'Who may be drawn: enterprises, strata, inspectors, and who is left out.',
    deeds: [
      'Leave out one by one, each with its reason',
      'Make strata where each is to be drawn from',
      'Add inspectors; leave out who has to be, with the reason',
    ],
    undone: 'Once settled it stays: only a redraw with a reason follows.',
  },
  settings: {
    what: 'Settings: language, people, tables, layers, the workspace, stations, the journal.',
    deeds: [
      'Add colleagues with role and passphrase under People',
      'Set text size, and buttons for fingers or a mouse; open the tables',
      'See who did what under Journal, by person, thing and day',
    ],
    undone: 'Signing in encrypts no disk: use an encrypted one where needed.',
  },
  setting: {
    what: 'The tables by which the workspace reckons: deadlines, holidays, agencies, escalation.',
    deeds: [
      'Change, add and remove rows in place',
      'Name the source, and mark what is not verified',
      'Save; undo takes it back',
    ],
    undone: 'Orders that are out stay as they are; only supervisors change tables.',
  },
  layer: {
    what: 'A layer of the map.',
    deeds: [
      'Bring in a GeoTIFF, a picture with its world file, a KMZ or a folder of tiles: it lies where it says',
      'Say which datum tiles are in (WGS-84, GCJ-02, BD-09), and they lie where they belong',
      'Set opacity, order, and hill-shade and contours; drag the corners of a picture to fit',
    ],
    undone: 'Layers are background: missions do not carry them.',
  },
  waiting: {
    what: 'Two stations changed the same, and wait for you.',
    deeds: ['Compare the versions side by side', 'Choose which holds, member by member', 'Confirm'],
    undone: 'Until then it cannot be edited; no version is lost.',
  },
}
