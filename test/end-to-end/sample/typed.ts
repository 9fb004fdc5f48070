interface Row {
  readonly id: string;
}

export function idsOf(rows: readonly Row[]): string[] {
  let ids: string[] = [];
  for (const row of rows) {
    ids = [...ids, row.id];
  }
  return ids;
}
