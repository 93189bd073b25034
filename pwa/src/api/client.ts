/** Every request of this app: the headers of PROTOCOL §3, a time limit, and errors of one shape. */
import type { Bytes } from "../lib/sha";
import { ApiError, offline, problem } from "./errors";
import { schema } from "./kinds";

/** An answer that has not begun, or a stream that has not moved, for this long is lost; milliseconds. */
const patience = 30_000;

export interface Asking {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  json?: unknown;
  /** A body that is packed already. */
  gzipped?: Bytes;
  /** Bytes as they are. */
  body?: Bytes;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Client {
  json<T>(path: string, asking?: Asking): Promise<T>;
  /** The body as it comes. */
  stream(path: string, asking: Asking): Promise<ReadableStream<Uint8Array>>;
}

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export function client(
  fetch: Fetch,
  device: () => string,
  later: (what: () => void, milliseconds: number) => () => void,
  /** Whose data is open here: another tab may have signed somebody else in, and the cookie is one for all tabs. */
  staff: () => string | null = () => null,
  /** The other half of the session's key; null while the tablet is locked. */
  proof: () => string | null = () => null,
): Client {
  async function ask(path: string, asking: Asking, gone: AbortController): Promise<Response> {
    const headers: Record<string, string> = { "X-Alongside": "1", "X-Device": device(), "X-Schema": String(schema), ...asking.headers };
    const whose = staff();
    if (whose) headers["X-Staff"] = whose;
    const proven = proof();
    if (proven) headers["X-Proof"] = proven;
    const init: RequestInit = {
      ...(asking.body && { body: asking.body }),
      method: asking.method ?? "GET",
      headers,
      credentials: "same-origin",
      cache: "no-store",
      signal: gone.signal,
    };
    if (asking.gzipped || asking.json !== undefined) {
      headers["Content-Type"] = "application/json";
      init.body = asking.gzipped ?? JSON.stringify(asking.json);
      if (asking.gzipped) headers["Content-Encoding"] = "gzip";
    }
    const stop = () => gone.abort();
    if (asking.signal?.aborted) stop();
    asking.signal?.addEventListener("abort", stop, { once: true });
    let response: Response;
    try {
      response = await fetch(`/api/v1${path}`, init);
    } catch (error) {
      throw offline(error);
    }
    if (!response.ok) throw await problem(response);
    return response;
  }

  /** Gives up when the whole answer is not here in time. */
  async function patiently<T>(work: (gone: AbortController) => Promise<T>): Promise<T> {
    const gone = new AbortController();
    const cancel = later(() => gone.abort(), patience);
    return work(gone).finally(cancel);
  }

  return {
    json: (path, asking = {}) =>
      patiently(async (gone) => {
        const response = await ask(path, asking, gone);
        if (response.status === 204) return undefined as never;
        try {
          return await response.json();
        } catch (error) {
          if (gone.signal.aborted) throw offline(error);
          throw new ApiError("broken", response.status, "broken", true, "The answer was not what was agreed.");
        }
      }),
    async stream(path, asking) {
      const gone = new AbortController();
      let cancel = later(() => gone.abort(), patience);
      const response = await ask(path, asking, gone).catch((error) => {
        cancel();
        throw error;
      });
      if (!response.body) {
        cancel();
        throw new ApiError("broken", response.status, "broken", true, "The answer was empty.");
      }
      const from = response.body.getReader();
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          cancel();
          cancel = later(() => gone.abort(), patience);
          try {
            const { value, done } = await from.read();
            if (done) {
              cancel();
              controller.close();
            } else controller.enqueue(value);
          } catch (error) {
            cancel();
            controller.error(offline(error));
          }
        },
        cancel(reason) {
          cancel();
          gone.abort();
          return from.cancel(reason).catch(() => undefined);
        },
      });
    },
  };
}
