// Compression of responses: the levels, whole texts, and streams.
import type { Transform } from 'node:stream'
import { promisify } from 'node:util'
import {
  brotliCompress,
  constants,
  createBrotliCompress,
  createDeflate,
  createGzip,
  createZstdCompress,
  deflate,
  gzip,
  type Zlib,
  zstdCompress,
} from 'node:zlib'
import type { Coding } from './negotiation.ts'

export type Compression = Exclude<Coding, 'identity'>

/** Responses shorter than this many bytes fit into one packet uncompressed. */
export const minCompressedBytes = 1024

/** The effort: `fast` for a single response, `small` for a text that is compressed once and cached. */
export type Effort = 'fast' | 'small'

/**
 * Brotli's quality. The playground, 9.1 MB: 2.08 MB and 0.2 s of processor time at 4; 1.86 MB and 0.9 s at 9; 1.71 MB and
 * 14 s at 11, which is not worth it.
 */
const brotliQuality: Readonly<Record<Effort, number>> = { fast: 4, small: 9 }
const zlibLevel: Readonly<Record<Effort, number>> = { fast: 6, small: 9 }
const zstdLevel: Readonly<Record<Effort, number>> = { fast: 3, small: 9 }

const brotliParams = (effort: Effort) => ({
  [constants.BROTLI_PARAM_QUALITY]: brotliQuality[effort],
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
})

const compressors: Readonly<Record<Compression, (bytes: Buffer, effort: Effort) => Promise<Buffer>>> = {
  br: (bytes, effort) =>
    promisify(brotliCompress)(bytes, {
      params: { ...brotliParams(effort), [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  zstd: (bytes, effort) =>
    promisify(zstdCompress)(bytes, { params: { [constants.ZSTD_c_compressionLevel]: zstdLevel[effort] } }),
  gzip: (bytes, effort) => promisify<Buffer, object, Buffer>(gzip)(bytes, { level: zlibLevel[effort] }),
  deflate: (bytes, effort) => promisify<Buffer, object, Buffer>(deflate)(bytes, { level: zlibLevel[effort] }),
}

/** Compresses in a worker thread, so that other requests are not held up. */
export const compress = (bytes: Buffer, coding: Compression, effort: Effort): Promise<Buffer> =>
  compressors[coding](bytes, effort)

/** A window of 64 kB, so that many open streams take little memory. */
const streamWindow = 16

const streamCompressors: Readonly<Record<Compression, () => Compressor>> = {
  br: () => createBrotliCompress({ params: { ...brotliParams('fast'), [constants.BROTLI_PARAM_LGWIN]: streamWindow } }),
  zstd: () =>
    createZstdCompress({
      params: { [constants.ZSTD_c_compressionLevel]: zstdLevel.fast, [constants.ZSTD_c_windowLog]: streamWindow },
    }),
  gzip: () => createGzip(),
  deflate: () => createDeflate(),
}

type Compressor = Transform & Zlib

/** Compresses a stream. */
export const compressor = (coding: Compression): Compressor => streamCompressors[coding]()

/**
 * Hands on the pieces for the compressor, and flushes it once no more come at the moment: what was sent can be read at
 * once, and pieces sent together are compressed together.
 */
export async function* flushed(pieces: AsyncIterable<Uint8Array>, compressor: Compressor): AsyncGenerator<Uint8Array> {
  let scheduled = false
  for await (const piece of pieces) {
    yield piece
    if (scheduled) continue
    scheduled = true
    setImmediate(() => {
      scheduled = false
      if (!compressor.destroyed && !compressor.writableEnded) compressor.flush()
    })
  }
}
