/** Set on an issue, it makes its text guidance. */
export const pitfallLabel = 'setup-pitfall'

/** GitHub takes labels that differ in their capitals for one. */
export const isPitfallLabel = (label: string): boolean => label.toLowerCase() === pitfallLabel
