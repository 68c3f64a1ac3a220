/** Words of pictures: opened outside, frames kept, masks and copies. */
export const footage = {
  'footage.openOutside': 'Open in the system’s program',
  'footage.fetchFile': 'Save the file',
  'footage.opening': 'Making a copy…',
  'footage.outsideHint':
    'A read-only copy is opened; the original is not touched. The copy is removed when Sortie is closed.',
  'footage.cannotPlay':
    'This window cannot play {{codec}}. The clip is kept; its place and times hold as ever.',
  'footage.cannotShow':
    'This window cannot show pictures of this kind. The photo is kept; its place and time hold as ever.',
  'footage.cannotPlayStream':
    'This window cannot play transport streams (.ts). The clip is kept; its place and times hold as ever.',
  'footage.cannotPlayUnknown':
    'This window cannot play the way this clip is coded. The clip is kept; its place and times hold as ever.',
  'footage.codec': 'Coded as',
  'footage.security': 'Security marking',
  'footage.saveH264': 'Where the aircraft offers it, record in H.264, or bring the small LRF copies along.',
  'footage.keepFrame': 'Keep this frame',
  'footage.keepFrameHint':
    'Keeps the frame shown, whole, as a picture with its moment and the clip’s hash (K)',
  'edit.keepFrame': 'Keep a frame',
  'footage.frames': 'Frames kept',
  'footage.derivedFrom': 'A frame of a clip',
  'footage.parent': 'Clip',
  'footage.moment': 'Moment',
  'footage.parentSha': 'SHA-256 of the clip',
  'footage.recipe': 'Made by',
  'footage.keptBy': 'Kept by',
  'footage.showParent': 'Show it in the clip',
  'edit.setMasks': 'Set masks',
  'mask.title': 'Masks',
  'mask.draw': 'Masks',
  'mask.drawHint':
    'Cover what must not leave: beyond the site, people, vehicles, plates. Hold Shift to see the picture without marks. (M)',
  'mask.photoHint':
    'Drag a box over what must be covered. Copies that leave show it solid; the original stays as it is. Arrow keys move a mask, with Shift its corner, Delete removes it.',
  'mask.clipHint':
    'Drag a box over what must be covered, go to another moment and move it there: that is a key frame, and the mask goes straight from one to the next. Copies show it solid; the original stays as it is.',
  'mask.next': 'The next one covers',
  'mask.add': 'Add a mask',
  'mask.n': 'Mask {{n}}',
  'mask.remove': 'Remove mask {{n}}',
  'mask.handle': 'Mask {{n}}: {{reason}}',
  'mask.outside': 'Beyond the site',
  'mask.person': 'A person',
  'mask.vehicle': 'A vehicle',
  'mask.plate': 'A number plate',
  'mask.other': 'Something else',
  'mask.beginning': 'the beginning',
  'mask.end': 'the end',
  'mask.span': 'Covers from {{from}} to {{to}}',
  'mask.fromHere': 'Begins here',
  'mask.toHere': 'Ends here',
  'mask.whole': 'Whole clip',
  'mask.keys': 'Key frames',
  'mask.removeKey': 'Remove this key frame',
  'mask.moment': 'Moment: {{s}} s',
  'pictures.export': 'Export pictures',
  'pictures.hint': 'The originals, with a list of time, place and hashes.',
  'pictures.hintMasked':
    'What has masks leaves as a copy with the masks solid, at full size; metadata and sound stay behind, time, place, hashes and how it was made are in the list.',
  'pictures.unmasked': 'Export without the masks',
  'pictures.reason': 'Why without',
  'pictures.reasonMissing': 'Say why: it is kept in the journal.',
  'pictures.progress': 'Preparing {{file}}',
  'pictures.run': 'Export {{n}}',
  'pictures.done': 'Exported: {{n}}.',
  'copy.not_shown': 'this window cannot show the picture, so no masked copy can be made; it stays.',
  'copy.not_decoded':
    'this window cannot decode {{codec}}, so no masked copy can be made; export photos or frames instead.',
  'copy.not_encoded': 'this window has no encoder for clips of this size; export photos or frames instead.',
  'mask.beyond': 'Cover what is beyond the sites (by the picture’s position; set it right by hand)',
}
