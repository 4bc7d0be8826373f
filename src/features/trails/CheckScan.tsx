import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ScanWords } from '../../ui/scan/Scanner.tsx';
import type { CheckActions, CheckWords } from './CheckDoor.tsx';
import { routeOf, stampOfFragment } from './check.ts';

interface Props {
  words: CheckWords;
  hosts: readonly string[];
  on: CheckActions;
  onClose: () => void;
}
type ScannerOf = FunctionComponent<{ words: ScanWords; onText: (text: string) => void; onClose: () => void }>;

/** The scanner in the page, fetched when it is wanted. Only codes of ours are followed; others are told apart in words. */
export function CheckScan({ words, hosts, on, onClose }: Props) {
  const [{ Scanner }, setScanner] = useState<{ Scanner?: ScannerOf }>({});
  const [said, setSaid] = useState('');
  useEffect(() => {
    import('../../ui/scan/Scanner.tsx').then(setScanner, () => setSaid(words.scan_offline ?? ''));
  }, []);
  const follow = (text: string) => {
    const route = routeOf(text, hosts);
    if (!route) return setSaid(words.scan_foreign ?? '');
    const stamp = route.page === 'c' && stampOfFragment(route.fragment);
    if (!stamp) return location.assign(`${location.pathname.replace(/\/c$/, '/passport')}#${route.fragment}`);
    onClose();
    on.press(stamp);
  };
  const scan: ScanWords = {
    title: words.scan ?? '',
    hint: words.scan_hint ?? '',
    starting: words.scan_starting ?? '',
    denied: words.scan_denied ?? '',
    missing: words.scan_missing ?? '',
    photo: words.scan_photo ?? '',
    photo_nothing: words.scan_photo_nothing ?? '',
    torch_on: words.scan_torch_on ?? '',
    torch_off: words.scan_torch_off ?? '',
    close: words.scan_close ?? '',
  };
  return (
    <div class="stack tight">
      {Scanner ? <Scanner words={scan} onText={follow} onClose={onClose} /> : !said && <p>{words.scan_starting}</p>}
      <p role="status" class="said">
        {said}
      </p>
    </div>
  );
}
