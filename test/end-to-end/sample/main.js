import { quoted, totalOf } from './index.js';
import { countPrimes } from './primes.js';

const rows = [
  { id: 1, name: 'pen', price: 2 },
  { id: 2, name: 'ink', price: 9 },
  { id: 2, name: 'red ink', price: 11 },
];
console.log(
  JSON.stringify([
    quoted({}),
    quoted({ 1: 'pen', 2: 'red ink' }),
    totalOf([]),
    totalOf(rows),
    countPrimes(0),
    countPrimes(1000),
  ]),
);
