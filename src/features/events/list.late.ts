/** Comes after /events: the month's keys, and the ways into one's own calendar. */
import { offerGrid } from './month.late.ts';
import { offerSharing } from './share.late.ts';

const month = document.querySelector<HTMLElement>('[data-month]');
if (month) offerGrid(month);
offerSharing();
