// Takes files that a form sends: they go to a folder of their own on the disk as they come, and are gone afterwards.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'

export interface UploadLimits {
  readonly files: number
  readonly fileBytes: number
  readonly fields: number
  readonly fieldBytes: number
}

/** A file that came. */
export interface UploadedFile {
  /** The name of the form's field. */
  readonly field: string
  /** The file's name where it comes from, without a path. */
  readonly name: string
  readonly path: string
}

export interface Upload extends AsyncDisposable {
  readonly files: readonly UploadedFile[]
  readonly fields: ReadonlyMap<string, string>
}

/** The request is no form, or too large a one. */
export class UploadError extends Error {
  override readonly name = 'UploadError'
  readonly status: 400 | 413 | 415

  constructor(status: UploadError['status'], message: string) {
    super(message)
    this.status = status
  }
}

/** How much of a form is not files: names, boundaries, headers of parts. */
const framing = 100_000

/** Reads a form. Throws UploadError; what came until then is gone. */
export async function takeUpload(request: IncomingMessage, limits: UploadLimits): Promise<Upload> {
  const { 'content-type': type = '', 'content-length': length } = request.headers
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new UploadError(415, 'Send the files as multipart/form-data.')
  // What says itself that it is too large is refused before any of it is read.
  if (Number(length ?? 0) > limits.files * limits.fileBytes + limits.fields * limits.fieldBytes + framing)
    throw tooLarge(limits)
  const folder = await mkdtemp(join(tmpdir(), 'tenpoint-upload-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const form = new Form(folder, limits)
    await form.read(request, type)
    return { files: form.files, fields: form.fields, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await remove()
    throw error
  }
}

const tooLarge = ({ fileBytes, files }: UploadLimits): UploadError =>
  new UploadError(413, `A form has at most ${files} files of at most ${fileBytes} bytes each.`)

class Form {
  readonly files: UploadedFile[] = []
  readonly fields = new Map<string, string>()
  readonly #folder: string
  readonly #limits: UploadLimits

  constructor(folder: string, limits: UploadLimits) {
    this.#folder = folder
    this.#limits = limits
  }

  async read(request: IncomingMessage, type: string): Promise<void> {
    const { files, fileBytes, fields, fieldBytes } = this.#limits
    let parser: BusboyInstance
    try {
      parser = new Busboy({
        headers: { ...request.headers, 'content-type': type },
        limits: { files, fileSize: fileBytes, fields, fieldSize: fieldBytes, parts: files + fields },
      })
    } catch {
      throw new UploadError(400, 'The form cannot be read.')
    }
    const writing: Promise<void>[] = []
    await new Promise<void>((resolve, reject) => {
      const end = (error: unknown): void => {
        request.unpipe(parser)
        // What still comes is let by, so that the client reads the answer.
        request.resume()
        parser.destroy()
        reject(error)
      }
      parser.on('file', (field, stream, name) => {
        stream.on('limit', () => end(tooLarge(this.#limits)))
        const written = this.#write(field, stream, name)
        // A file that cannot be written ends the form; it is waited for below.
        written.catch(end)
        writing.push(written)
      })
      parser.on('field', (name, value, _nameCut, isCut) => {
        if (isCut) end(new UploadError(413, `A field of the form has at most ${fieldBytes} bytes.`))
        this.fields.set(name, value)
      })
      for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
        parser.on(limit, () => end(tooLarge(this.#limits)))
      parser.on('error', () => end(new UploadError(400, 'The form is cut off, or cannot be read.')))
      parser.on('finish', resolve)
      request.on('error', end)
      request.on('close', () => {
        if (!request.complete) end(new UploadError(400, 'The form is cut off.'))
      })
      request.pipe(parser)
    }).catch(async (error: unknown) => {
      await Promise.allSettled(writing)
      throw error
    })
    await Promise.all(writing)
  }

  async #write(field: string, stream: BusboyFileStream, sent: string): Promise<void> {
    const name = basename(sent.replaceAll('\\', '/')) || 'file'
    // The name on the disk is our own; only the ending tells the format.
    const ending = /^\.[A-Za-z0-9]{1,8}$/.exec(extname(name))?.[0].toLowerCase() ?? ''
    const path = join(this.#folder, `${this.files.length}${ending}`)
    this.files.push({ field, name, path })
    await pipeline(stream, createWriteStream(path))
  }
}
