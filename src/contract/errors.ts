/**
 * Every error the database raises on purpose. SQLSTATE `PTnnn` becomes HTTP status nnn in PostgREST;
 * the message is the stable word below. tests/db/errors.test.ts proves that SQL raises these and no others.
 */
export const ERRORS = {
  no_session: { sqlstate: 'PT401', http: 401 },
  not_staff: { sqlstate: 'PT403', http: 403 },
  /** the right is there, but only for sessions that passed the second factor */
  second_factor: { sqlstate: 'PT403', http: 403 },
  not_found: { sqlstate: 'PT404', http: 404 },
  not_open: { sqlstate: 'PT409', http: 409 },
  no_tries_left: { sqlstate: 'PT409', http: 409 },
  /** somebody else has saved since this was read */
  edited_meanwhile: { sqlstate: 'PT409', http: 409 },
  /** a version of a monitoring form that was used stays as it is */
  form_locked: { sqlstate: 'PT409', http: 409 },
  /** others rest on it */
  in_use: { sqlstate: 'PT409', http: 409 },
  batch_too_large: { sqlstate: 'PT413', http: 413 },
  bad_argument: { sqlstate: 'PT422', http: 422 },
  too_many: { sqlstate: 'PT429', http: 429 },
  upgrade_required: { sqlstate: 'PT426', http: 426 },
} as const;
export type ErrorName = keyof typeof ERRORS;
