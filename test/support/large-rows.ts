// The rows of a large catalogue as set-based SQL: the same rows at every run, some things frequent and most things rare.
// Ids of made rows begin after a thousand; below are those of the real catalogue.

/** Numbers drawn from a row's number: `pick` even over 0..m-1, `few` mostly small ones. */
export const functions = [
  `create function large_pick(i bigint, seed bigint, m bigint) returns integer language sql immutable parallel safe
    return mod(hashint8extended(i, seed) & 9223372036854775807, m)::integer`,
  `create function large_few(i bigint, seed bigint, m bigint) returns integer language sql immutable parallel safe
    return floor(m * power(mod(hashint8extended(i, seed) & 9223372036854775807, 1000000) / 1000000.0::float8, 3))::integer`,
  // Six words from a vocabulary of a few frequent and many rare ones.
  `create table large_words as select n as id, (array['migrant', 'border', 'return', 'refugee', 'training', 'asylum', 'registration', 'reception',
    'screening', 'referral', 'trafficking', 'coast', 'detention', 'shelter', 'official', 'guard', 'counselling', 'resettlement'])[1 + n % 18]
    || case when n < 18 then '' else substr(md5(n::text), 1, 5) end as word from generate_series(0, 4999) n`,
  'alter table large_words add primary key (id)',
  `create function large_text(i bigint, seed bigint) returns text language sql stable parallel safe
    return (select string_agg(word, ' ') from large_words where id in (large_few(i, seed, 5000), large_few(i, seed + 1, 5000),
      large_few(i, seed + 2, 5000), large_pick(i, seed + 3, 18), large_pick(i, seed + 4, 18)))`,
]

const one = (values: readonly string[], i: string, seed: number, how: 'pick' | 'few' = 'few'): string =>
  `(array[${values.map((value) => `'${value}'`).join(', ')}])[1 + large_${how}(${i}, ${seed}, ${values.length})]`

const populations = ['REFUGEES', 'ASYLUM_SEEKERS', 'MIGRANTS', 'CHILDREN', 'WOMEN', 'STATELESS', 'DIASPORAS', 'OTHER']
const nameKinds = ['ALIAS', 'SOURCE_FORM', 'FORMER', 'OFFICIAL']
const natures = `case when large_pick(k.id, 40, 10) < 8 then 'ACTION' when large_pick(k.id, 40, 10) = 8 then 'RECOMMENDATION' else 'AGENDA_TOPIC' end`

/** Two fifths have dates; of those half have ended. */
const period = (
  i: string,
) => `case when large_pick(${i}, 90, 5) < 2 then (1960 + large_pick(${i}, 91, 50)) || ' ' || large_pick(${i}, 92, 999) end,
  case when large_pick(${i}, 90, 5) < 2 then make_date(1960 + large_pick(${i}, 91, 50), 1, 1) end, case when large_pick(${i}, 90, 5) < 2 then 'YEAR' end,
  case when large_pick(${i}, 90, 5) = 1 then make_date(2010 + large_pick(${i}, 93, 20), 12, 31) end, case when large_pick(${i}, 90, 5) = 1 then 'YEAR' end`
const periodColumns = 'period_text, starts_on, start_precision, ends_on, end_precision'

/** Statements that may run at once, after those of the phases before. */
export function rowsOf(initiatives: number): readonly (readonly string[])[] {
  const n = initiatives
  const [actors, documents, citations, places] = [n / 5, n / 5, n, Math.min(n / 8, 12_500)]
  const groups = Math.ceil(actors / 33)
  const plans = n / 10
  const own = { id: '1000 + i', citation: `1001 + large_pick(i, 1, ${citations})` }
  const initiative = `generate_series(1, ${n}) i`
  const place = (i: string, seed: number) => `1001 + large_few(${i}, ${seed}, ${places})`
  const actor = (i: string, seed: number) => `1001 + large_few(${i}, ${seed}, ${actors})`
  const insert = (table: string, columns: string, query: string) =>
    `insert into ${table} (${columns}) overriding system value select ${query}`
  return [
    [
      insert(
        'documents',
        'id, slug, title, kind, language, issued, publisher',
        `1000 + i, 'document-' || i, initcap(large_text(i, 10)) || ' ' || i, ${one(['REPORT', 'ANNEX', 'STUDY', 'WEB_PAGE', 'DECLARATION', 'OTHER'], 'i', 11)},
          case when i % 3 = 0 then 'en' end, (1990 + large_pick(i, 12, 30))::text, 'Publisher ' || large_few(i, 13, 2000) from generate_series(1, ${documents}) i`,
      ),
      // Countries of one region in ten, and what lies in them.
      insert(
        'places',
        'id, code, slug, name, kind, parent_id',
        `1000 + i, 'X-L' || i, 'place-' || i, initcap(large_text(i, 20)) || ' ' || i,
          case when i <= 10 then 'CUSTOM_REGION' when i <= 200 then 'SUBNATIONAL' else 'LOCALITY' end,
          case when i <= 10 then null when i <= 200 then 1001 + i % 10 else 1011 + large_few(i, 21, 190) end from generate_series(1, ${places}) i`,
      ),
    ],
    [
      `delete from place_closure`,
      insert(
        'citations',
        'id, document_id, page_start, page_end, section, footnote',
        `1000 + i, 1001 + i % ${documents}, 1 + i / ${documents}, 1 + i / ${documents} + i % 3,
          case when i % 50 = 0 then 'FOOTNOTE' else ${one(['ACTIONS', 'BACKGROUND', 'ACTORS', 'REVIEW', 'INTRODUCTION'], 'i', 30)} end,
          case when i % 50 = 0 then i / 50 end from generate_series(1, ${citations}) i`,
      ),
    ],
    [
      `insert into place_closure with recursive up (ancestor_id, descendant_id) as (select id, id from places
        union select edge.above, up.descendant_id from up join (select id as below, parent_id as above from places where parent_id is not null
          union all select member_id, place_id from place_members) edge on edge.below = up.ancestor_id) select * from up`,
      insert(
        'place_names',
        'place_id, name, kind',
        `1000 + i, 'Other place ' || i, 'ALIAS' from generate_series(1, ${places}) i`,
      ),
      insert(
        'actors',
        'id, slug, name, acronym, kind, country_id, parent_id, parent_basis, is_group, stated_count, description, citation_id',
        `1000 + i, 'actor-' || i, initcap(large_text(i, 50)) || ' ' || i, case when i % 5 < 2 then upper(substr(md5(i::text), 1, 4)) end,
          ${one(['NATIONAL_NGO', 'GOVERNMENT_BODY', 'STATE', 'UN_ENTITY', 'INTERNATIONAL_NGO', 'ACADEMIC', 'NGO', 'MECHANISM', 'OTHER', 'INDIVIDUALS'], 'i', 51)},
          case when i % 4 > 0 then ${place('i', 52)} end, case when i % 10 = 9 then ${actor('i', 53)} - 1000 + i / 2 end, case when i % 10 = 9 then 'STATED' end,
          i <= ${groups}, case when i <= ${groups} then 1 + large_few(i, 54, 500) end, case when i % 2 = 0 then large_text(i, 55) end, ${own.citation}
          from generate_series(1, ${actors}) i`,
      ),
      insert(
        'initiatives',
        `id, slug, name, acronym, kind, level, region, section, coverage, status, background, ${periodColumns}, as_of, acts_as_id, citation_id`,
        `1000 + i, 'initiative-' || i, initcap(large_text(i, 60)) || ' ' || i, case when i % 5 < 2 then upper(substr(md5(i::text), 1, 4)) end,
          ${one(['PROJECT', 'PROGRAMME', 'CONFERENCE', 'NETWORK', 'TASK_FORCE', 'STUDY', 'SERVICE', 'CAMPAIGN', 'OTHER'], 'i', 61)},
          ${one(['NATIONAL', 'REGIONAL', 'LOCAL', 'INTERREGIONAL', 'GLOBAL'], 'i', 62)},
          case when i % 3 = 0 then ${one(['EUROPE', 'AMERICAS', 'ASIA_AND_PACIFIC', 'GULF_OF_ADEN'], 'i', 63)} end, '1.' || i % 400,
          case when i % 100 = 0 then 'FULL' when i % 10 = 0 then 'BRIEF' else 'MENTION' end, ${one(['ONGOING', 'COMPLETED', 'UNKNOWN', 'PLANNED', 'DORMANT'], 'i', 64)},
          case when i % 10 = 0 then large_text(i, 65) end, ${period('i')}, '2011-02', case when i % 500 = 0 then 1000 + i / 500 end, ${own.citation} from ${initiative}`,
      ),
    ],
    [
      `create table large_actions as select 1000 + row_number() over (order by i, k) as id, i, k::integer
        from ${initiative} cross join lateral generate_series(1, 2 + large_few(i, 70, 32) + (large_pick(i, 77, 100) < 42)::integer) k`,
      insert(
        'participations',
        'key, initiative_id, actor_id, phase_id, role, certainty, listed, note, citation_id',
        `'large/' || i || '/' || k, 1000 + i, ${actor('i * 64 + k', 71)}, null,
          ${one(['MEMBER', 'PARTNER', 'PARTICIPANT', 'FUNDER', 'LEAD', 'OBSERVER', 'HOST', 'CHAIR', 'LIAISON'], 'i * 64 + k', 72)},
          case when large_pick(i * 64 + k, 73, 50) = 0 then 'SOUGHT' when large_pick(i * 64 + k, 73, 50) = 1 then 'PLANNED' else 'STATED' end, k % 4 > 0,
          case when large_pick(i * 64 + k, 74, 20) = 0 then large_text(i, 75) end, ${own.citation}
          from ${initiative} cross join lateral generate_series(1, 2 + large_few(i, 76, 26)) k on conflict do nothing`,
      ),
      insert(
        'phases',
        `id, key, initiative_id, ordinal, kind, name, ${periodColumns}, duration_months, status, citation_id`,
        `1000 + i, 'large/' || i, 1000 + i, 1, ${one(['PHASE', 'COMPONENT', 'WORKING_GROUP', 'PROGRAMME'], 'i', 80)}, 'Phase ' || large_text(i, 81), ${period('i')},
          case when i % 4 = 0 then 1 + large_few(i, 82, 400) end, ${one(['UNKNOWN', 'COMPLETED', 'ONGOING', 'PLANNED'], 'i', 83)}, ${own.citation}
          from generate_series(3, ${n}, 3) i`,
      ),
      insert(
        'actor_names',
        'actor_id, name, kind, language',
        `1000 + i, 'Also ' || large_text(i, 100) || ' ' || i, ${one(nameKinds, 'i', 101)}, case when i % 10 = 0 then 'fr' end from generate_series(2, ${actors}, 2) i`,
      ),
      insert(
        'actor_identifiers',
        'actor_id, scheme, value',
        `1000 + i, 'ROR', i::text from generate_series(2, ${actors}, 2) i`,
      ),
      insert(
        'actor_memberships',
        'group_id, member_id, basis, citation_id',
        `1000 + i, 1001 + ${groups} + (i * 37 + k * 11) % ${actors - groups}, 'STATED', ${own.citation} from generate_series(1, ${groups}) i, generate_series(1, 18) k on conflict do nothing`,
      ),
      insert(
        'initiative_names',
        'initiative_id, name, kind, language',
        `1000 + i, 'Also ' || large_text(i, 102) || ' ' || i, ${one(nameKinds, 'i', 103)}, case when i % 10 = 0 then 'es' end from generate_series(2, ${n}, 2) i`,
      ),
      insert(
        'initiative_places',
        'initiative_id, place_id, role, citation_id',
        `1000 + i, ${place('i * 4 + k', 104)}, (array['COVERAGE', 'VENUE', 'ORIGIN', 'TARGET'])[k + 1], ${own.citation} from ${initiative}, generate_series(0, large_few(i, 105, 4)) k`,
      ),
      insert(
        'initiative_populations',
        'initiative_id, population, note, citation_id',
        `1000 + i, (array[${populations.map((value) => `'${value}'`).join(', ')}])[1 + (large_few(i, 106, 8) + k) % 8], case when i % 20 = 0 then large_text(i, 107) end,
          ${own.citation} from ${initiative}, generate_series(0, i % 2) k`,
      ),
      insert(
        'initiative_relations',
        'key, from_id, to_id, kind, citation_id',
        `'large/' || i, 1000 + i, 1001 + large_few(i, 108, ${n - 1}), ${one(['PART_OF', 'SUPPORTS', 'BUILDS_ON', 'SERIES'], 'i', 109)}, ${own.citation}
        from generate_series(3, ${n}, 3) i where large_few(i, 108, ${n - 1}) + 1 <> i`,
      ),
      insert(
        'initiative_references',
        'key, initiative_id, ordinal, kind, label, document_id, url, note, citation_id',
        `'large/' || i, 1000 + i, 1, ${one(['WEB_ADDRESS', 'DOCUMENT', 'ANNEX', 'FOOTNOTE'], 'i', 110)},
        'Annex ' || i % 5000, 1001 + large_few(i, 111, ${documents}), case when i % 5 = 0 then 'https://example.org/' || i end, case when i % 20 = 0 then large_text(i, 118) end, ${own.citation} from ${initiative}`,
      ),
      insert(
        'matrix_assessments',
        'initiative_id, action_point_id, coverage, summary, basis, rationale',
        `1000 + i, 1 + (i + k * 3) % 10, (array['PRIMARY', 'SECONDARY', 'NONE'])[1 + (i + k) % 3], initcap(large_text(i * 4 + k, 119)),
          case when (i + k) % 4 = 0 then 'STATED' else 'EDITORIAL' end, case when (i + k) % 4 > 0 then 'Its words' end
          from ${initiative}, generate_series(0, 2) k`,
      ),
    ],
    [
      insert(
        'implementation_plans',
        `id, slug, name, status, place_id, initiative_id, author, author_actor_id, document_id, summary, ${periodColumns}`,
        `1000 + i, 'plan-' || i, initcap(large_text(i, 130)) || ' ' || i, ${one(['ADOPTED', 'DRAFT', 'ARCHIVED'], 'i', 131)},
          case when i % 2 = 0 then ${place('i', 132)} end, case when i % 2 = 1 then 1001 + large_few(i, 133, ${n}) end, 'Author ' || large_few(i, 134, 2000),
          case when i % 3 > 0 then ${actor('i', 135)} end, case when i % 4 = 0 then 1001 + large_few(i, 136, ${documents}) end,
          case when i % 5 = 0 then large_text(i, 137) end, ${period('i')} from generate_series(1, ${plans}) i`,
      ),
      insert(
        'actions',
        `id, key, initiative_id, ordinal, parent_id, phase_id, summary, nature, kind, status, ${periodColumns}, citation_id`,
        `k.id, 'large/' || k.id, 1000 + k.i, k.k, case when k.k > 2 and large_pick(k.id, 41, 10) = 0 then k.id - k.k + 1 end,
          case when k.i % 3 = 0 and k.k % 2 = 0 then 1000 + k.i end, initcap(large_text(k.id, 42)), ${natures},
          ${one(['COORDINATION', 'TRAINING', 'DIALOGUE', 'RESEARCH_DATA', 'RETURN', 'ADVOCACY', 'LEGAL_AID', 'EQUIPMENT', 'FUNDRAISING', 'OTHER'], 'k.id', 43)},
          case when ${natures} = 'RECOMMENDATION' then 'RECOMMENDED' else ${one(['UNKNOWN', 'DONE', 'ONGOING', 'PLANNED', 'DELAYED'], 'k.id', 44)} end,
          ${period('k.id')}, 1001 + large_pick(k.i, 1, ${citations}) from large_actions k`,
      ),
      insert(
        'action_actors',
        'action_id, actor_id, role, attribution',
        `k.id, ${actor('k.id * 4 + s', 45)}, (array['PERFORMER', 'COLLABORATOR', 'BENEFICIARY', 'FUNDER'])[s + 1], case when k.id % 3 = 0 then 'COLLECTIVE' else 'NAMED' end
          from large_actions k cross join lateral generate_series(0, large_few(k.id, 46, 4)) s`,
      ),
      insert(
        'action_classifications',
        'action_id, action_point_id, sub_point_id, basis, rationale, agreement',
        `k.id, p.id, case when k.id % 5 = 0 then p.sub end, case when k.id % 4 = 0 then 'STATED' else 'EDITORIAL' end, case when k.id % 4 = 0 then null else 'Its words' end, 1 + k.id % 3
          from large_actions k cross join lateral generate_series(0, large_few(k.id, 47, 3)) s
          join (select p.id, (select min(s.id) from sub_points s where s.action_point_id = p.id) as sub from action_points p) p
            on p.id = 1 + (large_few(k.id, 48, 10) + s * 3) % 10`,
      ),
      insert(
        'action_places',
        'action_id, place_id',
        `k.id, ${place('k.id', 49)} from large_actions k where k.id % 5 = 0`,
      ),
      insert(
        'action_populations',
        'action_id, population',
        `k.id, ${one(populations, 'k.id', 39)} from large_actions k where k.id % 5 < 2`,
      ),
      insert(
        'objectives',
        'key, initiative_id, ordinal, text, phase_id, citation_id',
        `'large/' || i || '/' || k, 1000 + i, k, large_text(i * 4 + k, 112), case when i % 3 = 0 and k = 2 then 1000 + i end, ${own.citation}
        from ${initiative}, generate_series(1, 2) k`,
      ),
      insert(
        'outcomes',
        `id, key, initiative_id, ordinal, phase_id, kind, text, ${periodColumns}, citation_id`,
        `1000 + i * 16 + k, 'large/' || i || '/' || k, 1000 + i, k, case when i % 3 = 0 and k = 1 then 1000 + i end,
        ${one(['OUTCOME', 'OUTPUT', 'CHALLENGE', 'CONTEXT', 'LESSON', 'GAP', 'NEXT_STEP'], 'i * 16 + k', 113)}, large_text(i * 16 + k, 114), ${period('i * 16 + k')}, ${own.citation}
        from ${initiative} cross join lateral generate_series(1, 1 + large_few(i, 115, 9)) k`,
      ),
    ],
    [
      insert(
        'plan_items',
        `id, key, plan_id, ordinal, action_point_id, activity, objective, existing_measures, gap, indicator, resources, remarks, status, priority, ${periodColumns}`,
        `1000 + i * 8 + k, 'large/' || i || '/' || k, 1000 + i, k, 1 + large_few(i * 8 + k, 140, 10), initcap(large_text(i * 8 + k, 141)),
          ${['objective', 'existing_measures', 'gap', 'indicator', 'resources', 'remarks'].map((_, at) => `case when k % 3 = ${at % 3} then large_text(i * 8 + k, ${142 + at}) end`).join(', ')},
          ${one(['PLANNED', 'ONGOING', 'DONE', 'DELAYED', 'DROPPED'], 'i * 8 + k', 148)},
          case when k % 2 = 0 then ${one(['MEDIUM', 'HIGH', 'LOW'], 'i * 8 + k', 149)} end, ${period('i * 8 + k')}
          from generate_series(1, ${plans}) i cross join lateral generate_series(1, 1 + large_few(i, 150, 7)) k`,
      ),
      insert(
        'outcome_actors',
        'outcome_id, actor_id',
        `id, ${actor('id', 116)} from outcomes where id > 1000 and id % 2 = 0`,
      ),
      insert(
        'outcome_places',
        'outcome_id, place_id',
        `id, ${place('id', 117)} from outcomes where id > 1000 and id % 3 = 0`,
      ),
    ],
    [
      insert(
        'plan_item_actors',
        'plan_item_id, actor_id, role',
        `id, ${actor('id * 4 + s', 151)}, (array['RESPONSIBLE', 'FUNDING', 'SUPPORTING'])[s + 1]
          from plan_items cross join lateral generate_series(0, large_few(id, 152, 3)) s where id > 1000`,
      ),
      insert(
        'plan_item_actions',
        'plan_item_id, action_id',
        `i.id, a.id from plan_items i join (select min(id) as id, initiative_id from actions group by 2) a
          on a.initiative_id = 1001 + large_few(i.id, 153, ${n}) where i.id % 3 = 0`,
      ),
    ],
  ]
}
