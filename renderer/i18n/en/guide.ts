/** The guide from an empty map to one's own. */
export const guide = {
  'guide.title': 'Guide to a base map',
  'guide.of': '{{n}} of {{most}}',
  'guide.on': 'Next',
  'guide.back': 'Back',
  'guide.kinds': 'What works without a network',
  'guide.kindsHint':
    'Tiles (MBTiles, PMTiles, a folder of them), orthophotos and plans (GeoTIFF, overlays in a KMZ, or a picture placed by control points), drawings (KML, KMZ, GeoJSON, Shapefile), ground heights (GeoTIFF, HGT).',
  'guide.sources': 'Where to get it lawfully',
  'guide.sourcesHint':
    'Best are orthophotos that the team flew and surveys of the enterprise. Public maps: as the surveying authority publishes them, under their terms of use. Nothing classified, and nothing copied in bulk from web maps.',
  'guide.add': 'Add it',
  'guide.addHint':
    'Choose the file. It is copied into the workspace and checked with it; the original stays where it is.',
  'guide.datum': 'Say its coordinate system',
  'guide.datumHint':
    'Amap and Tencent maps are in GCJ-02, Baidu maps in BD-09, surveys and GNSS in WGS-84 or CGCS2000. In doubt choose the picture in which known sites lie where they should.',
  'guide.order': 'Set order and opacity',
  'guide.orderHint':
    'In the list of layers upper ones cover lower ones. An orthophoto that is a little clear lets the map below show through.',
}
