// Whether and how output is coloured.

import picocolors from 'picocolors';
import type { Host, Output } from './host.js';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** @param asked `--color` or `--no-color`; else NO_COLOR, FORCE_COLOR and whether a terminal listens decide. */
export function colorsFor(output: Output, host: Host, asked: boolean | undefined): Colors {
  return picocolors.createColors(asked ?? isColorful(output, host.env));
}

function isColorful(output: Output, env: Host['env']): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return output.isTTY === true && env['TERM'] !== 'dumb';
}
