/** Comes after the lesson: delivery, and a voice where the phone has one. */
import { startDelivery } from '../../outbox/index.ts';
import { offerVoice } from '../../ui/voice.ts';

startDelivery();
offerVoice(
  { 'zh-Hans': '听一听', 'zh-Hant': '聽一聽', en: 'Read aloud' },
  '#lesson :is(h1, .title, .story > *, .stem, .thing, .bubble, .opt span:not(.vh), [data-verdict] p, .taught p)',
);
