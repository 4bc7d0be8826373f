/** An answer that is not a success, with the codes of Supabase Auth (auth-js acts on them). */
export class AuthFailure extends Error {
  status: number;
  code: string;
  extra: Record<string, unknown>;

  constructor(status: number, code: string, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

/** Body of an error under API version 2024-01-01. */
export function failureBody(failure: AuthFailure): Record<string, unknown> {
  return { code: failure.code, error_code: failure.code, message: failure.message, ...failure.extra };
}
