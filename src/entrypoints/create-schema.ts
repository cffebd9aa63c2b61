import '../accounts/account-mutations.graphql.ts'
import '../catalog/catalog-mutations.graphql.ts'
import '../catalog/connect-repository.graphql.ts'
import '../grouping/grouping-mutations.graphql.ts'
import '../guidance/guidance-mutations.graphql.ts'
import '../guidance/guidance-files.graphql.ts'
import '../guidance/guidance-queries.graphql.ts'
import '../platform/graphql/scalars.ts'
import '../problems/decisions/decision-mutations.graphql.ts'
import '../problems/coverage.graphql.ts'
import '../problems/impact/exchange-rates.graphql.ts'
import '../problems/impact/impact.graphql.ts'
import '../problems/membership-queries.graphql.ts'
import '../problems/names/names.graphql.ts'
import '../problems/problem-queries.graphql.ts'
import '../problems/status-mutations.graphql.ts'
import '../problems/trend/trend.graphql.ts'
import '../reports/report-mutations.graphql.ts'
import '../reports/vectors/grouping-progress.graphql.ts'
import '../tickets/outbox.graphql.ts'
import '../tickets/ticket-mutations.graphql.ts'
import { builder } from '../platform/graphql/builder.ts'
import { publishErrorCodes } from '../platform/graphql/user-error.ts'

publishErrorCodes()

/** All slices together. */
export const schema = builder.toSchema()
