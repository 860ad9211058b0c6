import type { FileHandle } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ByteRange } from './range.ts'
import { constants } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { lookup } from 'mrmime'
import { readRange } from './range.ts'

/** Vite's files have a hash in their names, CPython's their version in the folder's. */
const VERSIONED = /^(?:assets|python\/[^/]+)\//

/** Opening a pipe must not wait until something writes to it. Windows has no such flag. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** What stands for "no such file": also where a folder is taken for a file, or a link leads round in a circle. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'EPERM', 'ENXIO'])

/** For how long a request waits while a new build takes the place of the folder, in milliseconds. */
const SWAP = 5000

/** Where the files of a site are. */
export interface SiteFolders {
  /** The folder of the built site. */
  folder: string
  /** The build before this one: pages that are still open find the files that have a hash in their name there. */
  previous?: string
}

interface OpenFile {
  handle: FileHandle
  size: number
  etag: string
}

/**
 * Answers with a file of a site. Each request looks at the disk anew, and reads size and content from one open file: a
 * build may replace the whole folder between any two requests, and in the middle of one.
 *
 * @param folders of the site
 * @param place path of the file within the site, percent-decoded, without a slash in front
 * @param request GET or HEAD
 * @param response gets status, headers and body; headers that are set already are kept
 * @returns whether there was such a file; if not, nothing was sent
 * @throws {Error} of the file system, when the file is there but can't be read
 */
export async function sendFile(folders: SiteFolders, place: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const file = await find(folders, place)
  if (!file)
    return false
  const { handle, size, etag } = file
  try {
    response.setHeader('ETag', etag)
    // Always ask again, since the next build may be a reload away; but for what has its version in its address.
    response.setHeader('Cache-Control', VERSIONED.test(place) ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (request.headers['if-none-match']?.split(',').some(known => known.trim() === etag || known.trim() === '*')) {
      response.writeHead(304).end()
      return true
    }
    response.setHeader('Content-Type', typeOf(place))
    response.setHeader('Accept-Ranges', 'bytes')
    // A weak tag can't prove that the rest still belongs to what the client has.
    const range = request.headers['if-range'] === undefined ? readRange(request.headers.range, size) : undefined
    if (range === 'unsatisfiable') {
      response.writeHead(416, { 'Content-Range': `bytes */${size}`, 'Content-Length': 0 }).end()
      return true
    }
    const { start, end } = range ?? { start: 0, end: size - 1 }
    response.writeHead(range ? 206 : 200, {
      'Content-Length': end - start + 1,
      ...(range && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    })
    if (request.method !== 'HEAD' && size > 0)
      await sendBytes(handle, { start, end }, response)
    response.end()
    return true
  }
  finally {
    await handle.close()
  }
}

/** @throws {Error} when the file became shorter in the meantime: an answer that ends early would leave its reader waiting */
async function sendBytes(handle: FileHandle, { start, end }: ByteRange, response: ServerResponse): Promise<void> {
  const bytes = handle.createReadStream({ start, end, autoClose: false })
  await pipeline(bytes, response, { end: false })
  if (bytes.bytesRead !== end - start + 1)
    throw new Error('the file was cut while it was read')
}

async function find({ folder, previous }: SiteFolders, place: string): Promise<OpenFile | undefined> {
  const file = place === '' || place.endsWith('/') ? `${place}index.html` : place
  // Leaves out what only hosts read, and every way out of the folder.
  if (file.split('/').some(name => name === '' || name.startsWith('.') || name.includes('\\')))
    return
  return await open(folder, file)
    // Not there: perhaps it is being replaced at this very moment.
    ?? (await isInPlace(folder) ? await open(folder, file) : undefined)
    ?? (previous !== undefined && VERSIONED.test(file) ? await open(previous, file) : undefined)
}

async function open(folder: string, file: string): Promise<OpenFile | undefined> {
  let handle: FileHandle | undefined
  try {
    handle = await fs.open(path.join(folder, file), READ)
    const stats = await handle.stat()
    if (stats.isFile())
      return { handle, size: stats.size, etag: `W/"${stats.size.toString(36)}-${stats.mtimeMs.toString(36)}"` }
  }
  catch (error) {
    if (!ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) {
      await handle?.close()
      throw error
    }
  }
  await handle?.close()
  return undefined
}

/** Waits for the folder while a new build is put in its place. */
async function isInPlace(folder: string): Promise<boolean> {
  for (const deadline = performance.now() + SWAP; performance.now() < deadline; await sleep(20)) {
    if (await fs.stat(folder).then(stats => stats.isDirectory(), () => false))
      return true
  }
  return false
}

function typeOf(place: string): string {
  const type = place === '' || place.endsWith('/') ? 'text/html' : lookup(place) ?? 'application/octet-stream'
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type
}
