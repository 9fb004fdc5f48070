// The ESLint plugin: `import memfix from 'memfix'`, or `require('memfix')` in a CommonJS configuration.

import { patterns } from '../codemods/index.js';
import { pluginOf } from './plugin.js';

const plugin = pluginOf(patterns);

export default plugin;
// What `require` returns: without it a CommonJS configuration would get `{ default: plugin }`.
export { plugin as 'module.exports' };
export type { MemfixPlugin, PresetName } from './plugin.js';
