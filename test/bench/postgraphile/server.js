// PostGraphile 5 over the same tables, set up for production: its Amber preset, reading only, no GraphiQL, no watching.
// JavaScript, because its types are there only where the benchmark has installed it.
import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { jsonPgSmartTags } from 'postgraphile/utils'

const { DATABASE_URL, POOL_SIZE, PORT } = process.env
const size = Number(POOL_SIZE)

const orderable = { tags: { behavior: ['+orderBy'] } }

const tags = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      // Two of its columns would be called rowId.
      'public.search_entries': { attribute: { row_id: { tags: { name: 'subject_id' } } } },
      'postgraphile_bench.cooperations': {
        tags: {
          primaryKey: 'actor_id,initiative_id',
          foreignKey: [
            '(actor_id) references public.actors (id)|@fieldName actor|@foreignFieldName cooperations',
            '(initiative_id) references public.initiatives (id)|@fieldName initiative|@foreignFieldName cooperations',
          ],
        },
        attribute: { initiative_name: orderable, actor_name: orderable },
      },
      'postgraphile_bench.credits': {
        tags: {
          primaryKey: 'action_id,actor_id',
          foreignKey: [
            '(action_id) references public.actions (id)|@fieldName action|@foreignFieldName credits',
            '(actor_id) references public.actors (id)|@fieldName actor|@foreignFieldName credits',
          ],
        },
        attribute: { actor_name: orderable },
      },
      'postgraphile_bench.matrix_cells': {
        tags: {
          primaryKey: 'initiative_id,action_point_id',
          foreignKey: [
            '(initiative_id) references public.initiatives (id)|@fieldName initiative|@foreignFieldName cells',
            '(action_point_id) references public.action_points (id)|@fieldName actionPoint|@foreignFieldName cells',
          ],
        },
      },
    },
    procedure: {
      'postgraphile_bench.search_initiatives': {
        tags: { sortable: true, behavior: ['+queryField:resource:connection', '+proc:orderBy', '+order'] },
      },
    },
  },
})

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [tags],
  disablePlugins: ['MutationPlugin', 'PgMutationCreatePlugin', 'PgMutationUpdateDeletePlugin'],
  pgServices: [
    makePgService({
      connectionString: DATABASE_URL,
      schemas: ['public', 'postgraphile_bench'],
      poolConfig: { max: size, min: size, idleTimeoutMillis: 0 },
    }),
  ],
  grafast: { explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false },
})

const server = createServer()
await instance.createServ(grafserv).addTo(server)
if (process.argv.includes('--schema')) {
  const { printSchema } = await import('graphql')
  console.log(printSchema(await instance.getSchema()))
  process.exit()
}
server.listen(Number(PORT), '127.0.0.1', () => console.log('ready'))
