import { createHash, createVerify } from 'node:crypto'
import type { StandInState } from './stand-in-state.ts'
import type { StandInUser } from './stand-in-types.ts'

/** The App that may sign in here. Without `publicKey` (PEM) its signatures are taken on trust. */
export type StandInApp = {
  id: number
  slug: string
  publicKey?: string
  /** As GitHub's API names them, such as `{ issues: 'write', metadata: 'read' }`. */
  permissions?: Record<string, string>
}

export type Caller =
  | { kind: 'user'; user: StandInUser }
  | { kind: 'installation'; user: StandInUser; installationId: number }
  | { kind: 'app' }

export type Access = {
  /** Undefined when the credentials are not good: 401. */
  callerOf(authorization: string | undefined): Caller | undefined
  issueInstallationToken(installationId: number): string
  /** Every token given out so far, or those of one installation, stop working. */
  revokeInstallationTokens(installationId?: number): void
}

export function openAccess(
  state: StandInState,
  { token, login, app }: { token: string; login: string; app: StandInApp },
): Access {
  const installationTokens = new Map<string, number>()
  return {
    callerOf(authorization = '') {
      const credential = /^(?:bearer|token) (\S+)$/i.exec(authorization)?.[1]
      if (credential === undefined) return undefined
      if (credential === token) return { kind: 'user', user: state.user(login) }
      const installationId = installationTokens.get(credential)
      if (installationId !== undefined) {
        return { kind: 'installation', user: state.user(`${app.slug}[bot]`), installationId }
      }
      return isSignedBy(app, credential) ? { kind: 'app' } : undefined
    },
    issueInstallationToken(installationId) {
      const digest = createHash('sha256').update(`${installationId}/${state.nextId()}`).digest('hex')
      const issued = `ghs_${digest.slice(0, 36)}`
      installationTokens.set(issued, installationId)
      return issued
    },
    revokeInstallationTokens(installationId) {
      for (const [issued, of] of installationTokens) {
        if (installationId === undefined || of === installationId) installationTokens.delete(issued)
      }
    },
  }
}

function isSignedBy({ id, publicKey }: StandInApp, jwt: string): boolean {
  const [header, claims, signature] = jwt.split('.')
  if (header === undefined || claims === undefined || signature === undefined) return false
  try {
    const { iss } = JSON.parse(Buffer.from(claims, 'base64url').toString())
    if (String(iss) !== String(id)) return false
  } catch {
    return false
  }
  if (publicKey === undefined) return true
  return createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(publicKey, signature, 'base64url')
}
