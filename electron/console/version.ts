import packageJson from '#package' with { type: 'json' };

/** Rollcall's own version, as in its package. */
export const version: string = packageJson.version;
