import { Bookmark, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useIntents, useMirror } from '#renderer/state/use-mirror.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import type { SavedView } from '#shared/domain/saved-view.ts';
import { Place } from './nav-place.tsx';
import styles from './side-nav.module.css';
import { useViewCounts } from './use-view-counts.ts';

interface NavViewProps {
  readonly view: SavedView;
  readonly isHere: boolean;
  readonly count: number | undefined;
}

/** One saved view: a link, and what can be done about it; F2 renames and Delete deletes. */
function NavView({ view, isHere, count }: NavViewProps) {
  const { askName, deleteView } = useIntents();
  const { id, name } = view;
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isHere) own.current?.scrollIntoView({ block: 'nearest' });
  }, [isHere]);
  const remove = async (): Promise<void> => {
    const places = own.current?.closest('nav');
    await deleteView(id);
    // What had the focus is gone: it stays among the places.
    places?.querySelector<HTMLElement>('[aria-current]')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') askName({ viewId: id });
    else if (event.key === 'Delete') void remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={own} className={styles.view}>
      <Place
        route={{ kind: 'list', lane: null, view: id }}
        icon={<Bookmark aria-hidden="true" />}
        isHere={isHere}
        count={count}
        title={name}
        onKeyDown={onKeyDown}
        aria-keyshortcuts="F2 Delete"
      >
        {name}
      </Place>
      <Menu
        trigger={
          <IconButton label={`Change the view ${name}`} size="s">
            <Ellipsis size={14} aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil size={14} />} onSelect={() => askName({ viewId: id })}>
          Rename…
        </MenuItem>
        <MenuItem
          icon={<Trash2 size={14} />}
          note="Can be undone for a moment."
          onSelect={() => void remove()}
        >
          Delete
        </MenuItem>
      </Menu>
    </div>
  );
}

/** The saved views with their counts; nothing while there is none. */
export function NavViews() {
  const views = useMirror((state) => state.views);
  const isList = useMirror(({ route }) => route.kind === 'list' || route.kind === 'item');
  const viewId = useMirror((state) => state.viewId);
  const counts = useViewCounts();
  if (views === null || views.length === 0) return null;
  return (
    <>
      <h2>Saved views</h2>
      <div className={styles.views}>
        {views.map((view) => (
          <NavView
            key={view.id}
            view={view}
            isHere={isList && view.id === viewId}
            count={counts.get(view.id)}
          />
        ))}
      </div>
    </>
  );
}
