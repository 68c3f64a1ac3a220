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
}
