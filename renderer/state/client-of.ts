import type { Client } from './client.ts';
import type { Mirror } from './mirror.ts';

/** The connection to the console; throws, in words for the operator, while there is none. */
export function clientOf(mirror: Mirror): Client {
  const { client } = mirror.getState();
  if (client === null)
    throw new Error('The connection to the console is lost; it is being tried again.');
  return client;
}
