import { contextBridge, ipcRenderer } from 'electron';

/** The page's own window, of which a preload script needs these two. */
declare const window: { postMessage(message: string, origin: string, ports: unknown[]): void };
declare const location: { readonly origin: string };

// A port cannot cross the bridge as a value: it is posted into the page, to our own origin only.
ipcRenderer.on('rollcall:port', (event) => {
  window.postMessage('rollcall:port', location.origin, [...event.ports]);
});

contextBridge.exposeInMainWorld('rollcall', {
  connect: (): void => ipcRenderer.send('rollcall:connect'),
  chooseFolder: (): Promise<string | null> => ipcRenderer.invoke('rollcall:choose-folder'),
  platform: process.platform,
});
