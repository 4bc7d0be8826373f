/** A share as a bar; the figure stands beside it in words. */
export function Bar({ share, quiet }: { share: number; quiet?: boolean }) {
  return (
    <svg class="share-bar" viewBox="0 0 64 8" width="64" height="8" aria-hidden="true">
      <rect class="track" width="64" height="8" rx="2" />
      <rect class={quiet ? 'quiet' : 'fill'} width={Math.round(share * 640) / 10} height="8" rx="2" />
    </svg>
  );
}
