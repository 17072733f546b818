import { collectionOf, recordId, recordKinds } from '#shared/domain/records-document.ts';
import type { RecordsDocument } from '#shared/domain/records-document.ts';

/** Where a second record of the same id stands: which of the two to believe, nobody can say. */
export function findRepeatedIds(document: RecordsDocument): (string | number)[][] {
  const repeats: (string | number)[][] = [];
  for (const kind of recordKinds) {
    const collection = collectionOf[kind];
    const seen = new Set<string>();
    for (const [index, record] of (document[collection] ?? []).entries()) {
      const id = recordId(record);
      if (seen.has(id)) repeats.push([collection, index, kind === 'worker' ? 'taskId' : 'id']);
      seen.add(id);
    }
  }
  return repeats;
}
