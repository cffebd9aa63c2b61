import '../accounts/account-mutations.graphql.ts'
import '../catalog/catalog-mutations.graphql.ts'
import '../guidance/guidance-mutations.graphql.ts'
import '../guidance/guidance-queries.graphql.ts'
import '../platform/graphql/scalars.ts'
import '../problems/problem-queries.graphql.ts'
import '../reports/report-mutations.graphql.ts'
import '../tickets/tickets.graphql.ts'
import { builder } from '../platform/graphql/builder.ts'
import { publishErrorCodes } from '../platform/graphql/user-error.ts'

publishErrorCodes()

/** All slices together. */
export const schema = builder.toSchema()
