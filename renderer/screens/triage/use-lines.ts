import { useState, type RefObject } from 'react';
import type { Layout, Line } from '#renderer/state/layout.ts';
import { useMirror } from '#renderer/state/use-mirror.tsx';
import { assignSlots, type Slot } from '#renderer/ui/assign-slots.ts';
import { useWindow } from '#renderer/ui/use-window.ts';

const rowHeights = { comfortable: 52, compact: 44 } as const;
const groupHeight = 36;

/** A line to render. */
export interface Placed {
  /** Of the element that shows it: another line may take it over. */
  readonly key: string;
  readonly line: Line;
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly top: number;
}

const nameLine = (line: Line): string => (line.kind === 'group' ? line.group.key : line.id);

/** Where lines stand: rows of one height below headings of another. */
function createRuler({ lineCount, headingsAbove }: Layout, rowHeight: number) {
  const topOf = (index: number): number => {
    const headings = headingsAbove(index);
    return headings * groupHeight + (index - headings) * rowHeight;
  };
  return {
    topOf,
    /** The line at this height, or the nearest one. */
    lineAt(pixels: number): number {
      let [low, high] = [0, Math.max(0, lineCount - 1)];
      while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if (topOf(middle) <= pixels) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

/** Keeps lines in the elements they are in, from one rendering to the next. */
function createSlots() {
  let slots: readonly Slot[] = [];
  return (lines: readonly Line[], kept: string | null, isLeap: boolean): readonly Slot[] => {
    slots = assignSlots(slots, lines.map(nameLine), kept, isLeap);
    return slots;
  };
}

/** The lines of the list and which of them to render, of what height, inside this scroller. */
export function useLines(scroller: RefObject<HTMLDivElement | null>) {
  const layout = useMirror((state) => state.layout);
  const focusedId = useMirror((state) => state.focusedId);
  const rowHeight = rowHeights[useMirror((state) => state.appearance.density)];
  const { seen, reveal } = useWindow(scroller);
  const [assign] = useState(createSlots);
  const { lineCount, lineAt, lineOf } = layout;
  const focusedLine = focusedId === null ? -1 : (lineOf(focusedId) ?? -1);
  const { topOf, lineAt: lineAtHeight } = createRuler(layout, rowHeight);
  const height = topOf(lineCount);
  // A list that became shorter is scrolled back by the page, but only after this.
  const top = Math.max(0, Math.min(seen.top, height - seen.height));
  const from = lineAtHeight(top - seen.margin);
  const to = Math.min(lineCount - 1, lineAtHeight(top + seen.height + seen.margin));
  const indices = Array.from(
    { length: seen.height === 0 ? 0 : to - from + 1 },
    (_, at) => from + at,
  );
  // The focused row stays mounted when it is scrolled away, so that the focus is not lost.
  if (focusedLine >= 0 && focusedLine < from) indices.unshift(focusedLine);
  else if (focusedLine > to) indices.push(focusedLine);
  const shown = indices.flatMap((index) => {
    const line = lineAt(index);
    return line === undefined ? [] : [{ line, index, top: topOf(index) }];
  });
  const keys = assign(
    shown.map(({ line }) => line),
    focusedId,
    seen.isLeap,
  );
  return {
    layout,
    focusedLine,
    items: shown.map((one, at): Placed => ({ ...one, key: `${one.line.kind} ${keys[at]?.key}` })),
    height,
    scrollTo: (line: number) => reveal(topOf(line), topOf(line + 1)),
  };
}
