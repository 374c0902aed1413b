import { LOGIN_STYLE } from './loginStyle';
import type { Person } from '../people';
import { PLATFORM_REALM } from './types';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
}

/** A steady colour for a person's face. */
function hueOf(name: string): number {
  return [...name].reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) % 360, 7);
}

function initialsOf(displayName: string): string {
  const words = displayName.split(' ').filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map(word => word?.[0] ?? '').join('');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${LOGIN_STYLE}</style>
</head>
<body>
<main>
<div class="mark"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" aria-hidden="true"><path d="M12 2.5 20.5 7v10L12 21.5 3.5 17V7z"/><path d="M3.5 7 12 11.5 20.5 7M12 11.5v10"/></svg>Kube-DC sandbox</div>
${body}
</main>
</body>
</html>`;
}

function personButton(person: Person): string {
  return `<button name="person" value="${escapeHtml(person.name)}">
<span class="face" style="background:hsl(${hueOf(
    person.name,
  )} 52% 42%)" aria-hidden="true">${escapeHtml(
    initialsOf(person.displayName),
  )}</span>
<span class="who"><b>${escapeHtml(person.displayName)}</b><small>${escapeHtml(
    person.role,
  )}</small></span>
<span class="go" aria-hidden="true">&rarr;</span>
</button>`;
}

/** What a realm is called: by its organization, or the platform itself. */
function titleOf(realm: string): string {
  return realm === PLATFORM_REALM ? 'the platform' : realm;
}

/** The page on which one click signs a person of the realm in. */
export function renderLoginPage(options: {
  realm: string;
  people: readonly Person[];
}): string {
  const here = options.people.filter(({ realm }) => realm === options.realm);
  const others = options.people.filter(({ realm }) => realm !== options.realm);
  const title = titleOf(options.realm);
  const list = here.length
    ? `<p>Choose who you are. There are no passwords here.</p>
<form method="post">
${here.map(personButton).join('\n')}
</form>`
    : '<p>Nobody has an account in this organization yet.</p>';
  const hint = others.length
    ? `<div class="others">Looking for somebody else? Go back and choose their organization:
<ul>
${others
  .map(
    person =>
      `<li>${escapeHtml(person.displayName)}, ${escapeHtml(
        titleOf(person.realm),
      )}</li>`,
  )
  .join('\n')}
</ul></div>`
    : '';
  return page(
    `Sign in to ${title}`,
    `<h1>Sign in to ${escapeHtml(title)}</h1>
${list}
${hint}
<div class="note">For evaluation and development only. Anybody who can open this page can be anybody.</div>`,
  );
}

/** What a browser sees when a sign-in cannot go on. */
export function renderErrorPage(message: string): string {
  return page(
    'Sign-in failed',
    `<h1>Sign-in failed</h1>
<p>${escapeHtml(message)}</p>
<p>Close this window and start again from the portal.</p>`,
  );
}
