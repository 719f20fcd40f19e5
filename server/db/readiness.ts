// Asks a database whether it is ready.

/** What a database answers to a question whether it is ready; undefined where it does not answer. */
export type Readiness = 'ready' | 'bare' | undefined

/** Asks whether a database is ready. Never rejects. */
export async function askReadiness(
  query: string,
  run: (text: string) => Promise<{ readonly rows: readonly unknown[] }>,
): Promise<Readiness> {
  try {
    const [row] = (await run(query)).rows
    return typeof row === 'object' && row !== null && Reflect.get(row, 'ready') === true ? 'ready' : 'bare'
  } catch (error) {
    return isUndefinedTable(error) ? 'bare' : undefined
  }
}

const isUndefinedTable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, 'code') === '42P01'
