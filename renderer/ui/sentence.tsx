import { sayInstants, splitSentence } from './split-sentence.ts';

/** A sentence with names in it, as the operator reads it: names in order, times on the wall clock. */
export const Sentence = ({ text }: { readonly text: string }) =>
  splitSentence(sayInstants(text)).map((part, at) =>
    part.name === undefined ? (
      part.text
    ) : (
      // The parts of one sentence never change places.
      // oxlint-disable-next-line react/no-array-index-key
      <bdi key={at} dir={part.name}>
        {part.text}
      </bdi>
    ),
  );
