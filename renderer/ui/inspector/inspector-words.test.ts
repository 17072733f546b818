import { describe, expect, it } from 'vitest';
import { changeKinds } from '#shared/domain/observation.ts';
import { replaySafeties, resumeDispositions } from '#shared/domain/checkpoint.ts';
import {
  changeSigns,
  describeDisposition,
  describeDistance,
  describeLease,
  describeReplaySafety,
} from './inspector-words.ts';

const checkpoint = {
  label: 'after tests',
  stage: 'blocked',
  replaySafety: 'checkpoint_resumable',
  disposition: 'resume_from_checkpoint',
  hasResumeState: true,
  note: null,
  toolCalls: [],
  updatedAt: '2026-01-31T14:02:10.000Z',
};

describe('words of the inspector', () => {
  it('tells every kind of change by its own letter', () => {
    const letters = changeKinds.map((kind) => changeSigns[kind].letter);
    expect(new Set(letters).size).toBe(changeKinds.length);
  });

  it('has a sentence for every replay safety and disposition', () => {
    for (const safety of replaySafeties) expect(describeReplaySafety(safety)).not.toBe(safety);
    for (const disposition of resumeDispositions)
      expect(describeDisposition({ ...checkpoint, disposition })).not.toContain('_');
  });

  it('never promises a resume without a resume state', () => {
    expect(describeDisposition(checkpoint)).toBe('Resume from here');
    expect(describeDisposition({ ...checkpoint, hasResumeState: false })).toContain(
      'Cannot resume',
    );
  });

  it.each([
    [{ upstream: 'origin/main', ahead: 2, behind: 1 }, '2 ahead of, 1 behind origin/main'],
    [{ upstream: 'origin/main', ahead: 0, behind: 3 }, '3 behind origin/main'],
    [{ upstream: 'origin/main', ahead: 0, behind: 0 }, 'even with origin/main'],
    [{ upstream: 'origin/main', ahead: null, behind: null }, null],
    [{ upstream: null, ahead: null, behind: null }, 'no upstream'],
  ])('describes the distance of %j', (facts, words) => {
    expect(describeDistance({ ...facts, unreadable: null })).toBe(words);
  });

  it('does not say “no upstream” of what could not be looked at', () => {
    const facts = { upstream: null, ahead: null, behind: null, unreadable: 'No permission.' };
    expect(describeDistance(facts)).toBeNull();
  });

  it('calls a lease abandoned only when its holder is known to be gone', () => {
    expect(describeLease('absent')).toContain('abandoned');
    expect(describeLease('reused')).toContain('abandoned');
    expect(describeLease('unknown')).not.toContain('abandoned');
    expect(describeLease('released')).toBe('released');
  });
});
