export const id = 723;
export const ids = [723];
export const modules = {

/***/ 81723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  assumeRole: () => (/* binding */ assumeRole)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/credential-provider-web-identity/dist-cjs/index.js
var dist_cjs = __webpack_require__(29956);
// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var node_http_handler_dist_cjs = __webpack_require__(61279);
// EXTERNAL MODULE: ./lib/core/errors.js
var errors = __webpack_require__(3828);
;// CONCATENATED MODULE: ./lib/storage/aws/role-failure.js

const REFUSALS = [
    {
        signs: ['AccessDenied', 'IDPRejectedClaim'],
        why: "there is no such role, or its trust policy does not allow this job's token",
        hint: ({ sub }, { audience }) => `${sub ? `Let the role's trust policy allow the sub of this job, ${sub}, and the aud ${audience}` : `Let the role's trust policy allow the sub of this job, and the aud ${audience}`}. A sub is repo:owner/name:ref:refs/heads/main, in a job with an environment repo:owner/name:environment:NAME, and in repositories created or renamed since July 2026 it has ids, repo:owner@ID/name@ID:….`,
    },
    {
        signs: ['InvalidIdentityToken'],
        why: "the account does not know the provider of this job's token",
        hint: ({ iss }, { audience }) => `Add the identity provider ${iss ?? 'https://token.actions.githubusercontent.com'} to IAM in the account of the role, with the audience ${audience}.`,
    },
    {
        signs: ['ExpiredToken'],
        why: "this job's token, which was made a moment ago, counts as expired there",
        hint: () => 'Set the clock of this machine (timedatectl, chrony); tokens hold the time.',
    },
    {
        signs: ['IDPCommunicationError', 'Throttling', 'RequestLimitExceeded'],
        why: 'its token service was too busy, or did not reach GitHub',
        hint: () => "Run again; if it stays so, look at AWS's and GitHub's health pages.",
    },
    {
        signs: ['RegionDisabled'],
        why: 'its token service is switched off in that region',
        hint: () => 'Activate STS there (IAM, account settings), or give another region.',
    },
    {
        signs: ['ValidationError', 'MalformedPolicyDocument', 'PackedPolicyTooLarge', 'InvalidParameterValue'],
        why: 'the request does not fit the role',
        hint: () => 'Check the ARN in role-to-assume against the one that IAM shows.',
    },
];
const UNKNOWN = {
    why: 'for a reason that is not known here',
    hint: () => "Look the code up in AWS's documentation of AssumeRoleWithWebIdentity.",
};
const ROLE_STS_UNREACHABLE = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'role-sts-unreachable',
    kind: 'environment',
    meaning: "AWS's token service could not be reached, or gave no answer that can be read.",
    fix: 'Check the network, the proxy and `region` (or `AWS_ENDPOINT_URL_STS`); then run again.',
});
const ROLE_NOT_ASSUMED = (0,errors/* defineError */.MP)({
    topic: 'storage',
    code: 'role-not-assumed',
    kind: 'environment',
    meaning: "AWS's token service refused the role; its code and what that means are in the message.",
    fix: "Let the role's trust policy allow the `sub` of the job: `repo:owner/name:ref:refs/heads/main`, in a job with an environment `repo:owner/name:environment:NAME`, in repositories created or renamed since July 2026 with ids, `repo:owner@ID/name@ID:…`. The account needs GitHub's identity provider, and the `aud` is `sts.amazonaws.com` (in China `sts.amazonaws.com.cn`).",
});
/** What kept a role from being assumed: by the code of STS, never by its words. */
function roleFailure(role, token, cause) {
    const code = refusalOf(cause);
    if (code === undefined)
        return new errors/* BackupError */.hj({
            ...ROLE_STS_UNREACHABLE,
            message: `AWS's token service could not be reached, or gave no answer that can be read, so ${role.arn} was not assumed.`,
            hint: 'Check the network, the proxy and the region (or AWS_ENDPOINT_URL_STS); then run again.',
        }, cause);
    const { why, hint } = REFUSALS.find(({ signs }) => signs.includes(code)) ?? UNKNOWN;
    return new errors/* BackupError */.hj({
        ...ROLE_NOT_ASSUMED,
        message: `AWS did not let this job assume ${role.arn} (${code}): ${why}.`,
        hint: hint(claimsOf(token), role),
    }, cause);
}
/** The code of a refusal by STS; undefined where the error is another's, or says nothing. */
function refusalOf(cause) {
    if (!(cause instanceof Error) || !('$fault' in cause))
        return undefined;
    const code = cause.name.replace(/Exception$/, '');
    return /^[A-Za-z][A-Za-z.]{3,63}$/.test(code) && !/^(?:Unknown|UnknownError|Error)$/.test(code)
        ? code
        : undefined;
}
/** Read out of the token, as far as they look as GitHub writes them. */
function claimsOf(token) {
    const claims = payloadOf(token);
    const sub = claim(claims, 'sub');
    const iss = claim(claims, 'iss');
    return {
        sub: /^[\w.:/@*+=-]{1,300}$/.test(sub) ? sub : undefined,
        iss: /^https:\/\/[\w./-]{1,200}$/.test(iss) ? iss : undefined,
    };
}
function payloadOf(token) {
    try {
        return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    }
    catch {
        return undefined;
    }
}
function claim(claims, name) {
    if (typeof claims !== 'object' || claims === null)
        return '';
    const value = Object.entries(claims).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./lib/storage/aws/assume-role.js



/** For a connection, and for each answer. Milliseconds. */
const CONNECT_MS = 10_000;
const ANSWER_MS = 20_000;
/**
 * Assumes a role by an OpenID Connect token, without keys of any kind (AssumeRoleWithWebIdentity). The keys are those of a
 * session of an hour, which every role allows. `AWS_ENDPOINT_URL_STS` is honoured, as by any AWS SDK.
 * @throws BackupError `role-not-assumed`, `role-sts-unreachable`, and what `token` throws
 */
async function assumeRole(role, parts) {
    const { agents, region, sessionName } = parts;
    const token = await parts.token(role.audience);
    const requestHandler = new node_http_handler_dist_cjs.NodeHttpHandler({
        httpAgent: agents.http,
        httpsAgent: agents.https,
        connectionTimeout: CONNECT_MS,
        requestTimeout: ANSWER_MS,
        throwOnRequestTimeout: true,
    });
    try {
        const assume = (0,dist_cjs.fromWebToken)({
            roleArn: role.arn,
            roleSessionName: sessionName,
            webIdentityToken: token,
            clientConfig: { region, requestHandler },
        });
        const { accessKeyId, expiration, secretAccessKey, sessionToken } = await assume();
        return {
            accessKeyId,
            secretAccessKey,
            ...(sessionToken && { sessionToken }),
            ...(expiration && { expiration }),
        };
    }
    catch (cause) {
        throw roleFailure(role, token, cause);
    }
    finally {
        requestHandler.destroy();
    }
}


/***/ })

};
