/** A signal that fires after `ms` milliseconds. iOS before 16 and Chromium before 103 have no `AbortSignal.timeout`. */
export function timeout(ms: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('timeout', 'TimeoutError')), ms);
  // in Node a pending timer would keep the process alive
  (timer as unknown as { unref?: () => void }).unref?.();
  return controller.signal;
}
