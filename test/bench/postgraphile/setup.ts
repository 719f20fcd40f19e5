// What PostGraphile is given beside the tables, in a schema of its own that the other contenders do not see: views and a
// function for what its schema cannot ask of the tables, written so that Postgres reads no more than it must.
import type { Client } from 'pg'

const schema = 'postgraphile_bench'

const statements = [
  `create schema ${schema}`,
  // W2 and W3: what an initiative and an actor are to each other, once for each pair, and in the order of either's name;
  // and the actors of an action likewise. PostGraphile orders only by columns of the linking table itself.
  `create view ${schema}.cooperations as
    select p.actor_id, p.initiative_id, p.roles, (select i.name_sort from initiatives i where i.id = p.initiative_id) as initiative_name,
      (select a.name_sort from actors a where a.id = p.actor_id) as actor_name
    from (select actor_id, initiative_id, array_agg(distinct role order by role) as roles from participations group by 1, 2) p`,
  `create view ${schema}.credits as
    select c.action_id, c.actor_id, (select a.name_sort from actors a where a.id = c.actor_id) as actor_name
    from (select distinct action_id, actor_id from action_actors) c`,
  // W4: cells are counted, not stored.
  `create view ${schema}.matrix_cells as
    select i.id as initiative_id, f.action_point_id, f.action_count, f.action_count = 0 as is_gap, m.coverage, m.summary
    from initiatives i cross join lateral (
      select p.id as action_point_id, count(x.action_id)::integer as action_count
      from action_points p left join (
        select c.action_id, c.action_point_id from actions a join action_classifications c on c.action_id = a.id
        where a.initiative_id = i.id and a.parent_id is null and a.nature = 'ACTION') x on x.action_point_id = p.id
      group by p.id) f
    left join matrix_assessments m on m.initiative_id = i.id and m.action_point_id = f.action_point_id`,
  // W5: it has no full-text search.
  `create function ${schema}.search_initiatives(search text, in_level text) returns setof public.initiatives
    language sql stable parallel safe as $$
      with exact as materialized (select row_id from public.search_entries
        where kind = 'INITIATIVE' and words @@ (select websearch_to_tsquery('public.tenpoint', public.fold(search)))),
      hits as (select row_id from exact union all select row_id from public.search_entries
        where kind = 'INITIATIVE' and public.fold(search) <% folded and not exists (select 1 from exact))
      select i.* from public.initiatives i where i.level = in_level and i.id = any(array(select row_id from hits))
    $$`,
]

/** Makes the views and the function; gone when disposed of. */
export async function addViews(client: Client): Promise<AsyncDisposable> {
  const drop = () => client.query(`drop schema if exists ${schema} cascade`)
  await drop()
  for (const statement of statements) await client.query(statement)
  return {
    async [Symbol.asyncDispose]() {
      await drop()
    },
  }
}
