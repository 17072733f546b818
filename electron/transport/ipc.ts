import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { asFrame, joinEnds, largestAsked, type FrameEnd } from './frames.ts';
import type { ConnectConsole } from './websocket.ts';

/** The names that the preload script uses as well. */
const askForPort = 'rollcall:connect';
const hereIsPort = 'rollcall:port';

interface Sender {
  readonly senderFrame: { readonly origin: string } | null;
  readonly sender: WebContents;
}

/** Whether a message comes from our own page in the main frame of our own window. */
export function isOurPage(event: Sender, ours: WebContents | undefined, origin: string): boolean {
  if (ours === undefined || event.sender !== ours) return false;
  return event.senderFrame === ours.mainFrame && event.senderFrame.origin === origin;
}

function mainPortEnd(port: MessagePortMain): FrameEnd {
  return {
    send: (frame) => port.postMessage(frame),
    onFrame(take) {
      port.on('message', ({ data }: { data: unknown }) => {
        const frame = asFrame(data, largestAsked);
        if (frame === undefined) port.close();
        else take(frame);
      });
      port.start();
    },
    onClose(tell) {
      port.on('close', tell);
    },
    close: () => port.close(),
  };
}

async function givePort(connect: ConnectConsole, page: WebContents): Promise<void> {
  const end = await connect();
  const { port1, port2 } = new MessageChannelMain();
  // Closed at once when there is no console: the page sees its connection end and tells the operator.
  if (!end.ok) port1.close();
  else if (page.isDestroyed()) end.value.close();
  else joinEnds(mainPortEnd(port1), end.value);
  if (!page.isDestroyed()) page.postMessage(hereIsPort, null, [port2]);
}

export interface IpcDeps {
  readonly connect: ConnectConsole;
  /** The one window's contents, while there is one. */
  readonly ours: () => WebContents | undefined;
  readonly origin: string;
}

/**
 * Gives our own page a port to the console each time it asks. Anyone else's request is dropped
 * without an answer.
 */
export function relayIpc(deps: IpcDeps): void {
  ipcMain.on(askForPort, (event) => {
    if (!isOurPage(event, deps.ours(), deps.origin)) return;
    void givePort(deps.connect, event.sender);
  });
}
