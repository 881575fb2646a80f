/** Rules of a platform that keeps schemas of its own. */
export const PRESETS = ['supabase'] as const
export type Preset = (typeof PRESETS)[number]
