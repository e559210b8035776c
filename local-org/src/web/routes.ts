import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProjectMetadata } from '../metadata/project.ts';
import { inLanguage, translationFor } from '../metadata/translate.ts';
import type { Org, Transaction, UserContext } from '../org/ports.ts';
import { HttpError } from '../rest/errors.ts';
import { isJsonObject } from '../rest/json.ts';
import { cookieSession, requestSession, type Session, type Sessions } from '../rest/session.ts';
import { apexFailure } from './apex.ts';
import { type Bundle, versionOf } from './bundle/build.ts';
import { i18nOf, LANGUAGES } from './i18n.ts';
import { appDocument, type Boot, contentSecurityPolicy, type Person } from './document.ts';
import { loginPath, peopleOf, signInRoutes } from './signin.ts';
import { activitiesOf, noticesOf } from './view/activities.ts';
import { listView } from './view/lists.ts';
import { recordPage } from './view/page.ts';
import { relatedTable } from './view/related.ts';

const require = createRequire(import.meta.url);
const FOR_EVER = 'public, max-age=31536000, immutable';
const USER_PERMISSIONS = ['ViewSetup', 'ModifyAllData', 'ViewAllData'];

export interface WebOptions {
  org: Org;
  project: ProjectMetadata;
  sessions: Sessions;
  bundle: Bundle;
}

/** The pages: sign-in, the app's document, what its components ask for, and its files. */
export async function webRoutes(app: FastifyInstance, options: WebOptions): Promise<void> {
  const { org, project, sessions, bundle } = options;
  const people = peopleOf(org, project);
  signInRoutes(app, sessions, people, (userId, language) => speak(org, userId, language));
  await fileRoutes(app, bundle);

  app.get('/', async (_request, reply) => reply.redirect('/lightning'));
  // Addresses of Lightning that this org has no page for get the app too, which says so.
  for (const path of ['', '/r/*', '/o/*', '/n/*', '/page/*', '/setup/*']) app.get(`/lightning${path}`, document);

  app.register(
    async (data) => {
      data.addHook('onRequest', async (request) => {
        request.userId = requestSession(sessions, request).userId;
      });
      viewRoutes(data, org, project);
      apexRoutes(data, org);
    },
    { prefix: '/lightning' }
  );

  async function document(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const session = cookieSession(sessions, request);
    if (!session) return reply.redirect(loginPath(request.url));
    const nonce = randomBytes(16).toString('base64');
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .send(appDocument(bundle, bootOf(org, project, people, session), nonce));
  }
}

/** A user's choice of language, as their personal settings save it. @throws {HttpError} 400 for one that is not here */
function speak(org: Org, userId: string, language: string): void {
  const chosen = LANGUAGES[language];
  if (!chosen) throw new HttpError(400, 'INVALID_INPUT', `The local org does not know the language ${language}`);
  org.transact(userId, 'personal settings', (tx) =>
    org.save.save(tx, {
      operation: 'update',
      object: 'User',
      records: [{ Id: userId, LanguageLocaleKey: language, LocaleSidKey: chosen.locale }],
      allOrNone: true,
      access: 'system',
      sharing: 'without'
    })
  );
}

interface Texts {
  org: Org;
  project: ProjectMetadata;
}

/** The org and the project as a user reads them: everything that has a label has it in their language. */
function speaking(org: Org, project: ProjectMetadata, { language }: UserContext): Texts {
  return { org: { ...org, schema: org.schema.in(language) }, project: inLanguage(project, language) };
}

function bootOf(original: Org, metadata: ProjectMetadata, people: readonly Person[], session: Session): Boot {
  const user = original.users.context(null, session.userId);
  const { id, name, username, permissions, language, locale } = user;
  const { org, project } = speaking(original, metadata, user);
  const [application] = project.applications;
  const objects = (application?.tabs ?? []).map((tab) => org.schema.object(tab.replace(/^standard-/, '')));
  return {
    user: people.find((person) => person.id === id) ?? { id, name, username, role: '' },
    people,
    app: {
      label: application?.label ?? org.name,
      color: application?.color ?? '#0B5CAB',
      tabs: objects.flatMap((object) =>
        object && permissions.object(object.apiName).read
          ? [{ object: object.apiName, label: object.labelPlural, href: `/lightning/o/${object.apiName}/list` }]
          : []
      )
    },
    customPermissions: org.schema.customPermissions().filter((permission) => permissions.custom(permission)),
    userPermissions: USER_PERMISSIONS.filter((permission) => permissions.system(permission)),
    csrf: session.csrf,
    language,
    languages: ['en_US', ...metadata.translations.keys()].map((code) => ({
      code,
      name: LANGUAGES[code]?.name ?? code
    })),
    labels: Object.fromEntries(translationFor(metadata.translations, language)?.labels ?? []),
    i18n: i18nOf(locale, language)
  };
}

async function fileRoutes(app: FastifyInstance, bundle: Bundle): Promise<void> {
  // Every name has a hash in it, so that a browser may keep the file as long as it likes.
  const served = { cacheControl: false, index: false, setHeaders: keep } as const;
  await app.register(files, {
    ...served,
    root: bundle.vendorFolder,
    prefix: `/lightning/vendor/${versionOf(bundle.vendorFolder)}/`
  });
  await app.register(files, {
    root: join(dirname(require.resolve('@salesforce-ux/design-system/package.json')), 'assets', 'styles'),
    prefix: '/lightning/design-system/',
    decorateReply: false,
    index: false,
    maxAge: '1d'
  });
  app.get('/lightning/app/:file', async (request, reply) => {
    const code = bundle.files.get(params(request)['file'] ?? '');
    if (code === undefined) throw new HttpError(404, 'NOT_FOUND', 'There is no such file');
    return reply.type('text/javascript; charset=utf-8').header('cache-control', FOR_EVER).send(code);
  });
}

function keep(reply: FastifyReply): void {
  void reply.header('cache-control', FOR_EVER);
}

function viewRoutes(app: FastifyInstance, org: Org, project: ProjectMetadata): void {
  const view = <T>(path: string, work: (tx: Transaction, request: FastifyRequest, texts: Texts) => T): void => {
    app.get(`/view/${path}`, async (request) =>
      org.transact(request.userId, `view ${path}`, (tx) => work(tx, request, speaking(org, project, tx.user)))
    );
  };
  view('page/:object/:id', (tx, request, texts) => {
    const { object = '', id = '' } = params(request);
    return recordPage(texts.org, texts.project, tx, object, id);
  });
  view('list/:object', (tx, request, texts) =>
    listView(texts.org, texts.project, tx, params(request)['object'] ?? '', query(request)['view'] ?? '')
  );
  view('related/:id/:list', (tx, request, texts) => {
    const { id = '', list = '' } = params(request);
    return relatedTable(texts.org, texts.project, tx, id, list, Number(query(request)['rows']));
  });
  view('activities/:id', (tx, request) => activitiesOf(org, tx, params(request)['id'] ?? ''));
  view('notices', (tx) => noticesOf(org, tx.user));
}

function apexRoutes(app: FastifyInstance, org: Org): void {
  app.post('/apex/:className/:method', async (request, reply) => {
    const { className = '', method = '' } = params(request);
    const input = request.body ?? {};
    if (!isJsonObject(input)) throw new HttpError(400, 'JSON_PARSER_ERROR', 'The parameters must be a JSON object');
    try {
      const result = org.transact(request.userId, `apex ${className}.${method}`, (tx) =>
        org.apex.invokeAura(tx, className, method, input)
      );
      return reply.type('application/json').send(JSON.stringify(result ?? null));
    } catch (error) {
      const failure = apexFailure(error);
      if (!failure) throw error;
      return reply.status(failure.status).send(failure.body);
    }
  });
}

function params(request: FastifyRequest): Record<string, string | undefined> {
  return request.params as Record<string, string | undefined>; // Fastify gives texts.
}

function query(request: FastifyRequest): Record<string, string | undefined> {
  return request.query as Record<string, string | undefined>; // As above.
}
