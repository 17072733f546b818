import type { ComponentProps, ReactNode } from 'react';
import { formatRoute, type Route } from '#renderer/state/route.ts';
import styles from './side-nav.module.css';

export interface PlaceProps extends Pick<
  ComponentProps<'a'>,
  'title' | 'onKeyDown' | 'aria-keyshortcuts'
> {
  readonly route: Route;
  readonly icon: ReactNode;
  readonly isHere: boolean;
  readonly count?: number | undefined;
  readonly isSub?: boolean;
  readonly children: ReactNode;
}

/** Where the operator can go, with how many there are. */
export function Place({
  route,
  icon,
  isHere,
  count,
  isSub = false,
  title,
  children,
  ...rest
}: PlaceProps) {
  return (
    <a
      {...rest}
      href={formatRoute(route)}
      className={styles.place}
      aria-current={isHere ? 'page' : undefined}
      data-sub={isSub || undefined}
    >
      {icon}
      <span className={styles.name} title={title}>
        {children}
      </span>
      {count !== undefined && (
        <span className={styles.count} data-none={count === 0 || undefined}>
          {count}
        </span>
      )}
    </a>
  );
}
