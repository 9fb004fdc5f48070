// Which pages of a web server are slow? Reads its access log.

/** @param {string} log lines such as `GET /cart 200 31` */
export function slowPages(log, limit) {
  const slow = new Map();
  for (const { path, milliseconds } of requestsOf(log)) {
    if (milliseconds > limit) slow.set(path, (slow.get(path) ?? 0) + 1);
  }
  return slow;
}

/** @param {string} log */
function requestsOf(log) {
  const requests = [];
  for (const line of log.split('\n')) {
    const [method, path, status, milliseconds] = line.split(' ');
    if (method === 'GET') requests.push({ path, status, milliseconds: Number(milliseconds) });
  }
  return requests;
}
