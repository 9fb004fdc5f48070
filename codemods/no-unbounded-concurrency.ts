// Runs so many tasks at a time: `pMap(xs, f, { concurrency })`, or each task within `limit(() => …)`.

import { functionNamedBy } from '../analysis/callees.js';
import { isFunction } from '../analysis/enclosing.js';
import { insertDefaultImport } from '../core/default-import.js';
import type { Edit } from '../core/edit.js';
import { definePattern } from '../core/pattern.js';
import type { Node } from '../core/source-code.js';
import type { NewCode } from '../core/new-code.js';
import type { SourceWriter } from '../core/source-writer.js';
import { transformOf } from '../core/transform.js';
import { rule } from '../rules/no-unbounded-concurrency.js';

export const pattern = definePattern(rule, ({ waiting, tasks, concurrency, limiting }, writer) => {
  if (!limiting) return [];
  const { limiter, limit } = limiting;
  const { name, missing } = limiter;
  const edits: Edit[] = missing ? [insertDefaultImport({ name, module: limiter.package, ...missing }, writer)] : [];
  if (tasks.kind === 'mapped' && !limit) {
    const mapped = writer.expression`${name}(${tasks.collection}, ${tasks.task}, { concurrency: ${concurrency} })`;
    return [...edits, writer.replace(waiting, mapped)];
  }
  if (!limit) return [];
  edits.push(writer.insertBefore(limit.before, writer.statements`const ${limit.name} = ${name}(${concurrency});`));
  if (tasks.kind === 'mapped') {
    const { task } = tasks;
    return [...edits, writer.replace(task, limited(task, limit.name, writer))];
  }
  for (const {
    arguments: [task],
  } of tasks.pushes) {
    if (task) edits.push(writer.replace(task, writer.expression`${limit.name}(${startOf(task, writer)})`));
  }
  return edits;
});

/** What starts the task when it is called: `(async () => …)()` is a call of what does so itself. */
function startOf(task: Node, writer: SourceWriter): Node | NewCode {
  const started = task.type === 'CallExpression' && !task.optional && task.arguments.length === 0 ? task.callee : null;
  const isArrow = started?.type === 'ArrowFunctionExpression' && started.params.length === 0;
  return isArrow ? started : writer.expression`() => ${task}`;
}

/** `(x) => limit(async () => …)` */
function limited(task: Node, limit: string, writer: SourceWriter): NewCode {
  if (task.type === 'ArrowFunctionExpression') {
    const { async, params, body } = task;
    const inner = async ? writer.expression`async () => ${body}` : writer.expression`() => ${body}`;
    // What an async function cannot take apart, or a default that throws, rejects its promise.
    return async && params.some(({ type }) => type !== 'Identifier')
      ? writer.expression`async (${params}) => ${limit}(${inner})`
      : writer.expression`(${params}) => ${limit}(${inner})`;
  }
  const callee = functionNamedBy(writer.code, task);
  const names =
    callee && !isFunction(task) ? callee.params.map((one) => (one.type === 'Identifier' ? one.name : '')) : [];
  return writer.expression`(${names}) => ${limit}(() => ${task}(${names}))`;
}

export { parser } from '../core/transform.js';
export default transformOf(pattern);
