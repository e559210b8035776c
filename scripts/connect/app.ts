import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_VERSION } from '../install/org.ts';

const NAME = 'Handoff_Service';
const LABEL = 'Handoff Service';

/**
 * Writes a small Salesforce project with the external client app the service logs in through: JWT bearer with this
 * certificate, for nobody but users an admin approved. It holds no secret; it is
 * apart from force-app because an app belongs to one org, with that org's certificate.
 *
 * @param folder is made
 * @param contact mail address of whom Salesforce may ask about the app
 * @returns its files, relative to the folder
 */
export function writeApp(folder: string, certificate: string, contact: string): string[] {
  const files: Record<string, string> = {
    'sfdx-project.json': `${JSON.stringify(
      { packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: `${API_VERSION}.0` },
      null,
      2
    )}\n`,
    [`app/externalClientApps/${NAME}.eca-meta.xml`]: xml('ExternalClientApplication', {
      contactEmail: contact,
      description: 'Through which the Handoff service reads deals and writes scores and briefs.',
      distributionState: 'Local',
      isProtected: 'false',
      label: LABEL
    }),
    [`app/extlClntAppGlobalOauthSets/${NAME}_glbloauth.ecaGlblOauth-meta.xml`]: xml('ExtlClntAppGlobalOauthSettings', {
      // Salesforce asks for an address, though nobody is ever sent there: the JWT flow has no browser.
      callbackUrl: 'https://login.salesforce.com/services/oauth2/success',
      certificate: certificate.trim(),
      externalClientApplication: NAME,
      isClientCredentialsFlowEnabled: 'false',
      isConsumerSecretOptional: 'false',
      isDeviceFlowEnabled: 'false',
      isPkceRequired: 'true',
      isSecretRequiredForRefreshToken: 'true',
      label: LABEL
    }),
    [`app/extlClntAppOauthSettings/${NAME}_oauth.ecaOauth-meta.xml`]: xml('ExtlClntAppOauthSettings', {
      commaSeparatedOauthScopes: 'Api, RefreshToken',
      externalClientApplication: NAME,
      label: LABEL
    }),
    [`app/extlClntAppOauthPolicies/${NAME}_oauthplcy.ecaOauthPlcy-meta.xml`]: xml(
      'ExtlClntAppOauthConfigurablePolicies',
      {
        // Whom it lets in is named by ids of permission sets, which differ from org to org: an admin adds it in Setup.
        externalClientApplication: NAME,
        label: LABEL,
        permittedUsersPolicyType: 'AdminApprovedPreAuthorized',
        refreshTokenPolicyType: 'Zero'
      }
    )
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return Object.keys(files);
}

function xml(type: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `  <${name}>${escape(value)}</${name}>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${type} xmlns="http://soap.sforce.com/2006/04/metadata">`,
    ...lines,
    `</${type}>`,
    ''
  ].join('\n');
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
