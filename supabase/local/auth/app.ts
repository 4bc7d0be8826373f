import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type pg from 'pg';
import { isOutage } from '../outage.ts';
import { challenge, enroll, unenroll } from './factors.ts';
import { AuthFailure, failureBody } from './failure.ts';
import { metadata, newPassword, readBody, text } from './input.ts';
import { close, type Opened, openAnonymous, openSession, refresh } from './sessions.ts';
import { expiresAt, readAccess, signAccess } from './tokens.ts';
import { changeUser, registerEmail, userByPassword, userJson, userOfSession } from './users.ts';
import { verify } from './verify.ts';

/** The part of Supabase Auth's API that Qingtu uses: anonymous and password sign-in, second factors, refresh, user, sign-out. */
export function createAuthApp(db: pg.Pool, jwtSecret: string, issuer: string): Hono {
  const secret = new TextEncoder().encode(jwtSecret);
  const app = new Hono();

  const answerSession = async (c: Context, opened: Opened) => {
    const access_token = await signAccess(secret, issuer, opened.user, opened.session);
    const expires_at = expiresAt(opened.session);
    return c.json({
      access_token,
      token_type: 'bearer',
      expires_in: expires_at - Math.floor(Date.now() / 1000),
      expires_at,
      refresh_token: opened.refreshToken,
      user: userJson(opened.user),
    });
  };
  const claimsOf = (c: Context) => readAccess(secret, c.req.header('authorization'));
  const agentOf = (c: Context) => c.req.header('user-agent')?.slice(0, 300) ?? null;

  app.use(async (c, next) => {
    await next();
    c.header('X-Supabase-Api-Version', '2024-01-01');
    c.header('Cache-Control', 'no-store');
  });

  app.get('/health', async (c) => {
    await db.query('select 1');
    return c.json({ name: 'Qingtu auth', version: 'local', description: 'Supabase-compatible sign-in' });
  });
  app.get('/settings', (c) => {
    const external = { anonymous_users: true, email: true, phone: false };
    return c.json({ external, disable_signup: false, mailer_autoconfirm: true, phone_autoconfirm: false });
  });

  app.post('/signup', async (c) => {
    const body = await readBody(c.req.raw);
    if (text(body, 'phone', 255)) {
      throw new AuthFailure(400, 'phone_provider_disabled', 'Phone signups are disabled');
    }
    const email = text(body, 'email', 255);
    if (email) {
      const user = await registerEmail(db, email, newPassword(body), metadata(body) ?? {});
      return await answerSession(c, await openSession(db, user.id, agentOf(c)));
    }
    return await answerSession(c, await openAnonymous(db, metadata(body) ?? {}));
  });

  app.post('/token', async (c) => {
    const grant = c.req.query('grant_type');
    const body = await readBody(c.req.raw);
    if (grant === 'refresh_token') {
      const token = text(body, 'refresh_token', 255);
      if (!token) throw new AuthFailure(400, 'validation_failed', 'refresh_token required');
      return await answerSession(c, await refresh(db, token));
    }
    if (grant === 'password') {
      const [email, password] = [text(body, 'email', 255), text(body, 'password', 1000)];
      if (!email || !password) throw new AuthFailure(400, 'validation_failed', 'email and password required');
      const user = await userByPassword(db, email, password);
      return await answerSession(c, await openSession(db, user.id, agentOf(c)));
    }
    throw new AuthFailure(400, 'validation_failed', 'unsupported_grant_type');
  });

  app.get('/user', async (c) => c.json(userJson(await userOfSession(db, await claimsOf(c)))));

  app.put('/user', async (c) => {
    const claims = await claimsOf(c);
    const body = await readBody(c.req.raw);
    if (text(body, 'email', 255) || text(body, 'phone', 255)) {
      throw new AuthFailure(422, 'validation_failed', 'E-mail address and phone number are set by the office');
    }
    const password = body.password === undefined ? null : newPassword(body);
    return c.json(userJson(await changeUser(db, claims, { password, data: metadata(body) })));
  });

  app.post('/factors', async (c) => c.json(await enroll(db, await claimsOf(c), await readBody(c.req.raw))));
  app.post('/factors/:id/challenge', async (c) => c.json(await challenge(db, await claimsOf(c), c.req.param('id'))));
  app.post('/factors/:id/verify', async (c) => {
    const claims = await claimsOf(c);
    return await answerSession(c, await verify(db, claims, c.req.param('id'), await readBody(c.req.raw)));
  });
  app.delete('/factors/:id', async (c) => c.json(await unenroll(db, await claimsOf(c), c.req.param('id'))));

  app.post('/logout', async (c) => {
    await close(db, await claimsOf(c), c.req.query('scope') ?? 'global');
    return c.body(null, 204);
  });

  app.notFound(() => {
    throw new AuthFailure(404, 'not_found', 'There is no such endpoint');
  });
  app.onError((error, c) => {
    const failure =
      error instanceof AuthFailure ? error : new AuthFailure(503, 'unexpected_failure', 'Sign-in is not available');
    if (failure !== error && !isOutage(error)) console.error(`auth: ${error.message}`);
    c.header('X-Supabase-Api-Version', '2024-01-01');
    return c.json(failureBody(failure), failure.status as ContentfulStatusCode);
  });
  return app;
}
