// Prints the schema, sorted, into schema/schema.graphql; committed, so that a change of the API shows in review.
import { writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from '../src/entrypoints/create-schema.ts'

writeFileSync('schema/schema.graphql', `${printSchema(lexicographicSortSchema(schema))}\n`)
