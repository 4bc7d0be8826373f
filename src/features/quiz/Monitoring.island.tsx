/** A monitoring form, awake in the page itself: the player and the screen on which it is handed in. */
import { HandIn } from './HandIn.tsx';
import { wake } from './wake.tsx';

wake(({ words, districts }, { actions }) => (
  <HandIn words={words} districts={districts} onBack={actions.back} onHandIn={actions.handIn} />
));
