/** The first start and the banners. */
export const start = {
  'start.welcome': 'Welcome to Sortie',
  'start.words':
    "Plan a patrol over an enterprise's site, see at once what is unsafe, take it to the ground station, and follow what was found until it is put right.",
  'start.demo': 'Open the demo workspace',
  'start.demoHint': 'The demo has seven invented enterprises. Your own workspace stays empty and apart.',
  'start.makingDemo': 'Making the demo…',
  'start.first': 'Start with your first enterprise',
  'start.receive': 'Receive from another laptop',
  'start.demoBanner': 'Demo workspace: every enterprise and place in it is invented.',
  'start.own': 'Back to my workspace',
  'start.problem': 'The workspace cannot be opened',
  'start.readOnly':
    'Read-only: the medium is write-protected. Everything can be looked at and verified; copy the folder to a disk to change it.',
  'start.clockBehind':
    'This computer’s clock is behind: the newest entry of the journal was made at {{newest}}. Set the clock right before you go on; deadlines and the order of what was done go by it.',
  'start.moreUnreadable': 'Further records that cannot be read: {{n}}. A verification names all of them.',
  'start.untouched': 'Nothing was written to it.',
  'start.again': 'Try again',
}
