/**
 * Does the task for each item, at most `limit` at once; what it gives is in the items' order, whichever
 * was done first. Rejects with the first failure, and begins nothing more after it.
 */
export async function mapAtOnce<A, B>(
  items: readonly A[],
  limit: number,
  task: (item: A) => Promise<B>,
): Promise<readonly B[]> {
  const turns = items.entries();
  const made: B[] = [];
  let isOver = false;
  const takeTurns = async (): Promise<void> => {
    for (const [index, item] of turns) {
      if (isOver) return;
      made[index] = await task(item);
    }
  };
  try {
    await Promise.all(Array.from({ length: limit }, takeTurns));
    return made;
  } finally {
    isOver = true;
  }
}
