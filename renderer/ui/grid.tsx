// Rows of a virtual list are placed one by one, which table elements do not bear: hence the roles.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { ComponentProps } from 'react';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface GridProps extends Omit<ComponentProps<'div'>, 'role'> {
  /** Read by screen readers. */
  readonly label: string;
  /** Names of the columns, in order; heard, not seen. */
  readonly columns: readonly string[];
  /** Lines in all, also those that are not rendered. */
  readonly lineCount: number;
  /** Pixels of all lines together. */
  readonly height: number;
  /** Lines stand below one another in levels, and can be opened and closed. */
  readonly isTree?: boolean | undefined;
}

/** A grid of which only some lines are rendered; each `GridRow` says which one it is. */
export function Grid(props: GridProps) {
  const { label, columns, lineCount, height, isTree = false, children, ...rest } = props;
  return (
    <div
      {...rest}
      role={isTree ? 'treegrid' : 'grid'}
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={lineCount + 1}
      aria-colcount={columns.length}
    >
      <div role="row" aria-rowindex={1} style={{ position: 'absolute' }}>
        {columns.map((name) => (
          <span key={name} role="columnheader">
            <VisuallyHidden>{name}</VisuallyHidden>
          </span>
        ))}
      </div>
      <div role="rowgroup" style={{ position: 'relative', height }}>
        {children}
      </div>
    </div>
  );
}

export interface GridRowProps extends Omit<ComponentProps<'div'>, 'role' | 'style'> {
  /** Its number among all lines, from 0. */
  readonly line: number;
  /** Pixels from the first line. */
  readonly top: number;
}

/** One line of a `Grid`, placed by itself. */
export const GridRow = ({ line, top, children, ...rest }: GridRowProps) => (
  <div
    {...rest}
    role="row"
    aria-rowindex={line + 2}
    style={{ position: 'absolute', left: 0, right: 0, top }}
  >
    {children}
  </div>
);

export const GridCell = ({ children, ...rest }: Omit<ComponentProps<'div'>, 'role'>) => (
  <div {...rest} role="gridcell">
    {children}
  </div>
);
