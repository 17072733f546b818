import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';

interface ProgressProps {
  /** Undefined: nothing is shown yet. */
  readonly done: number | undefined;
  readonly total: number;
  readonly say: (done: number) => string;
}

/** A bar and its words. Whoever listens is told at every quarter, not at every step. */
export function Progress({ done, total, say }: ProgressProps) {
  const quarter = Math.ceil(total / 4);
  return (
    <>
      {done !== undefined && (
        <>
          <progress max={total} value={done} aria-label="Progress" />
          <span aria-hidden="true">{say(done)}</span>
        </>
      )}
      <VisuallyHidden>
        <output>
          {done === undefined ? '' : say(done === total ? done : done - (done % quarter))}
        </output>
      </VisuallyHidden>
    </>
  );
}
