// The labels of a list: what each call makes anew is the same every time.

export function label(name: string, share: number): string {
  const small = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to']);
  const words = name.split(' ').map((word) => (small.has(word) ? word : word.toUpperCase()));
  return `${words.join(' ')}: ${new Intl.NumberFormat('en', { style: 'percent' }).format(share)}`;
}
