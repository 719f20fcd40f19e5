// The tables of what happens to the catalogue: loads, revisions, changesets, keys, and slugs that were given up.
import { ChangesetOrigin, ChangesetStatus } from '../vocabulary.ts'
import {
  boolean,
  generated,
  integer,
  internal,
  nullable,
  oneOf,
  slugText,
  text,
  timestamp,
  versioned,
} from './columns.ts'
import { id } from './common-columns.ts'

/** When which dataset was loaded, the last one last. */
export const datasetLoads = {
  name: 'dataset_loads',
  columns: {
    id,
    slug: slugText(),
    dataset_version: text(),
    digest: text(),
    loaded_at: generated(timestamp()),
    revision: nullable(integer()),
  },
} as const

/** The number of the last revision, in one row. Who opens a changeset holds it until the changeset is committed. */
export const revisionHead = { name: 'revision_head', columns: { only_row: boolean(), revision: integer() } } as const

/** Every revision of the catalogue, in the order of their commits. */
export const revisions = {
  name: 'revisions',
  columns: {
    revision: integer(),
    transaction_id: nullable(internal<string>()),
    committed_at: timestamp(),
    author: text(),
    reason: text(),
    changeset: nullable(integer()),
  },
} as const

/** The keys of those who may do more than read, as hashes. */
export const apiKeys = {
  name: 'api_keys',
  columns: {
    id,
    name: text(),
    hash: internal<Uint8Array>(),
    scopes: internal<readonly string[]>(),
    created_at: generated(timestamp()),
    expires_at: nullable(timestamp()),
    revoked_at: nullable(timestamp()),
    last_used_at: nullable(timestamp()),
  },
} as const

/** What someone proposes to change, and what became of it. JSON is written as text. */
export const changesets = {
  name: 'changesets',
  columns: {
    number: id,
    status: generated(oneOf(ChangesetStatus)),
    reason: text(),
    origin: oneOf(ChangesetOrigin),
    author: text(),
    key_id: nullable(integer()),
    base_revision: nullable(integer()),
    preview: nullable(internal<unknown>()),
    warnings: generated(internal<unknown>()),
    idempotency_key: nullable(text()),
    request_hash: nullable(text()),
    created_at: generated(timestamp()),
    decided_at: nullable(timestamp()),
    decided_by: nullable(text()),
    comment: nullable(text()),
    revision: nullable(integer()),
  },
} as const

/** The changes of proposals, in parts. JSON is written as text. */
export const changesetParts = {
  name: 'changeset_parts',
  columns: { changeset: integer(), part: integer(), changes: internal<unknown>() },
} as const

/** Slugs that were given up, by the table of what they were of, and where each leads; the database keeps those of what was renamed. */
export const slugRedirects = {
  name: 'slug_redirects',
  columns: { kind: text(), old_slug: slugText(), target_id: integer(), ...versioned },
} as const

/** Queries that someone stored to cite them. JSON is written as text. */
export const storedQueries = {
  name: 'stored_queries',
  columns: {
    id: text(),
    document: text(),
    operation_name: nullable(text()),
    variables: text(),
    revision: integer(),
    checksum: text(),
    pages: text(),
    stored_by: text(),
    stored_at: generated(timestamp()),
  },
} as const
