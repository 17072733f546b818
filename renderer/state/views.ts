import { joinQuery, nameView, type SavedView } from '#shared/domain/saved-view.ts';
import { messageOf } from '#shared/result.ts';
import { clientOf } from './client-of.ts';
import type { Client } from './client.ts';
import type { MirrorState, Notice } from './mirror-state.ts';
import type { Mirror } from './mirror.ts';
import { needsYou, type Route } from './route.ts';

export interface ViewDependencies {
  readonly mirror: Mirror;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
  readonly go: (route: Route) => void;
}

type List = Pick<MirrorState, 'query' | 'lane' | 'workspace' | 'ordering' | 'isGrouped'>;
type Arrangement = Pick<SavedView, 'query' | 'ordering' | 'isGrouped'>;

/** What a view of this list would keep. */
const arrangementOf = ({ query, lane, workspace, ordering, isGrouped }: List): Arrangement => ({
  query: joinQuery(query, lane, workspace),
  ordering,
  isGrouped,
});

/** The view that the list shows, also where it was narrowed further since; undefined for none. */
export const shownView = ({ views, viewId }: MirrorState): SavedView | undefined =>
  views?.find(({ id }) => id === viewId);

/** Whether the list is still as its view has it. */
export function isAsSaved(list: List, view: SavedView): boolean {
  const { query, ordering, isGrouped } = arrangementOf(list);
  return query === view.query && ordering === view.ordering && isGrouped === view.isGrouped;
}

/** What changes with the place of the list: a view brings its search, and takes it along again. */
export function arrangeFor(
  state: MirrorState,
  viewId: string | undefined,
): Partial<MirrorState> & Pick<MirrorState, 'viewId'> {
  const view = state.views?.find(({ id }) => id === viewId);
  if (view !== undefined) {
    const { query, ordering, isGrouped } = view;
    return { viewId: view.id, query, ordering, isGrouped, workspace: null };
  }
  // It may have been deleted just now.
  const isLeaving = state.viewId !== null && state.views !== null;
  const usual = { query: '', ordering: 'risk', isGrouped: true } as const;
  return { viewId: viewId ?? null, ...(isLeaving ? usual : {}) };
}

/** Named searches: kept by the console, so that every window and every shell has them. */
export function createViews({ mirror, notify, go }: ViewDependencies) {
  const all = (): readonly SavedView[] => mirror.getState().views ?? [];

  /** Keeps what `change` makes of the views; tells why where that fails, and gives whether it came about. */
  async function keep(
    change: (kept: readonly SavedView[]) => readonly SavedView[],
  ): Promise<boolean> {
    try {
      const { settings } = clientOf(mirror);
      // Another window, or another shell, may have changed them since this one has read them.
      const kept = await settings.read();
      const { preferences } = await settings.save({ views: change(kept.preferences.views) });
      mirror.setState({ views: preferences.views });
      return true;
    } catch (error) {
      notify({ tone: 'bad', title: 'The view was not kept', lines: [messageOf(error)] });
      return false;
    }
  }

  const change = (viewId: string, to: Partial<SavedView>): Promise<boolean> =>
    keep((kept) => kept.map((view) => (view.id === viewId ? { ...view, ...to } : view)));

  return {
    /** Reads what is kept, and shows the view that the address names. */
    async loadViews(client: Client): Promise<void> {
      const isFirst = mirror.getState().views === null;
      try {
        const { preferences } = await client.settings.read();
        mirror.setState({ views: preferences.views });
      } catch (error) {
        notify({ tone: 'bad', title: 'Saved views could not be read', lines: [messageOf(error)] });
        return;
      }
      const { route } = mirror.getState();
      if (!isFirst || route.kind !== 'list' || route.view === undefined) return;
      if (all().some(({ id }) => id === route.view)) go(route);
      else {
        notify({ tone: 'plain', title: 'This view is not there any more', lines: [route.view] });
        go(needsYou);
      }
    },
    /** Keeps the list as it is under this name, and goes there. */
    async saveView(name: string): Promise<boolean> {
      const list = arrangementOf(mirror.getState());
      let id = '';
      const isKept = await keep((kept) => {
        id = nameView(name, kept);
        return [...kept, { id, name, ...list }];
      });
      if (isKept) go({ kind: 'list', lane: null, view: id });
      return isKept;
    },
    renameView: (viewId: string, name: string) => change(viewId, { name }),
    /** Keeps the list as it is now under the view's name. */
    async updateView(viewId: string): Promise<void> {
      if (await change(viewId, arrangementOf(mirror.getState())))
        go({ kind: 'list', lane: null, view: viewId });
    },
    /** Deletes it, and offers to take that back. */
    async deleteView(viewId: string): Promise<void> {
      const at = all().findIndex(({ id }) => id === viewId);
      const gone = all()[at];
      const isKept = gone && (await keep((kept) => kept.filter(({ id }) => id !== viewId)));
      if (gone === undefined || isKept !== true) return;
      if (mirror.getState().viewId === viewId) go(needsYou);
      notify({
        tone: 'plain',
        title: `Deleted the view “${gone.name}”`,
        lines: [],
        undo: () => void keep((kept) => kept.toSpliced(at, 0, gone)),
      });
    },
    /** Asks for a name: of a new view, or of this one. */
    askName: (naming: MirrorState['naming']) => mirror.setState({ naming }),
  };
}
