// Prime numbers, for the sizes of hash tables.

/** The primes below `limit`, at most a billion. */
export function countPrimes(limit) {
  const size = Math.min(1e9, Math.max(2, Math.floor(limit) || 0));
  const composite = new Array(size).fill(false);
  let count = 0;
  for (let i = 2; i < size; i++) {
    if (composite[i]) continue;
    count++;
    for (let j = i * 2; j < size; j += i) composite[j] = true;
  }
  return count;
}
