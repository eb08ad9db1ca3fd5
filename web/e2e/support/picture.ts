/** A photo of our own making: a lit oval on a plain ground, as PNG. */
import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 480
const HEIGHT = 600

export function portrait(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const far = Math.hypot((x - WIDTH / 2) / 150, (y - HEIGHT / 2) / 210)
      const at = y * (1 + WIDTH * 3) + 1 + x * 3
      const lit = Math.round(230 - 70 * Math.min(1, far))
      rows.set(far < 1 ? [lit, lit - 30, lit - 50] : [150, 165, 172], at)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const buffer = Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
  return { name: 'front.png', mimeType: 'image/png', buffer }
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
