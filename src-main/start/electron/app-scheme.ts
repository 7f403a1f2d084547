import { randomUUID } from 'node:crypto';

import { securityHeaders } from '../security-headers.ts';
import { readStaticFile } from '../static-file.ts';

export const appScheme = 'app';
/** Where the window's own files are. */
export const windowOrigin = 'app://phaselock';

const reportHost = 'report';

/** A report is a document of ours without script: nothing in it may load anything. */
const reportPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/** What may be requested at all: our scheme, and data that the page made itself. */
export function isOwnAddress(url: string): boolean {
  return ['app:', 'blob:', 'data:', 'devtools:'].includes(URL.parse(url)?.protocol ?? '');
}

export interface AppScheme {
  /** Answers every request of the scheme. */
  readonly handle: (request: Request) => Promise<Response>;
  /** Makes a document loadable until `withdraw`, for printing. */
  readonly offer: (html: string) => { readonly url: string; readonly withdraw: () => void };
}

export function createAppScheme(rendererRoot: string): AppScheme {
  const reports = new Map<string, string>();

  async function handle(request: Request): Promise<Response> {
    const { host, pathname } = new URL(request.url);
    if (host === reportHost) return reportResponse(reports.get(pathname));
    const file = host === 'phaselock' ? await readStaticFile(rendererRoot, pathname) : null;
    if (file === null) return new Response(null, { status: 404, headers: securityHeaders });
    return new Response(file.bytes, {
      headers: { ...securityHeaders, 'Content-Type': file.mediaType },
    });
  }

  return {
    handle,
    offer(html) {
      const path = `/${randomUUID()}`;
      reports.set(path, html);
      return {
        url: `${appScheme}://${reportHost}${path}`,
        withdraw: () => void reports.delete(path),
      };
    },
  };
}

function reportResponse(html: string | undefined): Response {
  const headers = { ...securityHeaders, 'Content-Security-Policy': reportPolicy };
  if (html === undefined) return new Response(null, { status: 404, headers });
  return new Response(html, {
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
  });
}
