import dgram from 'node:dgram'
import net from 'node:net'
import { fail, ok, type Result } from '../core/units/result.ts'

/** A way to and from a vehicle: bytes, no more. */
export type Transport = {
  send(bytes: Uint8Array): void
  /** Hears of bytes; of the end, with its reason, when the other side or the network ends it. */
  listen(heard: (bytes: Uint8Array) => void, ended: (reason: string) => void): void
  /** What was sent before still leaves. */
  close(): void
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
    return fail('link_not_opened', { problem: code ?? message })
  }
}

async function openUdp(host: string, port: number, isWaiting: boolean): Promise<Transport> {
  const socket = dgram.createSocket(net.isIPv6(host) ? 'udp6' : 'udp4')
  await new Promise<void>((done, failed) => {
    socket.once('error', failed)
    const bound = () => {
      socket.off('error', failed)
      done()
    }
    if (isWaiting) socket.bind(port, host, bound)
    else socket.bind(0, bound)
  })
  // Who waits answers to whoever spoke last; who sends stays with its address.
  let to: { host: string; port: number } | null = isWaiting ? null : { host, port }
  // A packet leaves only once its address is looked up, in a later turn even for a number: closing waits for it.
  let leaving = 0
  let isClosing = false
  const closeWhenLeft = () => {
    if (isClosing && leaving === 0) socket.close()
  }
  return {
    send(bytes) {
      if (!to || isClosing) return
      leaving += 1
      socket.send(bytes, to.port, to.host, () => {
        leaving -= 1
        closeWhenLeft()
      })
    },
    listen(heard, ended) {
      socket.on('message', (bytes, from) => {
        if (isWaiting) to = { host: from.address, port: from.port }
        heard(bytes)
      })
      socket.on('error', (error) => ended(error.message))
    },
    close() {
      isClosing = true
      closeWhenLeft()
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
  return {
    send: (bytes) => void socket.write(bytes),
    listen(heard, ended) {
      socket.on('data', heard)
      socket.on('error', (error) => ended(error.message))
      socket.on('close', () => ended('closed'))
    },
    close() {
      socket.end()
      // Who does not answer to the end is not waited for.
      setTimeout(() => socket.destroy(), TCP_END_MS).unref()
    },
  }
}

/** Loaded when it is asked for: nobody else needs its native part. */
async function openSerial(device: string, baudRate: number): Promise<Transport> {
  const { SerialPort } = await import('serialport')
  const port = new SerialPort({ path: device, baudRate, autoOpen: false })
  await new Promise<void>((done, failed) => port.open((error) => (error ? failed(error) : done())))
  return {
    send: (bytes) => void port.write(bytes),
    listen(heard, ended) {
      port.on('data', (bytes: Uint8Array) => heard(bytes))
      port.on('error', (error: Error) => ended(error.message))
      port.on('close', () => ended('closed'))
    },
    close() {
      if (port.isOpen) port.drain(() => port.close())
    },
  }
}
