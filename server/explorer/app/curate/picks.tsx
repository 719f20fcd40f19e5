// Boxes to tick for what goes from one actor to another, under the heads of their kinds.
import { errorText } from '../parts/error-text.ts'
import { useLoaded } from '../parts/use-loaded.ts'
import { text } from '../text.ts'
import type { Entry } from './entry.ts'
import { type Share, sharesOf } from './shares.ts'
import { wholes as say } from './words.ts'

interface PicksProps {
  readonly entry: Extract<Entry, { readonly is: 'rows' }>
  readonly id: string
  readonly describedBy: string
  /** The actor that all of it is of so far, by its slug. */
  readonly actor: string
  readonly write: (entry: Entry) => void
}

/** The boxes, when the facts of the actor have come. */
export function Picks({ entry, id, describedBy, actor, write }: PicksProps) {
  const loaded = useLoaded<readonly Share[]>(`shares ${actor}`, () => sharesOf(actor))
  if (loaded.is === 'failed') return <p role="alert">{errorText(loaded.error)}</p>
  if (loaded.is === 'loading') return <p class="muted">{text.states.loading}</p>
  const rows = loaded.value
  const chosen = new Set(entry.rows.map(({ handle }) => handle))
  const pick = (handle: string, isOn: boolean): void =>
    write({ is: 'rows', rows: rows.filter((row) => (row.handle === handle ? isOn : chosen.has(row.handle))) })
  if (rows.length === 0) return <p class="muted">{say.split.nothing}</p>
  return (
    <div class="picks" aria-describedby={describedBy}>
      {[...Map.groupBy(rows, ({ group }) => group)].map(([group, own]) => (
        <fieldset key={group}>
          <legend>{group}</legend>
          {own.map(({ handle, label }) => (
            <label key={handle}>
              <input
                id={handle === rows[0]?.handle ? id : undefined}
                type="checkbox"
                checked={chosen.has(handle)}
                onChange={({ currentTarget }) => pick(handle, currentTarget.checked)}
              />{' '}
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  )
}
