const everyMs = 900;

/** Says whether it is time to tell of progress again: about once a second, not at once. */
export function createPace(): () => boolean {
  let toldMs = performance.now();
  return () => {
    if (performance.now() - toldMs < everyMs) return false;
    toldMs = performance.now();
    return true;
  };
}
