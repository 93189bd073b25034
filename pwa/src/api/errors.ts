/** How a request can fail, as a closed list (STYLE: translate at the border, once). The queue looks only at `retryable`. */
export class ApiError extends Error {
  /** `offline`: no answer came. `signed-out`: 401. `refused`: the server answered and said no. `broken`: the answer was no answer. */
  readonly kind: "offline" | "signed-out" | "refused" | "broken";
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  /** Seconds that the server asks to wait. */
  readonly retryAfter: number | null;
  /** What is wrong with each field, or with each thing that was named. */
  readonly errors: Readonly<Record<string, unknown>> | null;

  constructor(
    kind: ApiError["kind"],
    status: number,
    code: string,
    retryable: boolean,
    message: string,
    retryAfter: number | null = null,
    errors: ApiError["errors"] = null,
  ) {
    super(message);
    this.name = "ApiError";
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.retryable = retryable;
    this.retryAfter = retryAfter;
    this.errors = errors;
  }
}

export function offline(reason: unknown): ApiError {
  return new ApiError("offline", 0, "offline", true, reason instanceof Error ? reason.message : "no answer");
}

/** Problem details of RFC 9457, or whatever a proxy on the way said instead. */
export async function problem(response: Response): Promise<ApiError> {
  const body: { code?: string; detail?: string; title?: string; retryable?: boolean; errors?: Record<string, unknown> } = await response
    .json()
    .catch(() => ({}));
  const wait = Number(response.headers.get("Retry-After"));
  const retryable = body.retryable ?? (response.status >= 500 || response.status === 429 || response.status === 408);
  return new ApiError(
    response.status === 401 ? "signed-out" : "refused",
    response.status,
    body.code ?? String(response.status),
    retryable,
    body.detail ?? body.title ?? "The server did not accept this.",
    wait > 0 ? wait : null,
    body.errors,
  );
}
