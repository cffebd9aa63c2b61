import type { CodegenConfig } from '@graphql-codegen/cli'

/** Typed documents of schema/operations, for tests and benchmarks, and as an example for other clients. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'schema/operations/*.graphql',
  generates: {
    'schema/generated/operations.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        defaultScalarType: 'unknown',
        scalars: { ID: 'string', Date: 'string', DateTime: 'string', Decimal: 'string', Markdown: 'string' },
        // Sent as text: no client of ours needs the parsed form.
        documentMode: 'string',
      },
    },
  },
}

export default config
