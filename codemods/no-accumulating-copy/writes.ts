// Elements and entries written into an array, Map or Set.

import type { Copy } from '../../analysis/copies.js';
import { mentionsNames } from '../../analysis/variables.js';
import type { NewCode } from '../../core/new-code.js';
import type { Node } from '../../core/source-code.js';
import type { SourceWriter } from '../../core/source-writer.js';
import type { Write } from '../../rules/no-accumulating-copy/writes.js';
import { choiceOf } from './choice.js';

/** `map.set(k, v).set(l, w)`: the value is the collection itself. */
export function chainOf(writes: readonly Write[], name: string, writer: SourceWriter): NewCode {
  let chain = writer.expression`${name}`;
  for (const write of writes) {
    if (write.kind === 'entry') chain = writer.expression`${chain}.set(${write.key}, ${write.value})`;
    if (write.kind === 'value') chain = writer.expression`${chain}.add(${write.node})`;
  }
  return chain;
}

export function statementsFor(writes: readonly Write[], copy: Copy, name: string, writer: SourceWriter): NewCode[] {
  return inGroups(writes).map((group) => {
    const [write] = group;
    switch (write.kind) {
      case 'value':
        return copy.container === 'array'
          ? writer.statements`${name}.push(${group.flatMap((one) => (one.kind === 'value' ? [one.node] : []))});`
          : writer.statements`${chainOf(group, name, writer)};`;
      case 'entry':
        return writer.statements`${chainOf(group, name, writer)};`;
      case 'all':
        return loopOver(write, copy, name, writer);
      case 'flat':
        // `flat` takes arrays apart and leaves all else as it is, as `concat` does.
        return loopOver({ node: writer.expression`[${write.node}].flat()`, arePairs: false }, copy, name, writer);
      case 'choice':
        return choiceOf(
          write.test,
          statementsFor(write.consequent, copy, name, writer),
          statementsFor(write.alternate, copy, name, writer),
          writer,
        );
    }
  });
}

/** Values in a row are pushed at once, entries in a row are chained. */
function inGroups(writes: readonly Write[]): [Write, ...Write[]][] {
  const groups: [Write, ...Write[]][] = [];
  for (const write of writes) {
    const group = groups.at(-1);
    const joins = write.kind === 'value' || write.kind === 'entry';
    if (group && joins && group[0].kind === write.kind) group.push(write);
    else groups.push([write]);
  }
  return groups;
}

/** Never `push(...all)`: many arguments overflow the stack. */
function loopOver(
  { node, arePairs }: { readonly node: Node | NewCode; readonly arePairs: boolean },
  copy: Copy,
  name: string,
  writer: SourceWriter,
): NewCode {
  const free = (candidate: string): string => {
    const isTaken = candidate === name || mentionsNames(writer.code, copy.node, new Set([candidate]));
    return isTaken ? free(`${candidate}_`) : candidate;
  };
  const names = copy.container === 'map' ? [free('key'), free('value')] : [free('item')];
  const [first = '', second = ''] = names;
  switch (copy.container) {
    case 'map':
      // As before, `Map` itself decides what is an entry, and `null` is no collection.
      return writer.statements`for (const [${first}, ${second}] of ${arePairs ? node : writer.expression`new Map([...${node}])`}) { ${name}.set(${first}, ${second}); }`;
    case 'set':
      return writer.statements`for (const ${first} of ${node}) { ${name}.add(${first}); }`;
    default:
      return writer.statements`for (const ${first} of ${node}) { ${name}.push(${first}); }`;
  }
}
