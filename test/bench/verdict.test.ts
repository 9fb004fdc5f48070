// Which measurements count as a gain.

import { describe, expect, it } from 'vitest';
import { objectionTo } from '../../bench/verdict.js';

const cost = { retained: 30_000, peak: 60_000_000, allocated: 100_000_000, milliseconds: 200, fastest: 190 };

describe('objectionTo a gain in bytes', () => {
  it('is none when the peak falls and what is kept more is machine code', () => {
    const after = { ...cost, retained: 270_000, peak: 1_000_000 };
    expect(objectionTo('bytes', { size: 1_000_000, before: cost, after }, [])).toBeNull();
  });

  it('is that more is kept, when it is more than code', () => {
    const after = { ...cost, retained: 8_000_000, peak: 1_000_000 };
    expect(objectionTo('bytes', { size: 1_000_000, before: cost, after }, [])).toBe('retained bytes rise');
  });

  it('is that nothing falls', () => {
    const after = { ...cost, peak: 50_000_000 };
    expect(objectionTo('bytes', { size: 1_000_000, before: cost, after }, [])).toContain('neither');
  });

  it('is that the time doubles and nobody says so', () => {
    const after = { ...cost, peak: 1_000_000, fastest: 380 };
    const result = { size: 1_000_000, before: cost, after };
    expect(objectionTo('bytes', result, ['Do it.'])).toContain('2.0 times as long');
    expect(objectionTo('bytes', result, ['Do it, though it is slower.'])).toBeNull();
    expect(objectionTo('bytes', { ...result, after: { ...after, fastest: 250, milliseconds: 800 } }, [])).toBeNull();
  });
});
