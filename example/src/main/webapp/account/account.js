// Shows and changes the account by the library's own endpoints. Everything that comes from outside becomes text, never markup.

const api = new URL('../api/', document.baseURI);
const byId = (id) => document.getElementById(id);

/** What the server refused, in its own words. */
class Refused extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? 'Something went wrong. Try again.');
    this.status = status;
    if (retryAfter) this.message += ` Try again in ${retryAfter} s.`;
  }
}

async function call(method, path, body) {
  const options = { method, credentials: 'same-origin', cache: 'no-store', redirect: 'error', headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(new URL(path, api), options);
  } catch {
    throw new Refused(0, { detail: 'The server can’t be reached. Try again.' });
  }
  const json = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, json, response.headers.get('Retry-After'));
  return json;
}

// Small things

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function button(text, label, action) {
  const made = element('button', text);
  made.type = 'button';
  made.setAttribute('aria-label', label);
  made.addEventListener('click', () => run(made, action));
  return made;
}

function row(title, lines, actions) {
  const made = element('li');
  const about = element('div');
  about.append(title, ...lines);
  const group = element('div', undefined, 'actions');
  group.append(...actions);
  made.append(about, group);
  return made;
}

function notice(text) {
  byId('notice').textContent = text;
}

function error(id, text) {
  byId(id).textContent = text;
  if (text) byId(id).focus();
}

/** Runs what a control does: once at a time, and with its failure shown where `failed` says. */
async function run(control, action, failed = notice) {
  if (control.getAttribute('aria-busy') === 'true') return;
  control.setAttribute('aria-busy', 'true');
  notice('');
  try {
    await action();
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    if (e.status === 401 && !byId('signed-in').hidden) {
      showSignIn('Your session has ended. Sign in again.');
    } else {
      failed(e.message);
    }
  } finally {
    control.removeAttribute('aria-busy');
  }
}

/** Asks before something that can't be taken back. */
function confirmed(heading, text, yes) {
  const dialog = byId('confirm');
  byId('confirm-heading').textContent = heading;
  byId('confirm-text').textContent = text;
  byId('confirm-yes').textContent = yes;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

// Times and devices

const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]];

function time(instant) {
  const date = new Date(instant);
  const seconds = (date.getTime() - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, s]) => Math.abs(seconds) >= s) ?? ['second', 1];
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const made = element('time', unit === 'second' ? 'just now' : words.format(Math.round(seconds / length), unit));
  made.dateTime = instant;
  made.title = date.toLocaleString('en', { dateStyle: 'long', timeStyle: 'short' });
  return made;
}

const BROWSERS = [['Edg', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari'], ['curl/', 'curl']];
const SYSTEMS = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'macOS'], ['CrOS', 'ChromeOS'], ['Linux', 'Linux']];

/** A guess: whoever signs in says what the user agent is. */
function device(userAgent) {
  const named = (list) => list.find(([mark]) => userAgent?.includes(mark))?.[1];
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? (userAgent ? userAgent.slice(0, 60) : 'Unknown device');
}

// Signing in and out

/** The page that somebody wanted, if it is of this origin. The parser decides too: it drops tabs and line ends before it looks for `//`. */
function wayBack() {
  const asked = new URLSearchParams(location.search).get('returnTo') ?? '';
  if (!/^\/(?![/\\])/.test(asked)) return undefined;
  const target = new URL(asked, location.origin);
  return target.origin === location.origin ? target : undefined;
}

const PROBLEMS = {
  LOGIN_STATE_INVALID: 'This sign-in was finished already, or took too long. Begin again.',
  PROVIDER_REFUSED: 'The provider did not sign you in.',
  PROVIDER_UNAVAILABLE: 'The provider can’t be reached. Try again later.',
};

/** What brought somebody here: a sign-in that failed, or a logout at the provider. */
function arrival() {
  const query = new URLSearchParams(location.search);
  if (query.has('signed-out')) return 'You are signed out.';
  const problem = query.get('problem');
  return problem ? PROBLEMS[problem] ?? 'The sign-in failed. Begin again.' : '';
}

function showSignIn(text = '') {
  hideNewKey();
  byId('signed-in').hidden = true;
  byId('sign-out').hidden = true;
  byId('logins').replaceChildren();
  byId('keys').replaceChildren();
  byId('signed-out').hidden = false;
  byId('password').value = '';
  notice(text);
  error('sign-in-error', '');
  byId('email').focus();
}

async function showProviders() {
  const providers = await call('GET', 'auth/providers').catch(() => []);
  const items = [];
  for (const provider of Array.isArray(providers) ? providers : []) {
    const target = new URL(provider.loginUri, document.baseURI);
    if (target.origin !== location.origin) continue;
    const back = wayBack() ?? location;
    target.searchParams.set('returnTo', back.pathname + (back === location ? '' : back.search));
    const link = element('a', `Sign in with ${provider.name}`, 'button');
    link.href = target.href;
    const item = element('li');
    item.append(link);
    items.push(item);
  }
  byId('provider-list').replaceChildren(...items);
  byId('providers').hidden = items.length === 0;
}

async function signIn() {
  error('sign-in-error', '');
  const { email, password } = byId('sign-in').elements;
  try {
    await call('POST', 'auth/session', { email: email.value, password: password.value });
  } catch (e) {
    password.value = '';
    throw e;
  }
  const target = wayBack();
  if (target) {
    location.assign(target);
  } else {
    await showAccount();
    byId('who').focus();
  }
}

/** Here, and at the provider if it was one: its address wants the ID token by a form, so that no address ever has it. */
async function signOut() {
  const { logoutUri, fields } = await call('POST', 'auth/logout/provider', { returnTo: `${location.pathname}?signed-out` });
  if (!fields) return showSignIn('You are signed out.');
  const form = element('form');
  form.method = 'post';
  form.action = logoutUri;
  for (const [name, value] of Object.entries(fields)) {
    const input = element('input');
    Object.assign(input, { type: 'hidden', name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

// The account

async function showAccount() {
  const { user } = await call('GET', 'auth/me');
  await Promise.all([showLogins(), showKeys()]);
  byId('who').textContent = user.email ?? user.id;
  byId('roles').textContent = user.roles.length === 1 ? `Role: ${user.roles[0]}` : `Roles: ${user.roles.join(', ')}`;
  byId('password').value = '';
  byId('signed-out').hidden = true;
  byId('signed-in').hidden = false;
  byId('sign-out').hidden = false;
}

async function showLogins() {
  const logins = await call('GET', 'auth/sessions');
  byId('logins').replaceChildren(...logins.map(loginRow));
  byId('end-others').hidden = logins.length < 2;
}

function loginRow(login) {
  const title = element('p', device(login.userAgent));
  title.title = login.userAgent ?? '';
  if (login.current) title.append(element('span', 'This browser', 'tag'));
  const line = element('p', `${login.address} · last seen `);
  line.append(time(login.lastSeenAt), login.kind === 'token' ? ' · by token' : '');
  const end = button('End', `End the login of ${title.firstChild.textContent}, ${login.address}`, async () => {
    if (login.current) return signOut();
    await call('DELETE', `auth/sessions/${encodeURIComponent(login.id)}`);
    await showLogins();
    notice('The login has ended.');
    byId('logins-heading').focus();
  });
  return row(title, [line], [end]);
}

async function endOthers() {
  if (!await confirmed('End all other logins?', 'Every other browser and program has to sign in again.', 'End all others')) return;
  await call('DELETE', 'auth/sessions');
  await showLogins();
  notice('All other logins have ended.');
  byId('logins-heading').focus();
}

// API keys

async function showKeys() {
  const keys = await call('GET', 'apikeys');
  byId('keys').replaceChildren(...keys.map(keyRow));
  byId('no-keys').hidden = keys.length > 0;
}

function keyRow(key) {
  const scopes = element('p');
  scopes.append(element('code', `${key.start}…`), ` · ${key.scopes.join(', ') || 'no scopes'}`);
  const use = element('p', key.lastUsedAt ? 'Last used ' : 'Never used');
  if (key.lastUsedAt) use.append(time(key.lastUsedAt));
  if (key.expiresAt) use.append(' · ends ', time(key.expiresAt));
  const path = `apikeys/${encodeURIComponent(key.id)}`;
  const rotate = button('Rotate', `Rotate the key ${key.name}`, async () => {
    if (!await confirmed(`Rotate “${key.name}”?`, 'You get a new key. The old one stops working at once.', 'Rotate')) return;
    showNewKey(await call('POST', `${path}/rotate`));
    await showKeys();
  });
  const revoke = button('Revoke', `Revoke the key ${key.name}`, async () => {
    if (!await confirmed(`Revoke “${key.name}”?`, 'Programs that use it are refused at once.', 'Revoke')) return;
    await call('DELETE', path);
    if (byId('new-key').dataset.id === key.id) hideNewKey();
    await showKeys();
    notice(`The key “${key.name}” is revoked.`);
    byId('keys-heading').focus();
  });
  return row(element('p', key.name), [scopes, use], [rotate, revoke]);
}

async function makeKey() {
  error('make-key-error', '');
  const form = byId('make-key');
  const scopes = [...form.elements.scope].filter((box) => box.checked).map((box) => box.value);
  const made = await call('POST', 'apikeys', { name: form.elements.name.value, scopes });
  form.reset();
  showNewKey(made);
  await showKeys();
}

function showNewKey(key) {
  byId('key-name').textContent = key.name;
  byId('key-text').value = key.apiKey;
  byId('new-key').dataset.id = key.id;
  byId('new-key').hidden = false;
  byId('key-text').focus();
  byId('key-text').select();
}

function hideNewKey() {
  byId('key-text').value = '';
  byId('new-key').hidden = true;
}

async function copyKey() {
  byId('key-text').select();
  try {
    await navigator.clipboard.writeText(byId('key-text').value);
    byId('key-hint').textContent = 'Copied. It is not shown again.';
  } catch {
    byId('key-hint').textContent = 'The browser does not let the page copy: press Ctrl+C.';
  }
}

// Wiring

function onSubmit(id, action) {
  byId(id).addEventListener('submit', (event) => {
    event.preventDefault();
    run(byId(id).querySelector('[type=submit]'), action, (text) => error(`${id}-error`, text));
  });
}

onSubmit('sign-in', signIn);
onSubmit('make-key', makeKey);
for (const [id, action] of [['sign-out', signOut], ['end-others', endOthers], ['copy', copyKey]]) {
  byId(id).addEventListener('click', (event) => run(event.currentTarget, action));
}
byId('done').addEventListener('click', () => {
  hideNewKey();
  byId('keys-heading').focus();
});
byId('confirm-no').addEventListener('click', () => byId('confirm').close(''));
byId('confirm-yes').addEventListener('click', () => byId('confirm').close('yes'));
// Back from another page: what is on the screen may be of somebody who has signed out
addEventListener('pageshow', (event) => event.persisted && location.reload());

run(document.body, showAccount, () => {
  showSignIn(arrival());
  return showProviders();
});
