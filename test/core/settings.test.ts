import { describe, expect, it } from 'vitest';
import { settingsFrom } from '../../core/settings.js';

describe('settingsFrom', () => {
  it('has defaults', () => {
    const defaults = { targetNode: null, includeTests: false };
    expect(settingsFrom(undefined)).toMatchObject(defaults);
    expect(settingsFrom({})).toMatchObject(defaults);
  });

  it.each<[unknown, number]>([
    ['22', 22],
    ['22.13', 22],
    ['22.13.1', 22],
    ['node20.19', 20],
    [24, 24],
    [22.13, 22],
  ])('reads the target %j', (target, major) => {
    expect(settingsFrom({ target }).targetNode).toBe(major);
  });

  it('reads includeTests', () => {
    expect(settingsFrom({ includeTests: true }).includeTests).toBe(true);
  });

  it.each<[unknown, RegExp]>([
    [null, /settings\.memfix must be an object/],
    [1, /settings\.memfix must be an object/],
    [{ taget: '22' }, /settings\.memfix\.taget is unknown; there are target/],
    [{ target: 'es2022' }, /settings\.memfix\.target must be/],
    [{ target: '' }, /settings\.memfix\.target must be/],
    [{ target: null }, /settings\.memfix\.target must be/],
    [{ target: '>=22' }, /settings\.memfix\.target must be/],
    [{ includeTests: 'yes' }, /settings\.memfix\.includeTests must be/],
  ])('refuses %j', (raw, message) => {
    expect(() => settingsFrom(raw)).toThrow(message);
  });
});
