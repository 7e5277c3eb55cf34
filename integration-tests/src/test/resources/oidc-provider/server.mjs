// An OpenID provider with login and consent pages of its own, in memory. Anybody may sign in under any name.
import Provider from 'oidc-provider';

const { PROVIDER_PORT, APPLICATION, CLIENT_ID, CLIENT_SECRET } = process.env;
const issuer = `http://127.0.0.1:${PROVIDER_PORT}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    redirect_uris: [`${APPLICATION}/api/auth/oidc/callback`],
    backchannel_logout_uri: `${APPLICATION}/api/auth/oidc/backchannel-logout`,
    backchannel_logout_session_required: true,
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  features: { backchannelLogout: { enabled: true }, devInteractions: { enabled: true } },
  pkce: { methods: ['S256'], required: () => true },
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@provider.example`, email_verified: true, name: id }),
  }),
});
for (const event of ['authorization.error', 'backchannel.error', 'grant.error', 'server_error', 'userinfo.error']) {
  provider.on(event, (ctx, error) => console.log(event, error));
}
provider.listen(PROVIDER_PORT, '127.0.0.1', () => console.log(`The provider is ${issuer}`));
