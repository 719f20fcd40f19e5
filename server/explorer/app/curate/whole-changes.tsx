// A merge or a split of actors in words: who goes and who stays, what moves, and where the old address leads.
import { linkTo } from '../address.ts'
import type { Facts } from '../data/facts.ts'
import { fieldLabel } from '../field-words.ts'
import { nameOf, namesIn, readable, recordOf } from './readable.ts'
import { actorFields, type RowChange, type Whole, wholesIn } from './whole-moves.ts'
import { wholes as say } from './words.ts'

interface WholeActorsProps {
  readonly facts: Facts
  readonly changes: readonly RowChange[]
  /** Whether there are further changes that are not here. */
  readonly isPart: boolean
  readonly isDone: boolean
  /** Whether it stands in a form, under whose head no other one is needed. */
  readonly isInForm?: boolean
}

/** Every merge and split among the changes; nothing where there is none. */
export function WholeActors({ facts, changes, isPart, isDone, isInForm = false }: WholeActorsProps) {
  const names = namesIn(changes)
  return (
    <>
      {wholesIn(changes).map((whole) => (
        <One key={`${whole.from} ${whole.into}`} {...{ facts, whole, names, isPart, isDone, isInForm }} />
      ))}
    </>
  )
}

interface OneProps extends Omit<WholeActorsProps, 'changes'> {
  readonly whole: Whole<RowChange>
  readonly names: ReadonlyMap<string, string>
}

function One({ facts, whole, names, isPart, isDone, isInForm }: OneProps) {
  const { is, from, into, moved, doubles, gone } = whole
  const [one, other] = [from, into].map((slug) => nameOf(facts, slug, names))
  const words = { from: one ?? from, into: other ?? into }
  const lost = gone ? lostOf(facts, gone) : []
  const title = say.done[is].title(words)
  return (
    <section class={isInForm ? 'assess' : 'section whole'}>
      {isInForm ? (
        <p>
          <b>{title}</b>
        </p>
      ) : (
        <h2>{title}</h2>
      )}
      <ul class="effects">
        <li>
          {say.done[is].who(words)}{' '}
          <a href={linkTo('actor', is === 'merge' ? into : from)}>{words[is === 'merge' ? 'into' : 'from']}</a>.
        </li>
        {moved.length + doubles.length === 0 && <li>{say.done.nothing(words)}</li>}
        {moved.length > 0 && (
          <li>
            {say.done.moves(words)} <Counted {...{ facts, rows: moved }} />
          </li>
        )}
        {doubles.length > 0 && (
          <li>
            {say.done.doubles(words)} <Counted {...{ facts, rows: doubles }} />
          </li>
        )}
        {whole.names.length > 0 && <li>{say.done.names(words, whole.names)}</li>}
        {lost.length > 0 && <li>{say.done.lost(words, lost)}</li>}
        {is === 'merge' && (
          <li>
            {say.done.old}{' '}
            {isDone ? <a href={linkTo('actor', from)}>{linkTo('actor', from)}</a> : linkTo('actor', from)}{' '}
            {say.done.leads(words)}
          </li>
        )}
      </ul>
      {isPart && <p class="muted">{say.done.part}</p>}
    </section>
  )
}

/** What stays otherwise, or says little without the rest. */
const unsaid: ReadonlySet<string> = new Set(['name', 'acronym', 'slug', 'isGroup', 'parentBasis', 'parentRationale'])

/** What an actor said of itself that goes with it. Its names stay as names of the other one. */
const lostOf = (facts: Facts, { fields }: RowChange): readonly string[] =>
  fields
    .filter(({ name, before }) => before !== null && !unsaid.has(name))
    .map(({ name, before }) => `${fieldLabel(name).toLowerCase()} (${readable(facts, 'Actor', name, before)})`)

/** The actor itself is not what a row stands in. */
const withoutActor = (row: RowChange): RowChange => ({
  ...row,
  fields: row.fields.filter(({ name }) => !actorFields.has(name)),
})

/** Rows by their kinds, each with the records that they stand in. */
function Counted({ facts, rows }: { readonly facts: Facts; readonly rows: readonly RowChange[] }) {
  const kinds = [...Map.groupBy(rows, ({ type }) => type)]
  return (
    <>
      {kinds.map(([type, own], index) => {
        const records = new Set(own.flatMap((row) => recordOf(facts, withoutActor(row))?.name ?? []))
        return (
          <span key={type}>
            {index > 0 && '; '}
            {say.counted(type, own.length)}
            {records.size > 0 && <span class="muted"> ({[...records].join(', ')})</span>}
          </span>
        )
      })}
      {kinds.length > 0 && '.'}
    </>
  )
}
