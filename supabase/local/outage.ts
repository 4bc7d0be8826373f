/** Postgres is just not there: whoever supervises it has said so already. */
export function isOutage(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return /^(ECONN|57P|08)/.test(code) || /Connection terminated/.test((error as Error).message);
}
