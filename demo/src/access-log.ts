// Which pages of a web server are slow? Reads its access log.

interface Request {
  readonly path: string;
  readonly milliseconds: number;
}

/** @param log lines such as `GET /cart 200 31` */
export function slowPages(log: string, limit: number): Map<string, number> {
  const slow = new Map<string, number>();
  for (const { path, milliseconds } of requestsOf(log)) {
    if (milliseconds > limit) slow.set(path, (slow.get(path) ?? 0) + 1);
  }
  return slow;
}

function requestsOf(log: string): Request[] {
  const requests: Request[] = [];
  for (const line of log.split('\n')) {
    const [method, path = '', , milliseconds] = line.split(' ');
    if (method === 'GET') requests.push({ path, milliseconds: Number(milliseconds) });
  }
  return requests;
}
