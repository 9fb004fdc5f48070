// A file that is read chunk by chunk: each one is added to what is there.

import { createReadStream } from 'node:fs';

export async function load(path: string): Promise<string> {
  let content = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) content = Buffer.concat([content, chunk as Buffer]);
  return content.toString('base64');
}
