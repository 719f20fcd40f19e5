// Sends files of tables to the API in tests.
import type { ImportReport } from '../../server/sheets/report.ts'
import type { Api } from './server.ts'

export type Sent = Readonly<Record<string, string | Buffer>>

/** The field of the form that a file is sent in. */
const partOf = (name: string): string =>
  name.endsWith('.answers.json') ? 'answers' : name.endsWith('.mapping.json') ? 'mapping' : 'file'

/** Sends files, by name, with the fields of a form. */
export async function post(
  api: Api,
  key: string | undefined,
  files: Sent,
  fields: Readonly<Record<string, string>> = {},
) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [name, content] of Object.entries(files))
    form.append(partOf(name), new Blob([new Uint8Array(Buffer.from(content))]), name)
  return fetch(`${api.url}/import`, {
    method: 'POST',
    body: form,
    ...(key !== undefined && { headers: { authorization: `Bearer ${key}` } }),
  })
}

/** The report of an import. */
export async function reportOf(
  api: Api,
  key: string,
  files: Sent,
  fields?: Readonly<Record<string, string>>,
): Promise<ImportReport> {
  const response = await post(api, key, files, fields)
  if (response.status !== 200 && response.status !== 422) throw new Error(`${response.status} ${await response.text()}`)
  return response.json()
}

/** Imports files for good. */
export const published = (api: Api, key: string, files: Sent): Promise<ImportReport> =>
  reportOf(api, key, files, { reason: 'A test.', dryRun: 'false', publish: 'true' })

/** Problems on a line each: the cell or row, the column, the code. */
export const problemsIn = ({ problems }: ImportReport): readonly string[] =>
  problems.map(({ cell, row, column, code }) => [cell ?? row ?? '-', column ?? '-', code].join(' '))

/** Rows as lines of CSV. */
export const csvOf = (rows: readonly (readonly (string | number | boolean | null)[])[]): string =>
  rows
    .map((row) => row.map((cell) => (cell === null ? '' : `"${String(cell).replaceAll('"', '""')}"`)).join(','))
    .join('\r\n')
