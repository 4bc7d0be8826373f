/** Comes after the lesson: delivery and what became of it, pictures for the way, a voice where the phone has one. */
import { offerVoice } from '../../ui/voice.ts';
import { ASK, type Asked, LATE, TOLD } from './lesson.ts';
import { answering, keepPictures } from './sent.state.ts';

const { lang } = document.documentElement;
const pictures = document.getElementById('lesson')?.dataset.pictures ?? '';

const answer = answering(lang, (told) => dispatchEvent(new CustomEvent(TOLD, { detail: told })));
addEventListener(ASK, (event) => answer((event as CustomEvent<Asked>).detail));
// the page may have asked before this was here
dispatchEvent(new Event(LATE));
void keepPictures(pictures.split(' ').filter(Boolean));
offerVoice(
  { 'zh-Hans': '听一听', 'zh-Hant': '聽一聽', en: 'Read aloud' },
  '#lesson :is(h1, .title, .story > *, .stem, .thing, .bubble, .opt span:not(.vh), [data-verdict] p, .taught p)',
);
