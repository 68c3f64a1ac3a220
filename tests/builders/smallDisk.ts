import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A small disk of its own in a file, seen at `dir`, to which everything may happen that happens to disks. */
export type SmallDisk = {
  readonly dir: string
  /** Takes all room but so many bytes. */
  fill(leftBytes: number): void
  makeRoom(): void
  /** What stands at `dir` is gone at once for whoever looks for it by name, and `plugIn` brings it back. */
  pull(): void
  plugIn(): void
  /** The system finds a fault on it and lets nobody write any more (a common setting of servers and laptops). */
  protect(): void
  /** It answers nothing any more: whatever is asked of it ends in EIO. */
  die(): void
  /** It answers nothing for a while, and then goes on: a slow stick, a share over a bad line. */
  standStill(ms: number): Promise<void>
  /** Repairs what `protect` and `die` did, once nobody has a file of it open. */
  mend(): void
  /** Takes it away, in whatever state it is. */
  release(): void
}

const SIZE_BYTES = 32 * 1024 * 1024
const CHUNK = Buffer.alloc(64 * 1024, 1)
/** `EXT4_IOC_SHUTDOWN`, and that nothing is written any more before it. */
const SHUT_DOWN = 'open(F,"<",$ARGV[0]) or die $!; $how=pack("L",2); ioctl(F,0x8004587d,$how) or die $!'

function system(command: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  // e2fsck says 1 of what it has put right.
  if (status === 0 || (command === 'e2fsck' && status === 1)) return stdout.trim()
  throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`)
}

/** Makes a disk in the folder `base`. @throws where this machine does not let us (not Linux, not root, no loop devices). */
export function openDisk(base: string): SmallDisk {
  const image = path.join(base, 'image')
  const medium = path.join(base, 'medium')
  const dir = path.join(base, 'disk')
  fs.mkdirSync(medium, { recursive: true })
  fs.mkdirSync(dir)
  fs.writeFileSync(image, '')
  fs.truncateSync(image, SIZE_BYTES)
  system('mkfs.ext4', '-q', '-F', '-m', '0', image)
  let isIn = false
  const plugIn = () => {
    if (!isIn) system('mount', '--bind', medium, dir)
    isIn = true
  }
  const pull = () => {
    if (isIn) system('umount', '-l', dir)
    isIn = false
  }
  const mount = () => {
    system('mount', '-o', 'loop,errors=remount-ro', image, medium)
    plugIn()
  }
  const unmount = () => {
    pull()
    system('umount', medium)
  }
  try {
    mount()
  } catch (error) {
    fs.rmSync(base, { recursive: true, force: true })
    throw error
  }
  const ballast = path.join(medium, 'ballast')
  return {
    dir,
    fill(leftBytes) {
      const file = fs.openSync(ballast, 'w')
      try {
        for (;;) fs.writeSync(file, CHUNK)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
      fs.ftruncateSync(file, Math.max(0, fs.fstatSync(file).size - leftBytes))
      fs.closeSync(file)
    },
    makeRoom: () => fs.rmSync(ballast, { force: true }),
    pull,
    plugIn,
    protect() {
      const device = path.basename(system('findmnt', '-no', 'SOURCE', medium))
      fs.writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, '1')
    },
    die: () => void system('perl', '-e', SHUT_DOWN, medium),
    async standStill(ms) {
      system('fsfreeze', '-f', medium)
      try {
        await new Promise((resolve) => setTimeout(resolve, ms))
      } finally {
        system('fsfreeze', '-u', medium)
      }
    },
    mend() {
      unmount()
      system('e2fsck', '-f', '-y', image)
      mount()
    },
    release() {
      pull()
      system('umount', '-l', medium)
      fs.rmSync(base, { recursive: true, force: true })
    },
  }
}

/** Whether this machine lets us make such a disk. */
export function canMakeDisks(): boolean {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-disk-'))
  try {
    const disk = openDisk(base)
    disk.die()
    disk.release()
    return true
  } catch {
    return false
  }
}
