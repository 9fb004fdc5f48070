// Copies pages of a site into a folder.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';

export async function mirror(urls, folder) {
  await Promise.all(
    urls.map(async (url) => {
      const response = await fetch(url);
      await writeFile(path.join(folder, path.basename(new URL(url).pathname)), await response.text());
    }),
  );
}
