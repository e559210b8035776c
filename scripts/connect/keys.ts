import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { InstallError } from '../install/options.ts';
import { writeNew } from './secrets.ts';

/** How long a certificate holds: long enough to be rotated by plan, once a year and a month for doing it. */
const DAYS = 395;

/**
 * Makes an RSA key of 2048 bits, the least Salesforce takes, and a certificate of its own for it.
 *
 * @param keyFile gets the private key (PEM), only its owner's to read; must not be there yet
 * @returns the certificate (PEM), which lets Salesforce check what the key signed
 * @throws {InstallError} when OpenSSL is missing: Node makes keys, but no certificates
 */
export function newLoginKey(keyFile: string): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  });
  writeNew(keyFile, privateKey);
  try {
    const args = ['req', '-x509', '-new', '-sha256', '-key', keyFile, '-subj', '/CN=Handoff service'];
    return execFileSync('openssl', [...args, '-days', String(DAYS)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe']
    });
  } catch (cause) {
    rmSync(keyFile);
    throw new InstallError('OpenSSL could not make a certificate.', 'Install openssl and run the command again.', {
      cause
    });
  }
}
