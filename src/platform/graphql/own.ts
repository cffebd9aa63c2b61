import type { Context } from './context.ts'
import { isUuid } from './global-id.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** The key of a row of the viewer's own organization; what is no id finds nothing. */
export const own = (id: string, { viewer }: Context) => ({
  organizationId_id: { organizationId: viewer.organizationId, id: isUuid(id) ? id : nobody },
})
