// Lets Node run the project's TypeScript as it stands: `node --import ./scripts/typescript.mjs scripts/generate.ts`.

import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
