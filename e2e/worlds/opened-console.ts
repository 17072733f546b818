import type { Page } from '@playwright/test';

export interface OpenOptions {
  /** Another home than the world's own. */
  readonly home?: string;
  /** Seen by the console and by what it starts. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the page is told about colours; the system's choice when left out. */
  readonly theme?: 'light' | 'dark';
}

/** A console that a story opened. */
export interface OpenedConsole {
  readonly page: Page;
  /** Gives the text of the file that `press` hands to the operator. */
  download(press: () => Promise<void>): Promise<string>;
  /** Closes it in peace, as an operator would. */
  close(): Promise<void>;
  /** Kills every process of the console, as a power cut would; agents live on. */
  kill(): Promise<void>;
}

export type OpenConsole = (options?: OpenOptions) => Promise<OpenedConsole>;
