/** TLS 1.3 and HTTP/2 in front of the product, as a city's load balancer would be, and of the pages it is compared with. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { CannotStart } from '../../supabase/local/place.ts';

export interface Front {
  port: number;
  /** requests since the last `reset` */
  requests(): number;
  reset(): void;
  close(): void;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
/** what HTTP/2 has no place for */
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'proxy-connection'];

/** `files` are served below /beside/, packed with brotli at its best; everything else comes from `product`. */
export async function openFront(
  product: string,
  files: Map<string, Buffer>,
  folder: string,
  host?: string,
): Promise<Front> {
  const packed = new Map(
    [...files].map(([name, body]) => [
      name,
      brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    ]),
  );
  const agent = new http.Agent({ keepAlive: true });
  const { hostname, port } = new URL(product);
  let requests = 0;
  const server = http2.createSecureServer({ ...certificate(folder), minVersion: 'TLSv1.3' }, (request, response) => {
    requests++;
    const name = request.url.replace(/^\/beside\//, '').replace(/\/$/, '/index.html');
    const file = packed.get(name);
    if (file) {
      const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
      response.writeHead(200, {
        'content-type': type,
        'content-encoding': 'br',
        'content-length': file.length,
        'cache-control': 'max-age=3600',
      });
      return void response.end(file);
    }
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([key]) => !key.startsWith(':') && !HOP.includes(key)),
    );
    const ask = http.request(
      {
        hostname,
        port,
        path: request.url,
        method: request.method,
        agent,
        headers: { ...headers, host: `${hostname}:${port}` },
      },
      (answer) => {
        const kept = Object.fromEntries(Object.entries(answer.headers).filter(([key]) => !HOP.includes(key)));
        response.writeHead(answer.statusCode ?? 502, kept);
        answer.pipe(response);
      },
    );
    ask.on('error', () => response.destroy());
    request.pipe(ask);
  });
  await new Promise<void>((resolve) => server.listen(0, host ?? '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    requests: () => requests,
    reset: () => {
      requests = 0;
    },
    close: () => {
      server.close();
      agent.destroy();
    },
  };
}

function certificate(folder: string): { key: Buffer; cert: Buffer } {
  const [key, cert] = [path.join(folder, 'bench-key.pem'), path.join(folder, 'bench-cert.pem')];
  const make = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=bench -keyout ${key} -out ${cert}`;
  try {
    execFileSync('openssl', make.split(' '), { stdio: 'ignore' });
  } catch {
    throw new CannotStart('openssl is needed for the certificate of the bench.');
  }
  return { key: fs.readFileSync(key), cert: fs.readFileSync(cert) };
}
