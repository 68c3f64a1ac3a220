/**
 * `node scripts/packaging/sign.mjs FOLDER KEY.pem VERSION`: writes `sortie-update.json` of the packages in a folder, signed
 * with an Ed25519 key (`openssl genpkey -algorithm ed25519`), and prints the public key that computers pin.
 */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { SIGNED_AS, UPDATE_FILE } from '../../src/core/policy/update.ts'

const PLATFORMS = { deb: 'linux', AppImage: 'linux', exe: 'win32', dmg: 'darwin' }

/** The manifest's text. @param {{ payload: object, key: import('node:crypto').KeyObject }} of */
export function signedManifest({ payload, key }) {
  const words = JSON.stringify(payload)
  const signature = sign(null, Buffer.from(SIGNED_AS + words), key).toString('base64')
  return `${JSON.stringify({ payload: words, signature }, null, 2)}\n`
}

/** The 32 bytes of a key's public half, base64. */
export const pinned = (key) =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')

/** The packages in a folder as a manifest names them. */
export const filesIn = (folder) =>
  fs
    .readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const platform = PLATFORMS[path.extname(name).slice(1)]
      if (!platform) return []
      const bytes = fs.readFileSync(path.join(folder, name))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return [
        { name, platform, arch: /arm64|aarch64/.test(name) ? 'arm64' : 'x64', bytes: bytes.length, sha256 },
      ]
    })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, keyFile, version] = process.argv.slice(2)
  const key = createPrivateKey(fs.readFileSync(keyFile))
  fs.writeFileSync(
    path.join(folder, UPDATE_FILE),
    signedManifest({ payload: { version, files: filesIn(folder) }, key }),
  )
  process.stdout.write(`${pinned(key)}\n`)
}
