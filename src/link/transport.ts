import dns from 'node:dns/promises'
import dgram from 'node:dgram'
import net from 'node:net'
import { fail, ok, type Result } from '../core/units/result.ts'

/** Hears of bytes; `peer` says who sent them where several can, and is '' where only one can. */
export type Heard = (bytes: Uint8Array, peer: string) => void

/** A way to and from a vehicle: bytes, no more. */
export type Transport = {
  send(bytes: Uint8Array): void
  /**
   * Hears of bytes; of the end, with its reason, when the other side or the network ends it. Neither is told of
   * anything once `close` was called.
   */
  listen(heard: Heard, ended: (reason: string) => void): void
  /** From now on only this peer is heard and spoken to. */
  keepTo(peer: string): void
  /** What was sent before still leaves. Fulfilled when the socket or port is gone. */
  close(): Promise<void>
}

export type LinkAddress =
  | { kind: 'udp' | 'udpin' | 'tcp'; host: string; port: number }
  | { kind: 'serial'; device: string; baud: number }

/**
 * `udp:HOST:PORT` sends there, `udpin:HOST:PORT` waits there for a vehicle that sends by itself, `tcp:HOST:PORT`
 * connects, `serial:DEVICE:BAUD` opens a port.
 */
export function parseLink(text: string): Result<LinkAddress> {
  const wrong = fail('bad_link', { link: text.slice(0, 100) })
  const [kind = '', ...rest] = text.split(':')
  const last = rest.pop() ?? ''
  const number = /^\d+$/.test(last) ? Number(last) : Number.NaN
  const where = rest.join(':')
  if (!where || !(number > 0)) return wrong
  if (kind === 'serial') return ok({ kind, device: where, baud: number })
  if ((kind === 'udp' || kind === 'udpin' || kind === 'tcp') && number <= 65_535)
    return ok({ kind, host: where.replace(/^\[|\]$/g, ''), port: number })
  return wrong
}

/** Opens a link; an address that cannot be opened is a failure with the system's word for it. */
export async function openTransport(address: LinkAddress): Promise<Result<Transport>> {
  try {
    if (address.kind === 'tcp') return ok(await openTcp(address.host, address.port))
    if (address.kind === 'serial') return ok(await openSerial(address.device, address.baud))
    return ok(await openUdp(address.host, address.port, address.kind === 'udpin'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return fail('link_not_opened', { link: linkText(address), problem: code ?? message })
  }
}

const linkText = (address: LinkAddress): string =>
  address.kind === 'serial'
    ? `serial:${address.device}:${address.baud}`
    : `${address.kind}:${address.host}:${address.port}`

/** Who listens to a transport: nobody before `listen`, and nobody any more once it is deaf. */
function ears() {
  let heard: Heard | null = null
  let ended: ((reason: string) => void) | null = null
  return {
    listen(bytes: Heard, end: (reason: string) => void) {
      heard = bytes
      ended = end
    },
    hear: (bytes: Uint8Array, peer = '') => heard?.(bytes, peer),
    end: (reason: string) => ended?.(reason),
    deafen() {
      heard = null
      ended = null
    },
  }
}

/** An address that stands for every one of this machine is spoken to as this machine. */
const SPOKEN_TO: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

const peerOf = ({ address, port }: { address: string; port: number }): string => `${address} ${port}`

/**
 * Who sends hears the one address that it speaks to: anybody else on the network is not part of the conversation. Who
 * waits hears all that come until it keeps to one, and answers to whoever spoke last.
 */
async function openUdp(host: string, port: number, isWaiting: boolean): Promise<Transport> {
  const name = isWaiting ? host : (SPOKEN_TO[host] ?? host)
  const { address, family } = await dns.lookup(name, { order: 'ipv4first' })
  const socket = dgram.createSocket(family === 6 ? 'udp6' : 'udp4')
  await new Promise<void>((done, failed) => {
    socket.once('error', (error) => {
      socket.close()
      failed(error)
    })
    const bound = () => {
      socket.removeAllListeners('error')
      done()
    }
    if (isWaiting) socket.bind(port, address, bound)
    else socket.bind(0, bound)
  })
  const ear = ears()
  // A number may be written in several ways: this is the one in which a sender's is told.
  const asTold = new net.SocketAddress({ address, port, family: family === 6 ? 'ipv6' : 'ipv4' }).address
  let to: { address: string; port: number } | null = isWaiting ? null : { address: asTold, port }
  let only: string | null = to && peerOf(to)
  // A packet leaves only once its address is looked up, in a later turn even for a number: closing waits for it.
  let leaving = 0
  let closing: Promise<void> | null = null
  const closeWhenLeft = () => {
    if (closing && leaving === 0) socket.close()
  }
  socket.on('message', (bytes, from) => {
    const peer = peerOf(from)
    if (only !== null && peer !== only) return
    to = from
    ear.hear(bytes, peer)
  })
  socket.on('error', (error) => ear.end(error.message))
  return {
    send(bytes) {
      if (!to || closing) return
      leaving += 1
      socket.send(bytes, to.port, to.address, () => {
        leaving -= 1
        closeWhenLeft()
      })
    },
    listen: ear.listen,
    keepTo(peer) {
      const [address = '', number = ''] = peer.split(' ')
      only = peer
      to = { address, port: Number(number) }
    },
    close() {
      ear.deafen()
      if (!closing) {
        closing = new Promise((done) => socket.once('close', done))
        closeWhenLeft()
      }
      return closing
    },
  }
}

const TCP_END_MS = 500

async function openTcp(host: string, port: number): Promise<Transport> {
  const socket = net.connect({ host, port })
  await new Promise<void>((done, failed) => {
    socket.once('error', failed)
    socket.setTimeout(10_000, () => socket.destroy(new Error('ETIMEDOUT')))
    socket.once('connect', () => {
      socket.off('error', failed)
      socket.setTimeout(0)
      done()
    })
  })
  socket.setNoDelay(true)
  const ear = ears()
  const gone = new Promise<void>((done) => socket.once('close', () => done()))
  socket.on('data', (bytes) => ear.hear(bytes))
  socket.on('error', (error) => ear.end(error.message))
  socket.on('close', () => ear.end('closed'))
  return {
    send(bytes) {
      if (socket.writable) socket.write(bytes)
    },
    listen: ear.listen,
    keepTo: () => undefined,
    close() {
      ear.deafen()
      socket.end()
      // Who does not answer to the end is not waited for.
      const timer = setTimeout(() => socket.destroy(), TCP_END_MS)
      return gone.then(() => clearTimeout(timer))
    },
  }
}

/** A serial port that does not let its last bytes go is not waited for longer. */
const SERIAL_DRAIN_MS = 1000

/** Loaded when it is asked for: nobody else needs its native part. */
async function openSerial(device: string, baudRate: number): Promise<Transport> {
  const { SerialPort } = await import('serialport')
  const port = new SerialPort({ path: device, baudRate, autoOpen: false })
  await new Promise<void>((done, failed) => port.open((error) => (error ? failed(error) : done())))
  const ear = ears()
  const gone = new Promise<void>((done) => port.once('close', () => done()))
  port.on('data', (bytes: Uint8Array) => ear.hear(bytes))
  port.on('error', (error: Error) => ear.end(error.message))
  port.on('close', () => ear.end('closed'))
  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    if (!port.isOpen) return
    await new Promise<void>((done) => {
      const timer = setTimeout(done, SERIAL_DRAIN_MS)
      port.drain(() => {
        clearTimeout(timer)
        done()
      })
    })
    // A device that was pulled out is closed by now, and says so by an error.
    if (port.isOpen) port.close(() => undefined)
    await Promise.race([gone, new Promise((done) => setTimeout(done, SERIAL_DRAIN_MS))])
  }
  return {
    send(bytes) {
      if (port.isOpen && !closing) port.write(bytes)
    },
    listen: ear.listen,
    keepTo: () => undefined,
    close() {
      ear.deafen()
      closing ??= close()
      return closing
    },
  }
}
