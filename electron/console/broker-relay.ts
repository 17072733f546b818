import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type {
  BrokerAnswer,
  BrokerChannel,
  BrokerRequest,
} from '#electron/platform/broker-messages.ts';
import { messageOf } from '#shared/result.ts';

type ToShell =
  | { readonly kind: 'post'; readonly message: BrokerRequest }
  | { readonly kind: 'kill' };
type ToConsole =
  | { readonly kind: 'answer'; readonly answer: BrokerAnswer }
  | { readonly kind: 'exit'; readonly why: string };

/** The console's end: a broker that runs beside the shell. `ask` hands the other end over. */
export function brokerThroughShell(ask: (port: MessagePort) => void): BrokerChannel {
  const { port1, port2 } = new MessageChannel();
  ask(port2);
  const send = (message: ToShell): void => port1.postMessage(message);
  let isOver = false;
  return {
    post: (message) => send({ kind: 'post', message }),
    onMessage: (listener) => {
      port1.on('message', (message: ToConsole) => {
        if (message.kind === 'answer') listener(message.answer);
      });
    },
    onExit: (listener) => {
      const over = (why: string): void => {
        if (isOver) return;
        isOver = true;
        port1.close();
        listener(why);
      };
      port1.on('message', (message: ToConsole) => {
        if (message.kind === 'exit') over(message.why);
      });
      port1.on('close', () => over('the shell is gone'));
    },
    kill: () => send({ kind: 'kill' }),
  };
}

/** The shell's end: starts a broker and joins it to the port that the console handed over. */
export function relayBroker(launch: () => BrokerChannel, port: MessagePort): void {
  const send = (message: ToConsole): void => port.postMessage(message);
  let channel: BrokerChannel;
  try {
    channel = launch();
  } catch (error) {
    // Such as no memory left: a shell that ends of it would take the console along.
    return send({ kind: 'exit', why: `it could not be started: ${messageOf(error)}` });
  }
  channel.onMessage((answer) => send({ kind: 'answer', answer }));
  channel.onExit((why) => send({ kind: 'exit', why }));
  port.on('message', (message: ToShell) => {
    if (message.kind === 'post') channel.post(message.message);
    else channel.kill();
  });
  // The console is gone: nobody will read another answer.
  port.on('close', () => channel.kill());
}
