/** A file's name without its extension, of letters, figures and plain marks only, that every system takes. */
export function safeStem(fileName: string): string {
  const stem = fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N} ._()+-]/gu, '_')
    .replace(/^[. -]+|[. ]+$/g, '')
    .slice(0, 80)
  return stem === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `file_${stem}` : stem
}
