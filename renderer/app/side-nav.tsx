import {
  Boxes,
  ChartNoAxesColumn,
  EyeOff,
  Inbox,
  ListTree,
  Settings,
  SquareActivity,
} from 'lucide-react';
import { countNeeding } from '#renderer/state/count-needing.ts';
import { isKnown } from '#renderer/state/is-known.ts';
import { needsYou } from '#renderer/state/route.ts';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import { LaneIcon, laneLabels } from '#renderer/ui/lane-icon.tsx';
import { lanes } from '#shared/domain/condition.ts';
import { Place } from './nav-place.tsx';
import { NavViews } from './nav-views.tsx';
import styles from './side-nav.module.css';

/** Where the operator can go, with the counts that need one. */
export function SideNav() {
  const kind = useMirror((state) => state.route.kind);
  const lane = useMirror((state) => state.lane);
  const viewId = useMirror((state) => state.viewId);
  const view = useMirror((state) => state.view);
  // Before the first look nobody knows: no number then, rather than a nought.
  const isLookedAt = view?.header.observedAt != null;
  // Counted by the console, so that they are right before all rows are here.
  const counts = isLookedAt ? view.header.summary.lanes : null;
  const known = useMirror(isKnown) ? view : null;
  const all = counts === null ? undefined : countNeeding(counts, null);
  const isList = (kind === 'list' || kind === 'item') && viewId === null;
  return (
    <nav className={styles.nav} aria-label="Places">
      <Place
        route={needsYou}
        icon={<Inbox aria-hidden="true" />}
        isHere={isList && lane === null}
        count={all}
      >
        Needs you
      </Place>
      {lanes.map((one) => (
        <Place
          key={one}
          route={{ kind: 'list', lane: one }}
          icon={<LaneIcon lane={one} />}
          isHere={isList && lane === one}
          count={counts?.[one]}
          isSub
        >
          {laneLabels[one]}
        </Place>
      ))}
      <Place
        route={{ kind: 'acknowledged', conditionId: null }}
        icon={<EyeOff aria-hidden="true" />}
        isHere={kind === 'acknowledged'}
        count={known?.acknowledged.length}
      >
        Acknowledged
      </Place>
      <NavViews />
      <h2>Look</h2>
      <Place
        route={{ kind: 'environments', environmentId: null }}
        icon={<Boxes aria-hidden="true" />}
        isHere={kind === 'environments'}
        count={known?.environments.length}
      >
        Environments
      </Place>
      <Place
        route={{ kind: 'runs', runId: null }}
        icon={<ListTree aria-hidden="true" />}
        isHere={kind === 'runs'}
        count={known?.runs.length}
      >
        Runs
      </Place>
      <h2>Account</h2>
      <Place
        route={{ kind: 'operations' }}
        icon={<SquareActivity aria-hidden="true" />}
        isHere={kind === 'operations'}
      >
        Operations
      </Place>
      <Place
        route={{ kind: 'history' }}
        icon={<ChartNoAxesColumn aria-hidden="true" />}
        isHere={kind === 'history'}
      >
        History
      </Place>
      <Place
        route={{ kind: 'settings' }}
        icon={<Settings aria-hidden="true" />}
        isHere={kind === 'settings'}
      >
        Settings
      </Place>
    </nav>
  );
}
