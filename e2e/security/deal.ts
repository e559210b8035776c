import assert from 'node:assert/strict';
import type { Product, Talk } from './product.ts';

const DAY_MS = 86_400_000;

/** What is said about a deal, place by place. */
export interface Words {
  account: string;
  domain: string;
  person: string;
  mail: { subject: string; text: string | null; html: string | null };
  task: { subject: string; description: string };
  call: { title: string; speaker: string; customer: string; seller: string };
  slack: string;
  ticket: { subject: string; comment: string; requester: string };
}

/** Ids of what a deal is made of. */
export interface DealIds {
  account: string;
  contact: string;
  opportunity: string;
  handoff: string;
  /** The task that tells of the deal. */
  task: string;
}

const daysAgo = (days: number): string =>
  `${new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)}T10:00:00Z`;

/** What Slack, Gong and Zendesk hold of a deal. */
export function talkOf({ account, domain, person, call, slack, ticket }: Words): Talk {
  const email = emailOf(person, domain);
  return {
    slack: {
      workspace: 'https://handoff-demo.slack.example/',
      users: [{ id: 'U01AMARA', name: 'amara', real_name: 'Amara Okafor', email: 'ae@handoff.example' }],
      channels: [
        {
          id: 'C01DEAL',
          name: `deal-${account.toLowerCase().replaceAll(' ', '-')}`,
          messages: [{ at: daysAgo(6), user: 'U01AMARA', text: slack }]
        }
      ]
    },
    gong: {
      people: {
        amara: { name: 'Amara Okafor', emailAddress: 'ae@handoff.example', affiliation: 'Internal', userId: '8001' },
        customer: { name: call.speaker, emailAddress: email, affiliation: 'External' }
      },
      calls: [
        {
          id: '7001',
          title: call.title,
          url: 'https://gong.example/call?id=7001',
          started: daysAgo(5),
          duration: 1800,
          speakers: ['amara', 'customer'],
          talk: [
            ['00:10', 'customer', call.customer],
            ['01:10', 'amara', call.seller]
          ]
        }
      ]
    },
    zendesk: {
      organizations: [{ id: 501, name: account }],
      users: [{ id: 9101, name: ticket.requester, email, role: 'end-user', organization_id: 501 }],
      tickets: [
        {
          id: 4001,
          subject: ticket.subject,
          requester_id: 9101,
          created_at: daysAgo(4),
          comments: [{ author_id: 9101, created_at: daysAgo(4), html_body: ticket.comment }]
        }
      ]
    }
  };
}

/** A deal with every answer, that is ready to be won. */
export async function makeDeal(
  product: Product,
  { account: name, domain, person, mail, task }: Words
): Promise<DealIds> {
  const ae = await product.api('ae');
  const create = async (object: string, values: Record<string, unknown>, api = ae): Promise<string> => {
    const result = await api.sobject(object).create(values);
    assert.ok(result.success, JSON.stringify(result));
    return result.id;
  };
  const account = await create('Account', { Name: name, Website: `https://www.${domain}` });
  const [FirstName, LastName] = person.split(' ');
  const contact = await create('Contact', { FirstName, LastName, AccountId: account, Email: emailOf(person, domain) });
  const opportunity = await create('Opportunity', {
    Name: `${name}: rollout`,
    AccountId: account,
    StageName: 'Negotiation/Review',
    CloseDate: new Date(Date.now() + DAY_MS).toISOString().slice(0, 10),
    Amount: 90_000
  });
  await create('OpportunityContactRole', {
    OpportunityId: opportunity,
    ContactId: contact,
    Role: 'Economic Buyer',
    IsPrimary: true
  });
  const admin = await product.api('admin');
  await create(
    'EmailMessage',
    {
      RelatedToId: opportunity,
      Subject: mail.subject,
      FromName: person,
      FromAddress: emailOf(person, domain),
      ToAddress: 'ae@handoff.example',
      MessageDate: daysAgo(8),
      Incoming: true,
      Status: '1',
      ...(mail.html === null ? { TextBody: mail.text } : { HtmlBody: mail.html })
    },
    admin
  );
  const taskId = await create('Task', {
    Subject: task.subject,
    Description: task.description,
    WhatId: opportunity,
    Status: 'Completed',
    ActivityDate: daysAgo(7).slice(0, 10)
  });
  const found = await ae.sobject('Handoff__c').findOne({ Opportunity__c: opportunity }, ['Id']);
  const handoff = String(found?.['Id']);
  await ae.sobject('Handoff__c').update({
    Id: handoff,
    Buyer_Goals__c: 'Cut intake from 35 to 10 minutes in all twelve sites by 30 September 2027.',
    Main_Contact__c: contact,
    Signed_Scope__c: 'Intake and reporting for twelve sites, 420 seats, three years.',
    Start_Date__c: '2027-03-15',
    Promised_Deliverables__c: 'Okta single sign-on live by 15 February 2027.',
    Pricing_Exceptions__c: '12 % discount in year one only.',
    Risk_Notes__c: 'The two oldest sites have not seen the pilot.',
    Kickoff_Preference__c: 'Video call'
  });
  return { account, contact, opportunity, handoff, task: taskId };
}

/** Moves the deal to Closed Won, upon which the org asks for its brief. */
export async function win(product: Product, { opportunity }: DealIds): Promise<void> {
  const ae = await product.api('ae');
  const result = await ae.sobject('Opportunity').update({ Id: opportunity, StageName: 'Closed Won' });
  assert.ok(result.success, JSON.stringify(result));
}

/** Waits until the brief of a handoff is made, or has failed. */
export async function briefEnds(product: Product, { handoff }: DealIds, times = 1): Promise<void> {
  await product.heard((said) => {
    const jobs = new Set(
      [...said.matchAll(/"job":"(\w+)","handoff":"(\w+)","msg":"brief runs"/g)].flatMap(([, job, id]) =>
        id === handoff ? [job] : []
      )
    );
    const ends = [...said.matchAll(/"job":"(\w+)"[^\n]*"msg":"brief ends"/g)].filter(([, job]) => jobs.has(job));
    return ends.length >= times;
  });
}

/** Accepts what is left and approves, as a manager, who decides on exceptions too. */
export async function deliver(product: Product, { handoff }: DealIds): Promise<void> {
  const manager = await product.tab('manager');
  for (const method of ['acceptRest', 'approve']) {
    const answer = await manager.apex('HandoffReviewController', method, { handoffId: handoff });
    assert.equal(answer.status, 200, `${method}: ${answer.text}`);
  }
}

function emailOf(person: string, domain: string): string {
  return `${person.toLowerCase().replaceAll(' ', '.')}@${domain}`;
}
