// What the end-to-end test lints and rewrites; `node main.js` prints the same before and after.

export function quoted(names) {
  return Object.keys(names).reduce((all, name) => ({ ...all, [`#${name}`]: names[name] }), {});
}

export function totalOf(rows) {
  const prices = new Map();
  for (const { name, price } of rows) prices.set(name, price);
  let total = 0;
  for (const [, price] of [...prices.entries()]) total += price;
  return total;
}
