/** Electron's app, as far as it tells of links; only macOS does. */
interface LinkTeller {
  on(event: 'open-url', listener: (event: unknown, url: string) => void): unknown;
}

export interface OpenedLinks {
  /** Hands over each link from now on, and at once the last one that came before. */
  follow(take: (url: string) => void): void;
}

/**
 * Hears the links that the system opens us with. To be called before the app is ready: the link that
 * has started us is told that early.
 */
export function hearLinks(app: LinkTeller): OpenedLinks {
  let early: string | undefined;
  let take = (url: string): void => {
    early = url;
  };
  app.on('open-url', (_event, url) => take(url));
  return {
    follow(next) {
      take = next;
      if (early !== undefined) next(early);
    },
  };
}
