// The limit's statements: for each workload one, written by hand for this one question. Each gives the whole text of the
// answer, in the very words of this server: a set for each level, joined by its parent, and text put together by `||`.

export interface HandWritten {
  readonly text: string
  readonly values: (variables: Readonly<Record<string, unknown>>) => readonly unknown[]
}

const string = (column: string): string => `to_json(${column})::text`
const nullable = (column: string): string => `coalesce('"' || ${column} || '"', 'null')`
const cursor = (signature: string, ...columns: string[]): string =>
  `translate(encode(convert_to(json_build_array('${signature}', ${columns.join(', ')})::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`

/** The values in a cursor of this server; those before the first row where there is none. */
function placeOf(after: unknown, start: readonly unknown[]): readonly unknown[] {
  if (typeof after !== 'string') return start
  const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
  return Array.isArray(values) ? values.slice(1) : start
}

export const statements: Readonly<Record<string, HandWritten>> = {
  W1: {
    text: `select coalesce((select '{"data":{"initiative":{"slug":"' || slug || '","name":' || ${string('name')} || ',"level":"' || level
        || '","region":' || ${nullable('region')} || ',"startYear":' || coalesce(start_year::text, 'null')
        || ',"endYear":' || coalesce(end_year::text, 'null') || '}}}'
      from initiatives where slug = $1), '{"data":{"initiative":null}}')`,
    values: ({ slug }) => [slug],
  },
  W2: {
    text: `with page as materialized (
        select id, slug, name, level, row_number() over (order by name, id) as n from initiatives
        where (name, id) > ($1::text, $2::integer) order by name, id limit 21),
      top as materialized (select * from page where n <= 20),
      act as materialized (select id, initiative_id, ordinal, summary, status from actions where initiative_id = any(array(select id from top))),
      act_actors as (
        select c.action_id, string_agg('{"slug":"' || a.slug || '","name":' || ${string('a.name')} || '}', ',' order by a.name, a.id) as j
        from (select distinct action_id, actor_id from action_actors where action_id = any(array(select id from act))) c
        join actors a on a.id = c.actor_id group by 1),
      act_points as (
        select c.action_id, string_agg('{"number":' || p.number || ',"title":' || ${string('p.title')} || '}', ',' order by p.id) as j
        from action_classifications c join action_points p on p.id = c.action_point_id
        where c.action_id = any(array(select id from act)) group by 1),
      top_actions as (
        select act.initiative_id, string_agg('{"ordinal":' || act.ordinal || ',"summary":' || ${string('act.summary')} || ',"status":"' || act.status
          || '","actors":{"nodes":[' || coalesce(aa.j, '') || ']},"actionPoints":{"nodes":[' || coalesce(ap.j, '') || ']}}', ',' order by act.ordinal, act.id) as j
        from act left join act_actors aa on aa.action_id = act.id left join act_points ap on ap.action_id = act.id group by 1),
      top_actors as (
        select p.initiative_id, string_agg('{"roles":["' || p.roles || '"],"node":{"slug":"' || a.slug || '","name":' || ${string('a.name')}
          || ',"acronym":' || coalesce(${string('a.acronym')}, 'null') || ',"kind":"' || a.kind || '"}}', ',' order by a.name, a.id) as j
        from (select initiative_id, actor_id, string_agg(distinct role, '","' order by role) as roles from participations
          where initiative_id = any(array(select id from top)) group by 1, 2) p
        join actors a on a.id = p.actor_id group by 1)
      select '{"data":{"initiatives":{"nodes":[' || coalesce(string_agg('{"slug":"' || top.slug || '","name":' || ${string('top.name')} || ',"level":"' || top.level
          || '","actors":{"edges":[' || coalesce(ta.j, '') || ']},"actions":{"nodes":[' || coalesce(tc.j, '') || ']}}', ',' order by top.n), '')
        || '],"pageInfo":{"hasNextPage":' || case when (select max(n) from page) > 20 then 'true' else 'false' end || '}}}}'
      from top left join top_actors ta on ta.initiative_id = top.id left join top_actions tc on tc.initiative_id = top.id`,
    values: ({ after }) => placeOf(after, ['', 0]),
  },
  W3: {
    text: `with who as materialized (select id, slug, name from actors where slug = $1),
      top as materialized (
        select p.roles, i.id, i.slug, i.name, row_number() over (order by i.name, i.id) as n
        from who join lateral (select initiative_id, string_agg(distinct role, '","' order by role) as roles from participations
          where actor_id = who.id group by 1) p on true
        join initiatives i on i.id = p.initiative_id order by i.name, i.id limit 10),
      act as materialized (
        select a.* from top cross join lateral (
          select id, initiative_id, ordinal, summary, status from actions where initiative_id = top.id order by ordinal, id limit 10) a),
      act_actors as (
        select act.id, string_agg('{"slug":"' || a.slug || '","name":' || ${string('a.name')} || '}', ',' order by a.name, a.id) as j
        from act cross join lateral (
          select a.id, a.slug, a.name from (select distinct actor_id from action_actors where action_id = act.id) c
          join actors a on a.id = c.actor_id order by a.name, a.id limit 10) a group by 1),
      top_actions as (
        select act.initiative_id, string_agg('{"ordinal":' || act.ordinal || ',"summary":' || ${string('act.summary')} || ',"status":"' || act.status
          || '","actors":{"nodes":[' || coalesce(aa.j, '') || ']}}', ',' order by act.ordinal, act.id) as j
        from act left join act_actors aa on aa.id = act.id group by 1)
      select coalesce((select '{"data":{"actor":{"slug":"' || who.slug || '","name":' || ${string('who.name')} || ',"initiatives":{"edges":['
        || coalesce((select string_agg('{"roles":["' || top.roles || '"],"node":{"slug":"' || top.slug || '","name":' || ${string('top.name')}
          || ',"actions":{"nodes":[' || coalesce(tc.j, '') || ']}}}', ',' order by top.n)
          from top left join top_actions tc on tc.initiative_id = top.id), '') || ']}}}}' from who), '{"data":{"actor":null}}')`,
    values: ({ slug }) => [slug],
  },
  W4: {
    text: `with top as materialized (
        select id, name, row_number() over (order by name, id) as n from initiatives
        where (name, id) > ($1::text, $2::integer) order by name, id limit 50),
      facts as (
        select a.initiative_id, c.action_point_id, count(*) as n
        from actions a join action_classifications c on c.action_id = a.id
        where a.initiative_id = any(array(select id from top)) and a.parent_id is null and a.nature = 'ACTION' group by 1, 2),
      cells as (
        select top.id, string_agg('{"actionPoint":{"number":' || p.number || ',"title":' || ${string('p.title')}
          || '},"actionCount":' || coalesce(f.n, 0) || ',"isGap":' || case when f.n > 0 then 'false' else 'true' end || ',"assessment":'
          || coalesce('{"coverage":"' || m.coverage || '","summary":' || ${string('m.summary')} || '}', 'null') || '}', ',' order by p.id) as j
        from top cross join action_points p left join facts f on f.initiative_id = top.id and f.action_point_id = p.id
        left join (select * from matrix_assessments where initiative_id = any(array(select id from top))) m
          on m.initiative_id = top.id and m.action_point_id = p.id
        group by 1)
      select '{"data":{"matrix":{"rows":{"nodes":[' || coalesce(string_agg('{"label":' || ${string('top.name')} || ',"cells":[' || cells.j || ']}', ',' order by top.n), '') || ']}}}}'
      from top join cells using (id)`,
    values: ({ after }) => placeOf(after, ['', 0]),
  },
  W5: {
    text: `with exact as materialized (
        select row_id from search_entries where kind = 'INITIATIVE' and words @@ websearch_to_tsquery('public.tenpoint', $1)),
      hits as materialized (
        select row_id from exact union all
        select row_id from search_entries where kind = 'INITIATIVE' and public.fold($1) <% folded and not exists (select 1 from exact)),
      found as materialized (
        select i.* from hits cross join lateral (
          select id, slug, name, level, region, start_year from initiatives where id = hits.row_id and level = $2 offset 0) i),
      top as (select *, row_number() over (order by name, id) as n from found order by name, id limit 20)
      select '{"data":{"initiatives":{"totalCount":' || (select count(*) from found) || ',"nodes":[' || coalesce(string_agg('{"slug":"' || slug
          || '","name":' || ${string('name')} || ',"level":"' || level || '","region":' || ${nullable('region')}
          || ',"startYear":' || coalesce(start_year::text, 'null') || '}', ',' order by n), '')
        || '],"pageInfo":{"hasNextPage":' || case when (select count(*) from found) > 20 then 'true' else 'false' end || '}}}}' from top`,
    values: ({ search, level }) => [search, level],
  },
  W6: {
    text: `with page as materialized (
        select id, initiative_id, ordinal, summary, status, row_number() over (order by initiative_id, ordinal, id) as n from actions
        where (initiative_id, ordinal, id) > ($1::integer, $2::integer, $3::integer) order by initiative_id, ordinal, id limit 21)
      select '{"data":{"actions":{"nodes":[' || coalesce(string_agg('{"ordinal":' || ordinal || ',"summary":' || ${string('summary')}
          || ',"status":"' || status || '"}', ',' order by n) filter (where n <= 20), '')
        || '],"pageInfo":{"hasNextPage":' || case when max(n) > 20 then 'true' else 'false' end || ',"endCursor":'
        || coalesce('"' || (select ${cursor('initiative_id ASC,ordinal ASC,id ASC', 'initiative_id', 'ordinal', 'id')} from page where n <= 20
          order by n desc limit 1) || '"', 'null') || '}}}}' from page`,
    values: ({ after }) => placeOf(after, [0, 0, 0]),
  },
}
