// Who asks: the key that a request bears, and what it allows.
import { builder } from '../builder.ts'
import { valuesOf, vocabulary } from '../enumeration.ts'
import { allows, type KeyHolder, type KeyScope, keyScopes } from './keys.ts'

const Scope = vocabulary<Uppercase<KeyScope>>('KeyScope', 'What a key may allow.', {
  READ: keyScopes.read,
  PROPOSE: keyScopes.propose,
  PUBLISH: keyScopes.publish,
  ADMIN: keyScopes.admin,
})

const scopeOf = { READ: 'read', PROPOSE: 'propose', PUBLISH: 'publish', ADMIN: 'admin' } as const

const Viewer = builder.objectRef<KeyHolder>('Viewer').implement({
  description: 'Who asks: the key that the request bears.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'The name of the key. What it changes or proposes has it as its author.',
    }),
    scopes: t.field({
      type: [builder.vocabulary(Scope)],
      description: 'What the key allows. A key with ADMIN allows everything, and has all the others here as well.',
      resolve: (holder) => valuesOf(Scope).filter((scope) => allows(holder, scopeOf[scope])),
    }),
  }),
})

builder.queryFields((t) => ({
  viewer: t.field({
    type: Viewer,
    nullable: true,
    description: 'Who asks, and what the key of the request allows. Null for a request without a key.',
    resolve: (_root, _args, { holder }) => holder ?? null,
  }),
}))
