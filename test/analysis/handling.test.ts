import { describe, expect, it } from 'vitest';
import type { Container } from '../../analysis/copies.js';
import { handlingOf } from '../../analysis/handling.js';
import { parse } from './parse.js';

/** What the code does with the one `it` in it. */
function handling(text: string, container: Container = 'array'): string {
  const code = parse(`export {};\nfunction f(g, it) {}\nfunction* h(g, x, ys) { ${text} }`);
  const position = code.text.indexOf(`{ ${text} }`) + 2 + text.search(/\bit\b/);
  const name = code.getNodeByRangeIndex(position);
  if (!name) throw new Error('no it');
  return handlingOf(code, name, container).kind;
}

describe('handlingOf', () => {
  it.each([
    ['x = it.length;', 'touched'],
    ['if (it) x = it0;', 'touched'],
    ['x = it === ys;', 'touched'],
    ['x = it.includes(1);', 'touched'],
    ['x = Object.keys(it).length;', 'touched'],
    ['x = JSON.stringify(it);', 'touched'],
    ['x = [0].concat(it);', 'touched'],
    ['x = new Set(it);', 'touched'],
    ['it.push(x);', 'changed'],
    ['it.sort();', 'changed'],
    ['Object.assign(it, x);', 'changed'],
    ['it[0] = x;', 'set'],
    ['delete it[0];', 'set'],
    ['for (const y of it) g(y);', 'walked'],
    ['for (const y of it.entries()) g(y);', 'walked'],
    ['it.forEach((y) => g(y));', 'walked'],
    ['g(...it);', 'walked'],
    ['x = g(it);', 'passedOn'],
    ['x = it.unheardOf();', 'passedOn'],
    ['it.forEach((y, i, all) => g(all));', 'passedOn'],
    ['g(it);', 'kept'],
    ['x = it;', 'kept'],
    ['x = { a: it };', 'kept'],
    ['ys = [1]; ys = [it];', 'kept'],
    ['yield it;', 'kept'],
    ['throw it;', 'kept'],
    ['x = it.values();', 'kept'],
    ['x = it.sort();', 'kept'],
    ['x = Object.freeze(it);', 'kept'],
    ['const all = []; all.push(it);', 'kept'],
    ['return it;', 'returned'],
  ])('%s: %s', (text, kind) => expect(handling(text)).toBe(kind));

  it.each([
    ['const use = (list) => list.length; x = use(it);', 'walked'],
    ['const use = (list) => list.push(1); x = use(it);', 'changed'],
    ['const use = (list) => { x = list; }; use(it);', 'kept'],
    ['const use = (list) => list; x = use(it);', 'passedOn'],
    ['const use = (list) => () => list.length; x = use(it);', 'passedOn'],
    ['const use = (list) => { list = 1; }; use(it);', 'passedOn'],
  ])('looks into functions of the file: %s: %s', (text, kind) => expect(handling(text)).toBe(kind));

  it('knows Maps and objects', () => {
    expect(handling('it.set(x, 1);', 'map')).toBe('changed');
    expect(handling('x = it.set(x, 1);', 'map')).toBe('kept');
    expect(handling('x = it.get(x);', 'map')).toBe('touched');
    expect(handling('x = { ...it };', 'object')).toBe('touched');
    expect(handling('x = [].concat(it);', 'object')).toBe('kept');
  });
});
