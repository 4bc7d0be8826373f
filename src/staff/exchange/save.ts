/** Type of an Excel file. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Puts bytes into the browser's downloads. Blob addresses are no requests: the page's policy has no say in them. */
export function save(bytes: Uint8Array | Blob, name: string, type: string): void {
  const blob = bytes instanceof Blob ? bytes : new Blob([bytes as BlobPart], { type });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Today in the city, ISO. */
export const today = (): string => new Date(Date.now() + 28_800_000).toISOString().slice(0, 10);
