/** The pages that Qingtu's quiz is measured beside: the same ten questions in SurveyJS, and bare HTML as the floor. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import type { Question } from '../../src/contract/content.ts';
import { ROOT } from '../../supabase/local/place.ts';

/** Files below /beside/ by name. */
export async function besidePages(questions: Question[], folder: string): Promise<Map<string, Buffer>> {
  const files = new Map([['bare/index.html', Buffer.from(bare(questions))]]);
  const source = path.join(folder, 'surveyjs');
  fs.mkdirSync(source, { recursive: true });
  fs.writeFileSync(path.join(source, 'index.html'), surveyHtml);
  fs.writeFileSync(path.join(source, 'index.js'), surveyScript(questions));
  const library = (name: string) => path.join(ROOT, 'node_modules', name);
  await build({
    root: source,
    base: '/beside/surveyjs/',
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { 'survey-core': library('survey-core'), 'survey-js-ui': library('survey-js-ui') } },
    build: { outDir: path.join(source, 'dist') },
  });
  const dist = path.join(source, 'dist');
  for (const name of fs.readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (fs.statSync(path.join(dist, name)).isFile())
      files.set(`surveyjs/${name}`, fs.readFileSync(path.join(dist, name)));
  }
  return files;
}

/** As in SurveyJS' own tutorial for plain pages. */
const surveyHtml = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>quiz</title><script type="module" src="./index.js"></script></head><body><div id="surveyContainer"></div></body></html>`;

function surveyScript(questions: Question[]): string {
  const elements = questions.map((q) => ({
    name: q.code,
    title: q.stem,
    isRequired: true,
    ...(q.kind === 'sort'
      ? {
          type: 'matrix',
          columns: q.boxes,
          rows: q.options.map((option) => ({ value: option.letter, text: option.text })),
        }
      : {
          type: q.kind === 'multiple' ? 'checkbox' : 'radiogroup',
          choices: q.options.map((option) => ({ value: option.letter, text: option.text })),
        }),
    correctAnswer: q.answer,
  }));
  const model = { questionsOnPageMode: 'questionPerPage', showProgressBar: true, elements };
  return `import 'survey-core/survey-core.css';
import { Model } from 'survey-core';
import 'survey-js-ui';
const survey = new Model(${JSON.stringify(model)});
document.addEventListener('DOMContentLoaded', () => survey.render(document.getElementById('surveyContainer')));`;
}

/** The words of all ten questions, the first to be answered, ten lines of script. */
function bare(questions: Question[]): string {
  const text = (q: Question) =>
    `<section><h1>${q.stem}</h1><ul>${q.options.map((o) => `<li><button class="opt" value="${o.letter}">${o.text}</button></li>`).join('')}</ul><p hidden>${q.explanation}</p></section>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>quiz</title><style>body{font:1.1rem/1.7 sans-serif;margin:1rem}button{font:inherit;min-height:48px;width:100%}section+section{display:none}</style></head><body>
${questions.map(text).join('\n')}
<script>
document.body.addEventListener('click', (event) => {
  const button = event.target.closest('.opt');
  if (!button) return;
  const section = button.closest('section');
  button.setAttribute('aria-pressed', 'true');
  section.querySelector('p').hidden = false;
  section.classList.add('answered');
});
</script></body></html>`;
}
