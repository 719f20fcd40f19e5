// Sends files to the door for tables, and reads its report.
import type { ImportReport } from '../../../sheets/report.ts'
import { currentKey } from '../parts/key.ts'

/** What is sent. */
export interface Sending {
  readonly files: readonly File[]
  /** What the columns of another program's table mean. */
  readonly mapping?: File | undefined
  /** What a person says names are: by type, each name with a slug or `new`. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Whether names that nothing is like are new. */
  readonly isUnlikeNew: boolean
  readonly reason: string
  readonly dryRun: boolean
}

/** What came back: a report, or why there is none. */
export type Received =
  | { readonly is: 'report'; readonly report: ImportReport }
  | { readonly is: 'keyGone' }
  | { readonly is: 'refused'; readonly message: string }

/** Sends the files. Rejects where the server cannot be reached. */
export async function upload(sending: Sending, signal?: AbortSignal): Promise<Received> {
  const { files, mapping, answers, isUnlikeNew, reason, dryRun } = sending
  const form = new FormData()
  for (const file of files) form.append('file', file)
  if (mapping) {
    form.append('mapping', mapping)
    const said = JSON.stringify({ answers, unlike: isUnlikeNew ? 'new' : 'ask' })
    form.append('answers', new Blob([said], { type: 'application/json' }), 'answers.json')
  }
  if (reason.trim() !== '') form.append('reason', reason.trim())
  form.append('dryRun', String(dryRun))
  const response = await fetch('/import', {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${currentKey() ?? ''}` },
    ...(signal && { signal }),
  })
  if (response.status === 401) return { is: 'keyGone' }
  const body: unknown = await response.json().catch(() => null)
  if (isReport(body)) return { is: 'report', report: body }
  return { is: 'refused', message: messageOf(body) ?? `HTTP ${response.status}` }
}

/** The server's report has its types from the server itself; its outcome tells it from a refusal. */
const isReport = (body: unknown): body is ImportReport =>
  typeof body === 'object' && body !== null && 'outcome' in body && 'rows' in body

function messageOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const errors: unknown = Reflect.get(body, 'errors')
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  const message: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'message') : undefined
  return typeof message === 'string' ? message : undefined
}
