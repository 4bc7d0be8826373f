/** Practice, awake in the page itself: this entry is written into the HTML. */
import { wake } from './wake.tsx';

wake();
