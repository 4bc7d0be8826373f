import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { type Me, may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Shortcuts } from '../shell/shortcuts.tsx';
import { TryOut } from './TryOut.tsx';
import { WordForm } from './WordForm.tsx';
import { askOverrides, findWords, type Override, putOverride, type WordsWords } from './words.ts';

/** The office's words for traditional Chinese: added, changed, removed, tried out. */
export function Words({ shell, words }: { shell: Shell; words: WordsWords }) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {(me) => <WordList words={words} write={writes(me)} />}
    </Console>
  );
}

/** The list is the city's; districts read it. The server asks again. */
const writes = (me: Me) => may(me, 'content.write') && me.roles.some(({ role }) => role.startsWith('city_'));

function WordList({ words, write }: { words: WordsWords; write: boolean }) {
  const desk = useDesk();
  const [list, setList] = useState<Override[] | null>(null);
  const [text, setText] = useState('');
  const [edited, edit] = useState<Override | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    askOverrides().then(setList, desk.fail);
  }, [desk.fail]);
  const put = async (simplified: string, traditional: string | null) => {
    try {
      setList(await putOverride(simplified, traditional));
      desk.say(fill(traditional === null ? words.removed : words.saved, { word: simplified }));
      return true;
    } catch (error) {
      desk.fail(error);
      return false;
    }
  };
  if (!list) {
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  }
  const found = findWords(list, text);
  return (
    <>
      {write && (
        <WordForm
          key={edited?.simplified ?? ''}
          words={words}
          list={list}
          edited={edited}
          first={first}
          put={put}
          done={() => edit(null)}
        />
      )}
      {!write && <p class="notice">{words.read_only}</p>}
      {list.length === 0 ? (
        <Teach title={words.empty} text={words.empty_text} />
      ) : (
        <section class="stack tight">
          <div class="row">
            <input
              ref={search}
              type="search"
              aria-label={words.search}
              placeholder={words.search}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <span class="muted small" role="status">
              {fill(words.count, { count: found.length })}
            </span>
          </div>
          <div class="table word-list">
            <table>
              <caption class="vh">{words.title}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.simplified}</th>
                  <th scope="col">{words.traditional}</th>
                  {write && (
                    <th scope="col">
                      <span class="vh">{words.acts}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {found.map((one) => (
                  <tr key={one.simplified}>
                    <th scope="row" lang="zh-Hans">
                      {one.simplified}
                    </th>
                    <td lang="zh-Hant">{one.traditional}</td>
                    {write && (
                      <td class="act">
                        <button
                          type="button"
                          class="btn quiet"
                          aria-label={fill(words.change_of, { word: one.simplified })}
                          onClick={() => edit(one)}
                        >
                          {words.change}
                        </button>
                        <button
                          type="button"
                          class="btn quiet"
                          aria-label={fill(words.remove_of, { word: one.simplified })}
                          onClick={() => put(one.simplified, null)}
                        >
                          {words.remove}
                        </button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      <TryOut words={words} list={list} />
      <Shortcuts
        list={[
          { keys: '/', label: desk.words.key_search, run: () => search.current?.focus() },
          ...(write ? [{ keys: 'n', label: words.add, run: () => first.current?.focus() }] : []),
        ]}
      />
    </>
  );
}
