import type { Viewer } from '../platform/viewer.ts'

/** GitHub's permission was asked; here its people may do what a designer may. */
export const asGitHub = (organizationId: string): Viewer => ({
  organizationId,
  memberId: '',
  teamId: null,
  scopes: ['GUIDE'],
  keyId: null,
})
