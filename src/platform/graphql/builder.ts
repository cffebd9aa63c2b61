import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import ErrorsPlugin from '@pothos/plugin-errors'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import type PrismaTypes from '../database/generated/pothos-types.ts'
import { getDatamodel } from '../database/generated/pothos-types.ts'
import type { Context } from './context.ts'
import { limits } from './limits.ts'
import { relayOptions } from './relay-options.ts'

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

export const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes
  Context: Context
  DefaultFieldNullability: false
  DefaultEdgesNullability: false
  DefaultNodeNullability: false
  Scalars: {
    DateTime: { Input: Date; Output: Date }
    Date: { Input: Date; Output: Date }
    Markdown: { Input: string; Output: string }
    Decimal: { Input: string; Output: string }
  }
}>({
  // The errors plugin stands before prisma's, so that its result types wrap prisma fields.
  plugins: [ErrorsPlugin, RelayPlugin, PrismaPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  relay: relayOptions,
  prisma: {
    client: ({ deps }) => deps.database.prisma,
    dmmf: getDatamodel(),
    maxConnectionSize: 100,
    defaultConnectionSize: 50,
  },
  errors: {
    directResult: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${capitalized(fieldName)}Result`,
      description: 'What was asked for, or why it was refused.',
    },
  },
  complexity: limits,
})

builder.queryType({ description: 'Everything that can be read, within the organization of the key.' })
builder.mutationType({ description: 'Everything that can be done, within the organization of the key.' })
builder.subscriptionType({ description: 'What is told as it happens, within the organization of the key.' })
