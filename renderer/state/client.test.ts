import { expect, it } from 'vitest';
import { createConnect, Unanswered } from './client.ts';

/** A desktop window whose console answers nothing. */
function openPage() {
  const { port1: port, port2: far } = new MessageChannel();
  const page = new EventTarget();
  const about = { origin: 'rollcall://app' };
  const message = { source: page, origin: about.origin, data: 'rollcall:port', ports: [port] };
  const rollcall = {
    connect: () => page.dispatchEvent(Object.assign(new Event('message'), message)),
  };
  Object.assign(page, { location: about, rollcall, setTimeout, clearTimeout });
  // All of a window that connecting asks for.
  return { page: page as Window, far };
}

it('a call that the console does not answer any more says so in words for the operator', async () => {
  const { page, far } = openPage();
  const { client } = await createConnect(page)();
  const asked = client.about();
  far.close();
  await expect(asked).rejects.toThrow(Unanswered);
  await expect(asked).rejects.toThrow('The connection to the console was lost');
});
