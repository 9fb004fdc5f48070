// Whether it is worth a word that so many tasks start at once: evidence by names, for speaking and for silence, no proof.

import type { TSESTree } from '@typescript-eslint/utils';
import { functionNamedBy, globalName } from '../../analysis/callees.js';
import { childrenOf, subtreeOf } from '../../analysis/children.js';
import { contains, isFunction } from '../../analysis/enclosing.js';
import { largestSize } from '../../analysis/size.js';
import { initializerOf, variableOf } from '../../analysis/variables.js';
import { propertyName, unwrapped } from '../../analysis/wrappers.js';
import type { Node, SourceCode } from '../../core/source-code.js';

/** Functions and methods that hold a file, a socket, a process or a connection while they wait. */
const INPUT_OUTPUT =
  /^(?:fetch|download|upload|request|(?:read|write|append|copy|output|load|save|open|remove|delete|create|rename|move|get|put)(?:File|Dir|Json|JSON|Object|Link|Folder|Directory)?|exec|execFile|spawn|execa|query|execute|insert(?:One|Many)?|update(?:One|Many)?|upsert|find(?:One|Many|Unique|First|ById|All)|axios|got|post|patch|send|head)$/;

/** What is over in no time and holds nothing but a name meanwhile, however many of it wait. */
const LIGHT =
  /^(?:access|chmod|chown|exists|link|lstat|mkdir|mkdtemp|opendir|readdir|readlink|realpath|rename|rm|rmdir|stat|symlink|unlink|utimes)$/;
const PROCESSES = /^(?:cp|child_process|childProcess|shell|shelljs|ssh|docker|container)$/;
const FILE_SYSTEMS = /^(?:fs|fsp|fse|fsPromises|promises)$/;

/** As `get` and `send`, such names say nothing of themselves: what they are asked of must be a client of something. */
const COMMON =
  /^(?:read|write|append|copy|output|load|save|open|remove|delete|create|rename|move|get|put|post|patch|send|head|execute|query|request|stat|insert|update)$/;
const CLIENTS =
  /^(?:fs|fsp|fse|fsPromises|promises|axios|http|https|got|ky|request|superagent|client|api|db|database|connection|conn|pool|knex|prisma|mongoose|collection|redis|s3|bucket|storage|page|browser|repo|repository|model|\w*(?:Api|API|Client|Repository|Repo|Service|Model|Db|Store|Bucket|Collection))$/;

/** Said in words: `downloadPage`, `fetchUser`, `readConfigFile`. */
const SPOKEN =
  /^(?:fetch|download|upload)[A-Z]\w*$|^(?:read|write|load|copy|parse|process)\w*(?:Files?|Pages?|Images?|Urls?|Json|JSON)$/;

/** Whether a task does input and output, as far as the file shows it. */
export function doesInputOutput(code: SourceCode, task: Node, depth = 0): boolean {
  const stack: Node[] = [task];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'CallExpression' && isInputOutput(code, node, depth)) return true;
    if (isFunction(node) && node !== task) continue;
    stack.push(...childrenOf(code, node));
  }
  return false;
}

function isInputOutput(code: SourceCode, { callee }: TSESTree.CallExpression, depth: number): boolean {
  const bare = unwrapped(callee);
  const global = globalName(code, bare) ?? '';
  if (/^node:fs\b.*(?:Sync|\.(?:existsSync|watch))$/.test(global) || isLight(global)) return false;
  if (/^(?:node:(?:fs|http|https|child_process)\b|fetch$)/.test(global)) return true;
  if (bare.type === 'Identifier') {
    if (isImportedFrom(code, bare, ASKING_MODULES)) return !LIGHT.test(bare.name);
    const local = functionNamedBy(code, bare);
    if (local && depth < 2 && local.async && doesInputOutput(code, local.body, depth + 1)) return true;
    return (!local || local.async) && (namesInputOutput(bare.name) || SPOKEN.test(bare.name));
  }
  if (bare.type !== 'MemberExpression') return false;
  const name = propertyName(bare) ?? '';
  if (name.endsWith('Sync')) return false;
  const client = lastName(bare.object);
  // A regular expression's, too.
  if (name === 'exec') return CLIENTS.test(client) || PROCESSES.test(client);
  if (!COMMON.test(name)) return INPUT_OUTPUT.test(name) || SPOKEN.test(name);
  return CLIENTS.test(client) && !(FILE_SYSTEMS.test(client) && /^(?:delete|move|remove|rename|stat)$/.test(name));
}

/** `node:fs/promises.unlink` */
export function isLight(global: string): boolean {
  return global.startsWith('node:fs') && LIGHT.test(global.slice(global.lastIndexOf('.') + 1));
}

const ASKING_MODULES = /^(?:(?:node:)?(?:fs|dns)\/promises|fs-extra|node-fetch|undici|axios|got|ky|execa|graceful-fs)$/;

function isImportedFrom(code: SourceCode, name: TSESTree.Identifier, modules: RegExp): boolean {
  const definition = variableOf(code, name)?.defs[0];
  if (definition?.type !== 'ImportBinding' || definition.node.type === 'TSImportEqualsDeclaration') return false;
  const { parent } = definition.node;
  return parent.type === 'ImportDeclaration' && modules.test(parent.source.value) && !name.name.endsWith('Sync');
}

/** A name alone: `readFile`, but not `get`. */
export function namesInputOutput(name: string): boolean {
  return (INPUT_OUTPUT.test(name) && !COMMON.test(name)) || SPOKEN.test(name);
}

/** `users` in `this.db.users`, `db` in `getDb()`. */
function lastName(node: Node): string {
  const bare = unwrapped(node);
  if (bare.type === 'Identifier') return bare.name;
  if (bare.type === 'MemberExpression') return propertyName(bare) ?? '';
  return bare.type === 'CallExpression' ? lastName(bare.callee).replace(/^get(?=[A-Z])/, '') : '';
}

/** Of these there are a handful in any program. */
const FEW =
  /(?:plugin|listener|hook|handler|subscriber|callback|middleware|reporter|worker|server|provider|environment|env|option|config|setting|locale|language|lang|tab|step|phase|format|extension|target|package|project|workspace|module|table|column|migration|fixture|chunk|batch|page|slice|window|group|shard|pool|part|param|arg|argv)s?$/i;

/** Whether the tasks are known, or are most likely, to be few: a part of a collection counts, too. */
export function areFew(code: SourceCode, collection: Node): boolean {
  if (largestSize(code, collection) !== null) return true;
  const bare = unwrapped(collection);
  switch (bare.type) {
    case 'ArrayExpression': {
      const spread = bare.elements.filter((element) => element?.type === 'SpreadElement');
      return spread.every(({ argument }) => areFew(code, argument));
    }
    case 'Identifier': {
      const variable = variableOf(code, bare);
      const [definition] = variable?.defs ?? [];
      const declaration = definition?.type === 'Variable' ? definition.parent.parent : null;
      // `for (const part of inParts(all, 10)) await Promise.all(part.map(f))`
      if (FEW.test(bare.name) || declaration?.type === 'ForOfStatement') return true;
      if (definition?.type === 'Variable' && isTakenFromAnswer(definition.node, definition.name)) return true;
      const initializer = variable && initializerOf(variable);
      return initializer ? areFew(code, initializer) : false;
    }
    case 'MemberExpression':
      return FEW.test(propertyName(bare) ?? '') || isPartOfAnswer(code, bare);
    // `answer.items ?? []`
    case 'LogicalExpression':
      return areFew(code, bare.left) && areFew(code, bare.right);
    case 'AwaitExpression':
      return areFew(code, bare.argument);
    case 'CallExpression':
      return ofCall(code, bare);
    default:
      return false;
  }
}

/** What a database found is as much as there is. */
const WHOLE_TABLES = /^(?:rows|records|recordset)$/i;

/** `page.items` after `const page = await client.list(…)`: whoever answered sent all of it at once, so it is bounded. */
function isPartOfAnswer(code: SourceCode, member: TSESTree.MemberExpression): boolean {
  if (WHOLE_TABLES.test(propertyName(member) ?? '')) return false;
  const object = unwrapped(member.object);
  if (object.type === 'MemberExpression') return isPartOfAnswer(code, object);
  const variable = variableOf(code, object);
  const source = variable ? initializerOf(variable) : object;
  return source !== null && unwrapped(source).type === 'AwaitExpression';
}

/** `const { items } = await client.list(…)` */
function isTakenFromAnswer(declarator: Node, name: Node): boolean {
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'ObjectPattern' || !declarator.init)
    return false;
  const property = declarator.id.properties.find((one) => one.type === 'Property' && contains(one.value, name));
  if (property?.type !== 'Property' || WHOLE_TABLES.test(propertyName(property) ?? '')) return false;
  return unwrapped(declarator.init).type === 'AwaitExpression';
}

function ofCall(code: SourceCode, call: TSESTree.CallExpression): boolean {
  const global = globalName(code, call.callee);
  const [first] = call.arguments;
  // Properties are mostly few.
  if (/^Object\.(?:keys|values|entries)$/.test(global ?? '')) return true;
  if (global === 'Array.from' && first) return areFew(code, first);
  const callee = unwrapped(call.callee);
  if (callee.type === 'Identifier') return FEW.test(callee.name);
  if (callee.type !== 'MemberExpression') return false;
  const name = propertyName(callee) ?? '';
  if ((name === 'slice' || name === 'splice') && call.arguments.length === 2) return true;
  if (/^(?:filter|map|flat|flatMap|sort|reverse|concat|slice|toSorted|values|keys|entries)$/.test(name)) {
    return areFew(code, callee.object);
  }
  return FEW.test(name);
}

const LIMITERS =
  /limit|queue|throttl|semaphore|mutex|concurren|pool|schedul|ratelimit|sem$|lock$|^(?:acquire|runExclusive)$/i;

/** Whether something in sight of the task, or of a function that it calls, seems to say how many may run at once. */
export function isLimited(code: SourceCode, task: Node, depth = 0): boolean {
  for (const node of subtreeOf(code, task)) {
    if (node.type !== 'Identifier') continue;
    if (LIMITERS.test(node.name)) return true;
    const called = depth < 2 ? functionNamedBy(code, node) : null;
    if (called && !contains(called, task) && isLimited(code, called.body, depth + 1)) return true;
  }
  return false;
}
