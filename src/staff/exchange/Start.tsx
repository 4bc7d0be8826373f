import { FORMATS } from '../../exercise/exchange/types.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { Teach } from '../shell/parts.tsx';
import { QTI_MOST } from './formats.ts';
import { save, XLSX } from './save.ts';
import { writeTemplateFile } from './worker.ts';

/** Before the first file: the template, how it is filled in, and what else can be read. */
export function Start({ words, fail }: { words: Areas['console_exchange']; fail: (error: unknown) => void }) {
  const steps = [words.start_1, words.start_2, words.start_3, words.start_4];
  const download = (columns: 'simple' | 'full') => () =>
    writeTemplateFile(columns, words.template_example, steps).then(
      (bytes) => save(bytes, `${words.template_name}.xlsx`, XLSX),
      fail,
    );
  return (
    <>
      <Teach title={words.start_title} text={words.start_text} steps={steps}>
        <button type="button" class="btn main" onClick={download('simple')}>
          {words.template_simple}
        </button>
        <button type="button" class="btn" onClick={download('full')}>
          {words.template_full}
        </button>
      </Teach>
      <section class="card stack">
        <h2>{words.formats_title}</h2>
        <dl class="formats">
          {FORMATS.map((format) => (
            <div key={format}>
              <dt>{words[`format_${format}`]}</dt>
              <dd class="muted">{fill(words[`carries_${format}`], { most: QTI_MOST })}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
