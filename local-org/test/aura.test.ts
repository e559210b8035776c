import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { copyPackage, PROJECT } from './org.ts';
import { ask, idsOf, type RunningPages, startPages, stopPages, Tab } from './pages.ts';

/** A controller that handles nothing: what it throws reaches the page as Lightning gives it. */
const PLANTED = `public with sharing class PlantedController {
  @AuraEnabled
  public static void close(Id opportunityId) {
    update as user new Opportunity(Id = opportunityId, StageName = 'Closed Won');
  }
  @AuraEnabled
  public static void nameless() {
    insert as user new Contact(FirstName = 'Ada');
  }
  @AuraEnabled(cacheable=true)
  public static void remember() {
    insert as user new Account(Name = 'Remembered');
  }
  @AuraEnabled
  public static Integer divide(Integer by) {
    return 1 / by;
  }
  @AuraEnabled
  public static String greet(String name) {
    return 'Hello ' + name;
  }
  public static void secret() {
    throw new IllegalArgumentException('not for pages');
  }
}
`;

interface Failure {
  message: string;
  exceptionType?: string;
  stackTrace?: string;
  pageErrors?: { statusCode: string; message: string }[];
  fieldErrors?: Record<string, { statusCode: string; message: string }[]>;
}

describe('Apex, as pages call it', () => {
  let root: string;
  let pages: RunningPages;
  let ae: Tab;
  let admin: Tab;
  before(async () => {
    root = copyPackage();
    const file = join(root, 'force-app/main/default/classes/PlantedController.cls');
    writeFileSync(file, PLANTED);
    cpSync(
      join(PROJECT, 'force-app/main/default/classes/panel/HandoffPanelController.cls-meta.xml'),
      `${file}-meta.xml`
    );
    // The SDR may use this class instead of the panel's.
    const access = join(root, 'force-app/main/default/permissionsets/Handoff_SDR.permissionset-meta.xml');
    writeFileSync(access, readFileSync(access, 'utf8').replace('HandoffPanelController', 'PlantedController'));
    pages = await startPages({ root });
    ae = await Tab.open(pages.url, 'ae');
    admin = await Tab.open(pages.url, 'admin');
  });
  after(async () => {
    await stopPages(pages);
    rmSync(root, { recursive: true });
  });

  const opportunityId = (): string => pages.ids.get('OpportunityKestrel') ?? assert.fail('no deal');
  const failure = async (tab: Tab, method: string, params: unknown, className = 'PlantedController') => {
    const { status, json } = await tab.apex(className, method, params);
    return { status, body: json as Failure }; // As `apexFailure` makes it.
  };
  /** The first error of a refusal in the REST API's shape. */
  const refusal = async (tab: Tab, className: string, method: string, params: unknown) => {
    const { status, json } = await tab.apex(className, method, params);
    const [first] = json as { errorCode: string; message: string }[]; // Refusals have Salesforce's shape.
    return { status, ...first };
  };

  test('gives the result as JSON', async () => {
    const { status, json } = await ae.apex('HandoffPanelController', 'load', { opportunityId: opportunityId() });
    assert.equal(status, 200);
    const view = json as { opportunityName: string; missingCount: number }; // HandoffPanelView.
    assert.equal(view.opportunityName, 'Kestrel Freight: damage claims');
    assert.equal(view.missingCount, 4);
  });

  test('an exception meant for the user gives its message, and nothing of the inside', async () => {
    const params = { handoffId: pages.ids.get('HandoffKestrel'), code: 's2c.nothing', assigneeId: null, due: null };
    const { status, body } = await failure(ae, 'saveGap', params, 'HandoffPanelController');
    assert.equal(status, 500);
    assert.deepEqual(Object.keys(body), ['message']);
    assert.ok(body.message.length > 10);
  });

  test('a refused save gives its message, and the first one of each record for the page', async () => {
    const { status, body } = await failure(admin, 'close', { opportunityId: opportunityId() });
    assert.equal(status, 500);
    assert.equal(body.exceptionType, 'System.DmlException');
    assert.match(body.message, /^Update failed\. First exception on row 0 with id 006/);
    assert.equal(body.pageErrors?.length, 1);
    assert.equal(body.pageErrors[0]?.statusCode, 'FIELD_CUSTOM_VALIDATION_EXCEPTION');
    assert.deepEqual(body.fieldErrors, {});
    assert.match(body.stackTrace ?? '', /PlantedController\.close: line 4/);
  });

  test('a refused save gives the messages of fields by field', async () => {
    const { body } = await failure(admin, 'nameless', {});
    assert.deepEqual(body.pageErrors, []);
    assert.equal(body.fieldErrors?.['LastName']?.[0]?.statusCode, 'REQUIRED_FIELD_MISSING');
  });

  test('an exception that nobody handled says what it was', async () => {
    const { status, body } = await failure(admin, 'divide', { by: 0 });
    assert.equal(status, 500);
    assert.equal(body.exceptionType, 'System.MathException');
    assert.match(body.message, /Divide by 0/);
  });

  test('a cacheable method writes nothing', async () => {
    const { status, body } = await failure(admin, 'remember', {});
    assert.equal(status, 500);
    assert.equal(body.message, 'Too many DML statements: 1');
    assert.equal(body.exceptionType, 'System.LimitException');
    assert.deepEqual(idsOf(pages, "SELECT Id FROM Account WHERE Name = 'Remembered'"), []);
  });

  test('only what is open to pages can be called', async () => {
    for (const [className, method] of [
      ['PlantedController', 'secret'],
      ['PlantedController', 'nothing'],
      ['NoController', 'load'],
      ['HandoffPanelService', 'load']
    ] as const) {
      const { status, errorCode, message } = await refusal(admin, className, method, {});
      assert.equal(status, 404);
      assert.equal(errorCode, 'NOT_FOUND');
      assert.match(message ?? '', new RegExp(`${className}\\.${method}`));
    }
  });

  test('who has no access to the class is refused, as their permission sets say', async () => {
    const sdr = await Tab.open(pages.url, 'sdr');
    const { status, errorCode, message } = await refusal(sdr, 'HandoffPanelController', 'load', {
      opportunityId: opportunityId()
    });
    assert.equal(status, 403);
    assert.equal(errorCode, 'INSUFFICIENT_ACCESS');
    assert.equal(message, "You do not have access to the Apex class named 'HandoffPanelController'.");
    assert.equal((await refusal(ae, 'PlantedController', 'greet', { name: 'Ada' })).status, 403);
    for (const tab of [sdr, admin])
      assert.equal((await tab.apex('PlantedController', 'greet', { name: 'Ada' })).json, 'Hello Ada');
  });

  test('a parameter of the wrong type is refused by its name', async () => {
    for (const [method, params, said] of [
      ['load', { opportunityId: 'nonsense' }, /opportunityId takes Id, not "nonsense"/],
      ['load', { opportunityId: 12 }, /opportunityId takes Id/],
      ['load', { opportunityId: { Id: opportunityId() } }, /opportunityId takes Id/],
      ['saveGap', { handoffId: null, code: 's2c.goals', assigneeId: null, due: 'soon' }, /due takes Date, not "soon"/],
      ['saveItem', { item: 'a text' }, /item takes HandoffItemRequest/]
    ] as const) {
      const { status, errorCode, message } = await refusal(ae, 'HandoffPanelController', method, params);
      assert.equal(status, 400, JSON.stringify(params));
      assert.equal(errorCode, 'INVALID_PARAMETER');
      assert.match(message ?? '', said);
    }
  });

  test('the parameters come as one JSON object', async () => {
    for (const body of [[opportunityId()], 'text', 5]) {
      const { status, errorCode } = await refusal(ae, 'HandoffPanelController', 'load', body);
      assert.equal(status, 400, JSON.stringify(body));
      assert.equal(errorCode, 'JSON_PARSER_ERROR');
    }
    const url = `${pages.url}/lightning/apex/HandoffPanelController/load`;
    const headers = { cookie: ae.cookie, 'x-csrf-token': ae.boot.csrf, 'content-type': 'application/json' };
    const broken = await fetch(url, { method: 'POST', headers, body: '{"opportunityId":' });
    assert.equal(broken.status, 400);
    await broken.body?.cancel();
    const form = await ask(url, { form: { opportunityId: opportunityId() }, headers: { cookie: ae.cookie } });
    assert.equal(form.status, 401);
  });
});
