import type { Result } from '#shared/result.ts';

/** What a result holds, for a test that needs it to go on; throws the error's message otherwise. */
export function valueOf<T>(result: Result<T, { readonly message: string }>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}
