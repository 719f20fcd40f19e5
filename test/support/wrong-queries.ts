// What the compiler refuses in queries: each would otherwise be a mistake that only a request finds. Checked by tsc, which
// complains where one of them compiles; never run.
import { lit, queries, selectFrom, textParameter, textsParameter } from '../../server/db/query.ts'
import type { Facet, Relation } from '../../server/relational/index.ts'
import type { Basis, PlaceRole, ValueOf } from '../../server/vocabulary.ts'

type Plain = Relation<'id', Record<never, never>, Record<never, never>>

export function refused(): void {
  // @ts-expect-error a table
  selectFrom('participation')
  // @ts-expect-error a selected column
  selectFrom('participations as p').select('p.actor')
  // @ts-expect-error a column of another table
  selectFrom('participations as p').select('p.slug')
  // @ts-expect-error an alias
  selectFrom('participations as p').select('q.actor_id')
  // @ts-expect-error a column of a join
  selectFrom('participations as p').innerJoin('actors as a', 'a.id', 'p.actor')
  // @ts-expect-error a column that is grouped by
  selectFrom('participations').select('role').groupBy('rolle')
  // @ts-expect-error a column of an order
  selectFrom('actors').select('id').orderBy('nome')
  // @ts-expect-error a column of a query that stands for a table
  selectFrom(selectFrom('actors').select('id').as('a')).select('a.name')
  const before = queries.with('s', () => selectFrom('actors').select('id'))
  // @ts-expect-error a column of a query before this one
  before.selectFrom('s').select('name')

  const own = selectFrom('participations as p').select('p.actor_id')
  // @ts-expect-error a value of an enumeration
  own.where('p.certainty', '=', lit('STATE'))
  // @ts-expect-error a value of an enumeration, in a list
  own.where('p.role', 'in', [lit('LEAD'), lit('LEADER')])
  // @ts-expect-error a value of another enumeration as a parameter
  own.where('p.certainty', '=', textParameter<ValueOf<typeof Basis>>('STATED'))
  // @ts-expect-error values of another enumeration
  own.where(({ eb, fn }) => eb('p.role', '=', fn.any(textsParameter<ValueOf<typeof PlaceRole>>([]))))
  // @ts-expect-error a number compared with a text
  own.where('p.actor_id', '=', lit('1'))

  const rows: Plain = {
    keys: ['id'],
    // @ts-expect-error related rows have a `target_id`
    rows: ({ id }) => selectFrom('participations').select('actor_id').where('id', '=', id),
    // @ts-expect-error edges have a `parent_id`, too
    edges: selectFrom('participations').select('actor_id as target_id'),
  }
  const other: Plain = {
    keys: ['id'],
    // @ts-expect-error the key has only the columns it names
    rows: ({ actor_id: id }) => selectFrom('actors').select('id as target_id').where('id', '=', id),
  }
  // @ts-expect-error a facet has a value
  const facet: Facet = () => selectFrom('actors').select(['id', 'name as label'])
  void [rows, other, facet]
}
