/** Comes with the rest of `/c`: delivery begins. */
import { startDelivery } from '../../outbox/index.ts';

startDelivery();
