import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SAMPLE_USERS } from '../access/seed.ts';
import type { ProjectMetadata } from '../metadata/project.ts';
import type { Org } from '../org/ports.ts';
import { HttpError } from '../rest/errors.ts';
import { cookieSession, isSame, SESSION_COOKIE, type Sessions } from '../rest/session.ts';
import { loginDocument, type Person } from './document.ts';

/** The sample users a person can be: everybody but the service's own. */
export function peopleOf(org: Org, project: ProjectMetadata): Person[] {
  const roleOf = (permissionSet: string): string =>
    project.permissionSets.find(({ name }) => name === permissionSet)?.label.replace(/^Handoff:?\s+/, '') ??
    permissionSet;
  return SAMPLE_USERS.filter(({ permissionSet }) => permissionSet !== 'Handoff_Integration').map((user) => ({
    id: org.users.idOf(user.username) ?? '',
    name: `${user.first} ${user.last}`,
    username: user.username,
    role: roleOf(user.permissionSet)
  }));
}

/**
 * Signing in as one of the sample users, becoming another one, and choosing one's language.
 *
 * @param speak saves a user's choice of language
 */
export function signInRoutes(
  app: FastifyInstance,
  sessions: Sessions,
  people: readonly Person[],
  speak: (userId: string, language: string) => void
): void {
  app.get('/login', async (request, reply) => {
    const { startURL } = request.query as Record<string, unknown>; // Fastify gives an object.
    // A page that was open while another tab changed users: it is read again as who is signed in now.
    if (startURL !== undefined && cookieSession(sessions, request)) return reply.redirect(localPath(startURL));
    return page(reply, loginDocument(people, localPath(startURL)));
  });

  app.post('/login', async (request, reply) => {
    checkOrigin(request);
    return signIn(request, reply);
  });

  app.post('/lightning/switch', async (request, reply) => {
    checkOrigin(request);
    const { csrf, startURL } = form(request);
    const session = cookieSession(sessions, request);
    if (!session || !isSame(session.csrf, csrf)) return reply.redirect(loginPath(localPath(startURL)), 303);
    return signIn(request, reply);
  });

  app.post('/lightning/language', async (request, reply) => {
    checkOrigin(request);
    const { csrf, startURL, language } = form(request);
    const session = cookieSession(sessions, request);
    if (!session || !isSame(session.csrf, csrf)) return reply.redirect(loginPath(localPath(startURL)), 303);
    speak(session.userId, String(language));
    return reply.redirect(localPath(startURL), 303);
  });

  function signIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { username, startURL } = form(request);
    const person = people.find((candidate) => candidate.username === username);
    if (!person) throw new HttpError(400, 'INVALID_LOGIN', 'There is no such sample user');
    const before = cookieSession(sessions, request);
    if (before) sessions.close(before.token);
    reply.setCookie(SESSION_COOKIE, sessions.open(person.id).token, { httpOnly: true, sameSite: 'strict', path: '/' });
    return reply.redirect(localPath(startURL), 303);
  }
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    .send(html);
}

function form(request: FastifyRequest): Record<string, unknown> {
  return typeof request.body === 'object' && request.body !== null ? { ...request.body } : {};
}

/** The sign-in page, which leads back to a page afterwards. */
export function loginPath(startUrl: string): string {
  return `/login?startURL=${encodeURIComponent(startUrl)}`;
}

/** Where to go on: a page of this org, never another site. */
export function localPath(path: unknown): string {
  return typeof path === 'string' && /^\/lightning(\/[\w/-]*)?(\?[\w/=&.%+:-]*)?$/.test(path) ? path : '/lightning';
}

/** A form is sent by our own pages only. @throws {HttpError} 403 */
function checkOrigin(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${request.host}`)
    throw new HttpError(403, 'INSUFFICIENT_ACCESS', 'This form was sent by another site');
}
