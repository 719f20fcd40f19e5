// Prints changes of the catalogue for people.
import type { Conflict, RecordedChange, Value } from '../db/changes/change.ts'
import { things } from '../db/changes/problems.ts'

const signs = { CREATE: '+', UPDATE: '~', DELETE: '-' } as const

/** What cites a spot shows it; that the spot itself comes or goes tells nothing. */
const shown = (changes: readonly RecordedChange[]): readonly RecordedChange[] =>
  changes.filter(({ table }) => table !== 'citations')

/** The changes, table by table: what is created, changed and deleted, with its fields before and after. */
export function changesText(changes: readonly RecordedChange[]): string {
  const lines: string[] = []
  for (const [table, own] of Map.groupBy(shown(changes), (change) => change.table)) {
    lines.push(things(table))
    for (const { operation, key, fields } of own) {
      lines.push(`  ${signs[operation]} ${key}`)
      if (operation !== 'DELETE') for (const field of fields) lines.push(`      ${fieldText(field, operation)}`)
    }
  }
  return lines.join('\n')
}

function fieldText({ name, before, after }: RecordedChange['fields'][number], operation: 'CREATE' | 'UPDATE'): string {
  return operation === 'CREATE'
    ? `${name}: ${valueText(after)}`
    : `${name}: ${valueText(before)} -> ${valueText(after)}`
}

const valueText = (value: Value): string => JSON.stringify(value)

/** How many rows are created, changed and deleted. */
export function countsText(changes: readonly RecordedChange[]): string {
  const count = (operation: RecordedChange['operation']) =>
    shown(changes).filter((change) => change.operation === operation).length
  return `${count('CREATE')} created, ${count('UPDATE')} changed, ${count('DELETE')} deleted`
}

/** Fields that others changed since. */
export const conflictsText = (conflicts: readonly Conflict[]): string =>
  [
    'Others changed the same since. Nothing was changed.',
    ...conflicts.map(({ key, field, base, theirs, yours }) =>
      field === null
        ? `  ${key} was changed`
        : `  ${key} ${field}: was ${valueText(base)}, is ${valueText(theirs)}, the files say ${valueText(yours)}`,
    ),
  ].join('\n')
