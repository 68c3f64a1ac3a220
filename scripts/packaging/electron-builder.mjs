/**
 * How Sortie is packed, as data: `npm run package` gives it to electron-builder, the .deb is written from it
 * (`scripts/packaging/deb.mjs`), and `tests/scripts/packaging` reads it. `${platform}` and `${arch}` are electron-builder's own.
 */

/**
 * What was built, as a set of its own: electron-builder leaves out of the archive what a resource names by the same path.
 */
const BUILT = { from: 'out', to: 'out', filter: ['node/**', 'preload/**', 'renderer/**', '!**/*.map'] }

/** What the program loads from `node_modules`, and of that nothing that only a developer needs. */
const LOADED = {
  from: 'node_modules',
  to: 'node_modules',
  filter: [
    '{better-sqlite3,node-gyp-build,serialport,debug,ms,mavlink-mappings}/**',
    '@serialport/**',
    '!mavlink-mappings/dist/{index.js,node/**}',
    '!**/*.{map,ts,cts,mts,md,c,cc,cpp,h,hpp,gyp,gypi,markdown,yml,yaml}',
    '!**/{test,tests}/**',
    '!better-sqlite3/{src,deps}/**',
    '!@serialport/bindings-cpp/{src,build,node_modules/node-addon-api}/**',
    '!**/{tsconfig*.json,CHANGELOG*,.*}',
    '!better-sqlite3/prebuilds/**',
    '!@serialport/bindings-cpp/prebuilds/**',
    'better-sqlite3/prebuilds/${platform}-${arch}.node',
    '@serialport/bindings-cpp/prebuilds/${platform}-*${arch}*/*.node',
    '!**/*.musl.node',
  ],
}

/** The kinds of files that Sortie opens, as a desktop shows them. The contract knows the same endings (`OPENED_ENDINGS`). */
const FILES = [
  { ext: 'sortie', name: 'Sortie exchange file', mimeType: 'application/x-sortie', role: 'Editor' },
  { ext: 'plan', name: 'QGroundControl plan', mimeType: 'application/x-qgroundcontrol-plan', role: 'Viewer' },
  {
    ext: 'waypoints',
    name: 'MAVLink waypoints',
    mimeType: 'application/x-mavlink-waypoints',
    role: 'Viewer',
  },
  { ext: 'kmz', name: 'KMZ mission', mimeType: 'application/vnd.google-earth.kmz', role: 'Viewer' },
]

export default {
  appId: 'org.sortie.desktop',
  productName: 'Sortie',
  copyright: 'Apache-2.0',
  directories: { output: 'out/package', buildResources: 'scripts/packaging/icons' },
  // Nothing is compiled for Electron: the native packages bring Node-API binaries.
  npmRebuild: false,
  nodeGypRebuild: false,
  buildDependenciesFromSource: false,
  // Sortie never looks for another version by itself, and none is offered to it.
  publish: null,
  asar: true,
  // The system loads natives from files of their own. mavlink-mappings is under the LGPL: who has Sortie may replace it.
  asarUnpack: ['**/*.node', 'node_modules/mavlink-mappings/**'],
  files: [
    'package.json',
    '!node_modules/**',
    { ...BUILT, filter: [...BUILT.filter, '!node/cli.mjs'] },
    LOADED,
  ],
  extraResources: [
    { from: 'LICENSE', to: 'LICENSE.txt' },
    { from: 'NOTICE', to: 'NOTICE.txt' },
    { from: 'missions/demo', to: 'missions/demo' },
    // The command line runs on a Node of its own: with these fuses the desktop's program is no Node for anybody.
    { ...BUILT, to: 'cli/out', filter: [...BUILT.filter, '!preload/**', '!node/{main,services}.mjs'] },
    { ...LOADED, to: 'cli/node_modules' },
    {
      from: 'node_modules/node-${platform}-${arch}',
      to: 'cli/node',
      filter: ['bin/node', 'bin/node.exe', 'LICENSE'],
    },
  ],
  electronLanguages: ['en-US', 'zh-CN'],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  fileAssociations: FILES,
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
    executableName: 'sortie-desktop',
    category: 'Science',
    icon: '.',
    maintainer: 'Sortie <sortie@localhost>',
    synopsis: 'Plans drone patrols over inspected enterprises',
    desktop: {
      entry: {
        Name: 'Sortie',
        'Name[zh_CN]': '空巡',
        GenericName: 'Drone patrol planner',
        'GenericName[zh_CN]': '无人机巡查规划',
        Comment: 'Plans drone patrols over inspected enterprises',
        'Comment[zh_CN]': '对被检企业的无人机巡查：规划、校验、取证、整改',
        Categories: 'Science;Geoscience;Office;',
        Keywords: 'drone;UAV;patrol;无人机;巡查;空巡;',
        StartupWMClass: 'Sortie',
      },
    },
  },
  deb: {
    packageName: 'sortie',
    packageCategory: 'science',
    priority: 'optional',
    depends: [
      'libgtk-3-0 | libgtk-3-0t64',
      'libnss3',
      'libasound2 | libasound2t64',
      'libgbm1',
      'libxss1',
      'libxtst6',
      'libatspi2.0-0 | libatspi2.0-0t64',
      'libdrm2',
      'xdg-utils',
    ],
    recommends: ['libsecret-1-0', 'fonts-noto-cjk | fonts-wqy-microhei'],
  },
  win: {
    target: [
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'portable', arch: ['x64', 'arm64'] },
    ],
    icon: 'icon.ico',
    requestedExecutionLevel: 'asInvoker',
  },
  // Silent: `Sortie-Setup.exe /S`, for all users `/S /allusers`, into a folder `/D=C:\Sortie`.
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
    multiLanguageInstaller: true,
    installerLanguages: ['zh_CN', 'en_US'],
    differentialPackage: false,
  },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    category: 'public.app-category.productivity',
    icon: 'icon.icns',
    hardenedRuntime: true,
    gatekeeperAssess: false,
  },
}
