/** What a system's records do not tell, and why. */
export const cannot = (why: string) => ({ can: false, why }) as const;
