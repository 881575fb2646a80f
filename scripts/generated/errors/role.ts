import type { DocumentedError } from './documented-error.ts'

/** src/storage/aws and src/action/assumed-role.ts: the role of `role-to-assume`. */
export const ROLE_ERRORS: readonly DocumentedError[] = [
  {
    code: 'role-no-token',
    kind: 'environment',
    meaning: 'The job may not ask GitHub for an OpenID Connect token, by which the role is assumed.',
    fix: 'Write `permissions: { id-token: write }` into the job, and into the one that calls a reusable workflow. A run for a pull request from a fork gets no token.',
  },
  {
    code: 'role-token-unavailable',
    kind: 'environment',
    meaning: 'GitHub was asked for an OpenID Connect token and gave none.',
    fix: "Run again; if it stays so, look at GitHub's health page, and at the proxy of the runner.",
  },
  {
    code: 'role-not-assumed',
    kind: 'environment',
    meaning: "AWS's token service refused the role; its code and what that means are in the message.",
    fix: "Let the role's trust policy allow the `sub` of the job: `repo:owner/name:ref:refs/heads/main`, in a job with an environment `repo:owner/name:environment:NAME`, in repositories created or renamed since July 2026 with ids, `repo:owner@ID/name@ID:…`. The account needs GitHub's identity provider, and the `aud` is `sts.amazonaws.com` (in China `sts.amazonaws.com.cn`).",
  },
  {
    code: 'role-sts-unreachable',
    kind: 'environment',
    meaning: "AWS's token service could not be reached, or gave no answer that can be read.",
    fix: 'Check the network, the proxy and `region` (or `AWS_ENDPOINT_URL_STS`); then run again.',
  },
]
