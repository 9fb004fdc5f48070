// The best results of a season: what `filter` gives is a new array already.

export function best(results: readonly number[], least: number): number[] {
  return [...results.filter((result) => result >= least)].sort((a, b) => b - a);
}
