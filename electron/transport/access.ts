import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What lets a browser in. */
export interface Access {
  /** In the address that is printed. */
  readonly token: string;
  /** In the address that the system is given to open: whoever lists processes can read it there. */
  readonly openingToken: string;
  /** In the cookie that a token is exchanged for. */
  readonly sessionKey: string;
}

const loopbackNames = ['127.0.0.1', 'localhost'] as const;

/** The `Host` values that mean this server. Another name is another site resolving to us. */
export const ownHosts = (port: number): readonly string[] =>
  loopbackNames.map((name) => `${name}:${port}`);

/** Compares in a time that tells nothing about where two secrets differ. */
function isSameSecret(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** Gives whether a token lets in: the printed one always, the one for opening once. */
export function createTokenCheck({ token, openingToken }: Access): (given: string) => boolean {
  let isSpent = false;
  return (given) => {
    if (isSameSecret(given, token)) return true;
    if (isSpent || !isSameSecret(given, openingToken)) return false;
    isSpent = true;
    return true;
  };
}

/** Cookies are shared between ports of one host, so the port is part of the name. */
export const cookieName = (port: number): string => `rollcall-${port}`;

/** Whether a request names this server and carries the session's cookie. */
export function hasSession(headers: IncomingHttpHeaders, access: Access, port: number): boolean {
  const wanted = `${cookieName(port)}=`;
  const cookies = (headers.cookie ?? '').split(/;\s*/);
  return cookies.some(
    (cookie) =>
      cookie.startsWith(wanted) && isSameSecret(cookie.slice(wanted.length), access.sessionKey),
  );
}

export const isOwnHost = (headers: IncomingHttpHeaders, port: number): boolean =>
  ownHosts(port).includes(headers.host ?? '');

/** Whether an upgrade comes from a page that this server itself delivered. */
export const isOwnOrigin = (headers: IncomingHttpHeaders): boolean =>
  headers.origin === `http://${headers.host ?? ''}`;
