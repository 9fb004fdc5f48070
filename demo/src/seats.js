// The seats of a hall, row by row.

export function seats(rows, taken) {
  const free = [];
  for (const row of Array(rows.length).keys()) {
    Array.from({ length: rows[row].length }, (_, i) => i + 1).forEach((seat) => {
      if (taken.has(`${row}/${seat}`)) return;
      free.push(`${row}/${seat}`);
    });
  }
  return free;
}
