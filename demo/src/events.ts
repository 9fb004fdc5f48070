// The events of a log: each line has a level of its own, though there are few.

import { readFileSync } from 'node:fs';

interface Event {
  readonly time: string | undefined;
  readonly level: string | undefined;
}

export function load(file: string): Event[] {
  const events: Event[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [time, level] = line.split(';');
    events.push({ time, level });
  }
  return events;
}
