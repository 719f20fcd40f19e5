// The limit's statements: for each workload one, written by hand for this one question. Each gives the whole text of the
// answer, in the very words of this server: a set for each level, joined by its parent, and text put together by `||`.
// Of several ways to write each, the one stands here of which Postgres used the least processor time on L.
import type { WorkloadName } from '../workload.ts'

export interface HandWritten {
  readonly text: string
  readonly values: (variables: Readonly<Record<string, unknown>>) => readonly unknown[]
}

const string = (column: string): string => `to_json(${column})::text`
const nullable = (column: string): string => `coalesce('"' || ${column} || '"', 'null')`
const cursor = (signature: string, ...columns: string[]): string =>
  `translate(encode(convert_to(json_build_array('${signature}', ${columns.join(', ')})::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`

/** Of rows that are gathered, up to one more than are shown, the last one shown. */
const last = (column: string): string => `(array_agg(${column}))[least(count(*), 20)]`

/** The values in a cursor of this server; those before the first row where there is none. */
function placeOf(after: unknown, start: readonly unknown[]): readonly unknown[] {
  if (typeof after !== 'string') return start
  const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
  return Array.isArray(values) ? values.slice(1) : start
}

/** The roles of the pairs of an actor and an initiative; most have one, for which nothing needs to be sorted. */
const roles = `case when min(p.role) = max(p.role) then min(p.role) else (select string_agg(distinct q.role, '","' order by q.role)
  from participations q where q.initiative_id = p.initiative_id and q.actor_id = p.actor_id) end`

export const statements: Readonly<Record<WorkloadName, HandWritten>> = {
  W1: {
    text: `select coalesce((select '{"data":{"initiative":{"slug":"' || slug || '","name":' || ${string('name')} || ',"level":"' || level
        || '","region":' || ${nullable('region')} || ',"startYear":' || coalesce(start_year::text, 'null')
        || ',"endYear":' || coalesce(end_year::text, 'null') || '}}}'
      from initiatives where slug = $1), '{"data":{"initiative":null}}')`,
    values: ({ slug }) => [slug],
  },
  W2: {
    text: `with page as materialized (
        select *, row_number() over () as n from (select id, slug, name, level from initiatives
          where (name_sort, id) > ($1::text, $2::integer) order by name_sort, id limit 21) i),
      top as materialized (select * from page where n <= 20),
      act as materialized (select id, initiative_id, ordinal, summary, status from actions where initiative_id = any(array(select id from top))),
      points as materialized (select id, '{"number":' || number || ',"title":' || ${string('title')} || '}' as j from action_points),
      act_actors as (select action_id, string_agg(j, ',') as j from (
        select c.action_id, '{"slug":"' || a.slug || '","name":' || ${string('a.name')} || '}' as j
        from (select distinct action_id, actor_id from action_actors where action_id = any(array(select id from act))) c
        join actors a on a.id = c.actor_id order by c.action_id, a.name_sort, a.id) x group by 1),
      act_points as (select action_id, string_agg(j, ',') as j from (
        select c.action_id, p.j from action_classifications c join points p on p.id = c.action_point_id
        where c.action_id = any(array(select id from act)) order by c.action_id, p.id) x group by 1),
      top_actions as (select initiative_id, string_agg(j, ',') as j from (
        select act.initiative_id, '{"ordinal":' || act.ordinal || ',"summary":' || ${string('act.summary')} || ',"status":"' || act.status
          || '","actors":{"nodes":[' || coalesce(aa.j, '') || ']},"actionPoints":{"nodes":[' || coalesce(ap.j, '') || ']}}' as j
        from act left join act_actors aa on aa.action_id = act.id left join act_points ap on ap.action_id = act.id
        order by act.initiative_id, act.ordinal, act.id) x group by 1),
      top_actors as (select initiative_id, string_agg(j, ',') as j from (
        select p.initiative_id, '{"roles":["' || p.roles || '"],"node":{"slug":"' || a.slug || '","name":' || ${string('a.name')}
          || ',"acronym":' || coalesce(${string('a.acronym')}, 'null') || ',"kind":"' || a.kind || '"}}' as j
        from (select initiative_id, actor_id, ${roles} as roles from participations p
          where initiative_id = any(array(select id from top)) group by 1, 2) p
        join actors a on a.id = p.actor_id order by p.initiative_id, a.name_sort, a.id) x group by 1)
      select '{"data":{"initiatives":{"nodes":[' || coalesce(string_agg('{"slug":"' || top.slug || '","name":' || ${string('top.name')}
          || ',"level":"' || top.level || '","actors":{"edges":[' || coalesce(ta.j, '') || ']},"actions":{"nodes":[' || coalesce(tc.j, '')
          || ']}}', ',' order by top.n), '')
        || '],"pageInfo":{"hasNextPage":' || case when (select count(*) from page) > 20 then 'true' else 'false' end || '}}}}'
      from top left join top_actors ta on ta.initiative_id = top.id left join top_actions tc on tc.initiative_id = top.id`,
    values: ({ after }) => placeOf(after, ['', 0]),
  },
  W3: {
    text: `with who as materialized (select id, slug, name from actors where slug = $1),
      top as materialized (
        select t.*, row_number() over () as n, (select string_agg(distinct p.role, '","' order by p.role) from participations p
          where p.initiative_id = t.id and p.actor_id = t.actor_id) as roles
        from (select distinct i.id, i.slug, i.name, i.name_sort, p.actor_id from who join participations p on p.actor_id = who.id
          join initiatives i on i.id = p.initiative_id order by i.name_sort, i.id limit 10) t),
      act as materialized (select a.* from top cross join lateral (
        select id, initiative_id, ordinal, summary, status from actions where initiative_id = top.id order by ordinal, id limit 10) a),
      act_actors as (select action_id, string_agg(j, ',') as j from (
        select act.id as action_id, '{"slug":"' || a.slug || '","name":' || ${string('a.name')} || '}' as j
        from act cross join lateral (
          select a.id, a.slug, a.name, a.name_sort from (select distinct actor_id from action_actors where action_id = act.id) c
          join actors a on a.id = c.actor_id order by a.name_sort, a.id limit 10) a order by act.id, a.name_sort, a.id) x group by 1),
      top_actions as (select initiative_id, string_agg(j, ',') as j from (
        select act.initiative_id, '{"ordinal":' || act.ordinal || ',"summary":' || ${string('act.summary')} || ',"status":"' || act.status
          || '","actors":{"nodes":[' || coalesce(aa.j, '') || ']}}' as j
        from act left join act_actors aa on aa.action_id = act.id order by act.initiative_id, act.ordinal, act.id) x group by 1)
      select coalesce((select '{"data":{"actor":{"slug":"' || who.slug || '","name":' || ${string('who.name')} || ',"initiatives":{"edges":['
        || coalesce((select string_agg('{"roles":["' || top.roles || '"],"node":{"slug":"' || top.slug || '","name":' || ${string('top.name')}
          || ',"actions":{"nodes":[' || coalesce(tc.j, '') || ']}}}', ',' order by top.n)
          from top left join top_actions tc on tc.initiative_id = top.id), '') || ']}}}}' from who), '{"data":{"actor":null}}')`,
    values: ({ slug }) => [slug],
  },
  W4: {
    text: `with top as materialized (
        select *, row_number() over () as n from (select id, name from initiatives
          where (name_sort, id) > ($1::text, $2::integer) order by name_sort, id limit 50) i),
      points as materialized (
        select id, j, j || '0,"isGap":true,"assessment":null}' as empty from (
          select id, '{"actionPoint":{"number":' || number || ',"title":' || ${string('title')} || '},"actionCount":' as j from action_points) p),
      facts as (
        select a.initiative_id, c.action_point_id, count(*) as n from actions a join action_classifications c on c.action_id = a.id
        where a.initiative_id = any(array(select id from top)) and a.parent_id is null and a.nature = 'ACTION' group by 1, 2),
      judged as (
        select initiative_id, action_point_id, '{"coverage":"' || coverage || '","summary":' || ${string('summary')} || '}' as j
        from matrix_assessments where initiative_id = any(array(select id from top))),
      cells as (select id, string_agg(j, ',') as j from (
        select top.id, case when f.n is null and m.j is null then p.empty
          else p.j || coalesce(f.n, 0) || ',"isGap":' || case when f.n > 0 then 'false' else 'true' end || ',"assessment":' || coalesce(m.j, 'null') || '}' end as j
        from top cross join points p left join facts f on f.initiative_id = top.id and f.action_point_id = p.id
        left join judged m on m.initiative_id = top.id and m.action_point_id = p.id order by top.id, p.id) x group by 1)
      select '{"data":{"matrix":{"rows":{"nodes":[' || coalesce(string_agg('{"label":' || ${string('top.name')} || ',"cells":[' || cells.j || ']}',
        ',' order by top.n), '') || ']}}}}'
      from top join cells using (id)`,
    values: ({ after }) => placeOf(after, ['', 0]),
  },
  W5: {
    text: `with exact as materialized (select row_id from search_entries
        where kind = 'INITIATIVE' and words @@ (select websearch_to_tsquery('public.tenpoint', public.fold($1)))),
      hits as (select row_id from exact union all select row_id from search_entries
        where kind = 'INITIATIVE' and public.fold($1) <% folded and not exists (select 1 from exact)),
      found as materialized (select id, slug, name, name_sort, level, region, start_year from initiatives
        where id = any(array(select row_id from hits)) and level = $2)
      select '{"data":{"initiatives":{"totalCount":' || (select count(*) from found) || ',"nodes":[' || coalesce(string_agg('{"slug":"' || slug
          || '","name":' || ${string('name')} || ',"level":"' || level || '","region":' || ${nullable('region')}
          || ',"startYear":' || coalesce(start_year::text, 'null') || '}', ','), '')
        || '],"pageInfo":{"hasNextPage":' || case when (select count(*) from found) > 20 then 'true' else 'false' end || '}}}}'
      from (select * from found order by name_sort, id limit 20) top`,
    values: ({ search, level }) => [search, level],
  },
  W6: {
    text: `select '{"data":{"actions":{"nodes":[' || coalesce(array_to_string((array_agg('{"ordinal":' || ordinal || ',"summary":'
          || ${string('summary')} || ',"status":"' || status || '"}'))[:20], ','), '')
        || '],"pageInfo":{"hasNextPage":' || case when count(*) > 20 then 'true' else 'false' end || ',"endCursor":' || case when count(*) = 0 then 'null'
          else '"' || ${cursor('initiative_id ASC,ordinal ASC,id ASC', last('initiative_id'), last('ordinal'), last('id'))} || '"' end || '}}}}'
      from (select id, initiative_id, ordinal, summary, status from actions
        where (initiative_id, ordinal, id) > ($1::integer, $2::integer, $3::integer) order by initiative_id, ordinal, id limit 21) page`,
    values: ({ after }) => placeOf(after, [0, 0, 0]),
  },
}
