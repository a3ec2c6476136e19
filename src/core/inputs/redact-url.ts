const USER_INFO = /([a-z][a-z0-9+.-]{0,30}:\/\/)([^/?#\s]*)@/gi;

/** Takes passwords out of the URLs in a text, as pip does: `https://user:secret@host` → `https://user:****@host`. */
export function redactUrls(text: string): string {
  if (!text.includes("@")) return text;
  return text.replace(USER_INFO, (_whole, scheme: string, user: string) => {
    const colon = user.indexOf(":");
    if (colon !== -1) return `${scheme}${user.slice(0, colon)}:****@`;
    // `ssh://git@host` names an account; over HTTP a lone user name is a token.
    return /ssh:\/\/$/i.test(scheme) ? `${scheme}${user}@` : `${scheme}****@`;
  });
}
