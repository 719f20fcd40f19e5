// What version 2.0 of the Data Package standard asks of a description of tables, as a JSON schema in our own words:
// https://datapackage.org/standard/data-package/, data-resource and table-schema. It is stricter: what we do not write is refused.

const names = { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', minLength: 1 } }

const field = {
  type: 'object',
  required: ['name', 'type', 'description'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    type: { enum: ['string', 'integer', 'number', 'boolean', 'date', 'datetime', 'time', 'year', 'any'] },
    constraints: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: { required: { type: 'boolean' }, enum: names },
    },
  },
}

const foreignKey = {
  type: 'object',
  required: ['fields', 'reference'],
  additionalProperties: false,
  properties: {
    fields: names,
    reference: {
      type: 'object',
      required: ['fields'],
      additionalProperties: false,
      // Left out where a table refers to itself.
      properties: { resource: { type: 'string', minLength: 1 }, fields: names },
    },
  },
}

const resource = {
  type: 'object',
  required: ['name', 'path', 'schema'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
    // A relative path never leads out of the folder.
    path: { type: 'string', pattern: '^(https?://\\S+|(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9._/-]*)$' },
    type: { const: 'table' },
    description: { type: 'string', minLength: 1 },
    format: { const: 'csv' },
    mediatype: { const: 'text/csv' },
    encoding: { const: 'utf-8' },
    dialect: {
      type: 'object',
      additionalProperties: false,
      properties: {
        header: { type: 'boolean' },
        delimiter: { type: 'string' },
        lineTerminator: { type: 'string' },
        quoteChar: { type: 'string', maxLength: 1 },
        doubleQuote: { type: 'boolean' },
      },
    },
    schema: {
      type: 'object',
      required: ['fields'],
      additionalProperties: false,
      properties: {
        fields: { type: 'array', minItems: 1, items: field },
        missingValues: { type: 'array', items: { type: 'string' } },
        primaryKey: names,
        foreignKeys: { type: 'array', minItems: 1, items: foreignKey },
      },
    },
  },
}

export const dataPackageSchema = {
  type: 'object',
  required: ['$schema', 'resources'],
  additionalProperties: false,
  properties: {
    $schema: { const: 'https://datapackage.org/profiles/2.0/datapackage.json' },
    name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
    title: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    version: { type: 'string', minLength: 1 },
    created: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$' },
    licenses: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        anyOf: [{ required: ['name'] }, { required: ['path'] }],
        properties: { name: { type: 'string', pattern: '^[-a-zA-Z0-9._]+$' }, title: { type: 'string' } },
      },
    },
    sources: {
      type: 'array',
      items: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
    },
    resources: { type: 'array', minItems: 1, items: resource },
  },
}
