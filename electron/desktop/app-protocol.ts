import { protocol } from 'electron';
import { securityHeaders } from '#electron/transport/security-headers.ts';
import type { StaticFiles } from '#electron/transport/static-files.ts';

const scheme = 'rollcall-app';

/** The origin of our own page; nothing else may talk to the console. */
export const appOrigin = `${scheme}://console`;

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built screens under their own origin, so that no file URL is ever needed; waits for them. */
export function serveAppScheme(reading: Promise<StaticFiles>): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const file = url.host === 'console' ? (await reading).get(url.pathname) : undefined;
    const headers = securityHeaders([]);
    if (file === undefined) return new Response('No such file.', { status: 404, headers });
    return new Response(file.body, { headers: { ...headers, 'Content-Type': file.contentType } });
  });
}
