import type { MessagePort } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { brokerThroughShell, relayBroker } from './broker-relay.ts';

test('a git process that the shell cannot start is told as one that has ended, and ends nothing else', async () => {
  let ends: ((why: string) => void) | undefined;
  const ended = new Promise<string>((resolve) => (ends = resolve));
  const launch = () => {
    throw new Error('spawn ENOMEM');
  };
  const broker = brokerThroughShell((port: MessagePort) => relayBroker(launch, port));
  broker.onExit((why) => ends?.(why));
  expect(await ended).toContain('spawn ENOMEM');
});
