/** Words of the trade: technology, what stays inside, rivals. Normalised words; see {@link compile}. */

export const TECH = {
  term: [
    '(sso|saml|scim|oauth|oidc|ldap|okta|azure ad|active directory|entra|mfa|two factor|2fa|single sign on)',
    '(api|apis|rest api|restful|graphql|webhook|webhooks|sdk|endpoint|endpoints|rate limit|rate limits|middleware|mulesoft|etl|sftp|csv|odata)',
    '(integration|integrations|integrate|integrates|integrating|connector|connectors|sync|bidirectional|real time sync)',
    '(sap|netsuite|workday|servicenow|dynamics|oracle|snowflake|databricks|salesforce|hubspot|jira|bigquery|redshift|s3|kafka|tableau|power bi)',
    '(data residency|data center|data centre|datacenter|eu region|eu hosted|hosted in|on prem|on premise|on premises|private cloud|vpc|vpn|firewall|ip (allow list|allowlist|whitelist|whitelisting|range)|single tenant|multi tenant|aws|gcp)',
    '(port #|proxy|proxies|windows #|windows|linux|macos|chrome|citrix|vdi|terminal server|active sync|oauth2|pagination|tls|ssl|certificate|certificates|dns|smtp|edi|barcode|scanner|scanners)',
    '(authenticate|authenticates|authentication|provisioning|log in|login) (with|via|through|against|using|by)',
    '(encryption|encrypted|encrypt|gdpr|hipaa|pci|soc 2|soc2|iso 27001|iso27001|fedramp|pen test|penetration test|audit log|audit logs|audit trail|pii|data processing agreement|dpa|retention|backup|backups|disaster recovery|role based|rbac|permissions)',
    '(sla|slas|uptime|latency|p99|p95|throughput|response time|performance|rows|records per|million (rows|records)|concurrent users|scale to|load test)',
    '(sandbox|staging|test environment|migration|migrate|data import|legacy data|historical data|schema|custom (object|objects|field|fields)|offline|mobile app|browser|ios|android)'
  ],
  need: [
    '(need|needs|needed|must|require|requires|required|requirement|requirements|has to|have to|mandatory|expect|expects|want|wants|only works|only supports|supports|support|does (it|this|that|your)|can (it|you|your)|will (it|you)|should|at least|minimum|is (it|there)|are (you|there)|how (do|does|many|much|long)|what (is|are)|only|through|still on|with|able to|limit|limits|we (use|run|are on|have)|compliant|policy)'
  ]
} as const;

export const INTERNAL = [
  '(discount|discounts|discounting|pricing|price|prices|margin|margins) (approval|approvals|approved|floor|strategy|authority|exception|request|chain|matrix|guidance|committee|is approved|was approved|got approved|desk)',
  '(approved|approve|approves|approval|sign off|signed off|okay|okayed|blessed|green light|go ahead) ~ (discount|% off|the price|pricing|margin|concession|the discount)',
  '(walk away|bottom|floor|lowest|rock bottom) (price|number|is|line)',
  '(our|the) (floor (is|price|on|at)|bottom line|margin|margins|walk away|negotiation strategy|pricing strategy|anchor)',
  'floor is (#|$|€|£)',
  'hold back ~ (discount|%|concession|offer)',
  '(discount|price|pricing|concession) (signed off|approved|cleared|okayed) (by|from|with)',
  '(deal desk|finance|cfo|vp|svp|cro|rvp|manager) (approved|approves|signed off|will approve|has to approve|needs to approve|said (ok|okay|yes)|okayed|is fine with)',
  '(go|can go|come|drop|down|go down) (down |as low as |lower |)(to|as low as) (#|$|€|£)',
  '(do not|never|please do not|we should not) (tell|mention|share|show|let|say|forward|disclose) ~ (customer|client|them|prospect|him|her|this|that|it)',
  '(keep|keeping) (it|that|this) (quiet|secret|confidential|to yourself|to ourselves|under wraps)',
  '(we|you) can (go|come|drop) (down |)to (#|$|€|£)',
  '(internal|internally|between us|for internal|internal only|not for the customer|keep this (internal|between))',
  '(give|gave|offer|offered|concede|throw in) (them|him|her|the customer) (a |up to |another |an extra |)(#|%|discount|$)',
  '(up to|max|maximum|extra|another|additional) # % (discount|off)',
  '# % (discount|off) (approved|is|needs|if|to|before|max)',
  '(quota|commission|comp plan|spiff|sandbag|sandbagging|forecast call|commit number|end of quarter push)',
  '(they|customer) (would|will|can) (pay|go up to|stretch to) (more|#|$|up)',
  'willingness to pay'
] as const;

/** Beside these a customer may name what it uses, or looks at, instead. */
export const RIVAL = [
  '(instead of|rather than|compared (to|with)|comparing you (to|with)|versus|vs|incumbent|replace|replacing|replaces|displace|displacing)',
  '(switch|switching|switched|migrate|migrating|moving) (away |)from',
  '(we|they|team|company|colleagues|guys) (currently |already |still |now |today |)(use|uses|are using|run|have|are on|run on|rely on|work with|bought|licensed|pay for)',
  '(demo|quote|proposal|pitch|offer) (from|with|by)',
  '(also |still |) (in the (running|mix)|on (the|our) shortlist)',
  '(we|they) (left|dropped|ditched)',
  '(are|am|is) (currently |still |already |) on _',
  '(choosing|choose|decide|deciding|torn) between',
  '(compare|compares|stack up|different) (to|with|against|from)',
  '(been|are) (a|an) _ (shop|house|customer)',
  '(already|currently) (uses|use|has|have|runs|run|works with)',
  'came in (#|at|a|much|way)',
  '(wanted|wants|prefers|preferred|pushing for|pushes for|rooting for)',
  '(looking at|evaluating|talking to|considering|demoed|trialing|trialling|shortlisted|in talks with|spoke to|a (quote|proposal|demo) from)'
] as const;
