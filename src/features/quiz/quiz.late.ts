/** Comes after the page: delivery, the word 已送达, tomorrow's five, and a voice where the phone has one. */
import { startDelivery, subscribe } from '../../outbox/index.ts';
import { offerVoice } from '../../ui/voice.ts';

startDelivery();
subscribe((status) => dispatchEvent(new CustomEvent('qingtu-delivery', { detail: status.waiting })));
addEventListener('qingtu-round', () => {
  const bank = `${location.pathname.replace(/\/quiz\/.*$/, '')}/quiz/bank.json`;
  void import('./memory.state.ts').then((memory) => memory.takeStock(bank)).catch(() => undefined);
});
offerVoice({ 'zh-Hans': '听题', 'zh-Hant': '聽題', en: 'Read aloud' }, '#stem, .opt span, .verdict p');
