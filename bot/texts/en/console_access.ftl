### The console: who gets in, and what its server refuses.

console-access-session = Your session is over. Open the console again: send /console to the bot.
console-access-cross-site = This request came from another page. Open the console again: send /console to the bot.
console-access-owners-only = Only owners may do this. Ask an owner of the shop.
console-access-not-admin = The console is for the admins of this shop. Ask an owner to add you, then open it again.
console-access-not-found = This isn't here any more. Go back and look again.
console-access-method = The console doesn't do this here. Reload the page.
console-access-bad-request = The console couldn't read this. Reload the page and try again.
console-access-bad-fields = The console couldn't read this. Check what you typed or chose, and try again.
console-access-unsupported = The console can't read this kind of data. Reload the page and try again.
console-access-too-large = This is too large for the console. Send something smaller.
console-access-slow = This took too long. Check your connection and try again.
console-access-too-many = Too many tries. Please wait { $seconds } seconds, then try again.
console-access-too-many-streams = The console is open in too many places. Close it where you don't need it.
console-access-misdirected = The console doesn't answer at this address. Send /console to the bot: it knows the right one.
console-access-unavailable = The bot can't answer right now. Try again in half a minute.
console-access-login-old = This page was opened more than five minutes ago. Close it and open it again from the bot. If that doesn't help, the server's clock may be ahead: see /doctor.
console-access-login-early = The server's clock is behind Telegram's. Set it right (see /doctor), then open the console again.
console-access-login-used = This opening was used already. Close the page and open it again from the bot.
console-access-login-over = This link was used already, or is more than five minutes old. Send /console to the bot for a new one.
console-access-login-wrong = Telegram hasn't signed this opening for this bot. Open the console from the bot itself.

## /console
console-access-link =
    🖥 <b>The console</b>
    The whole shop on one page: numbers, purchases, people, and what is waiting for you.

    The link for a browser works once, within five minutes, and lets its reader in as you: keep it to yourself.
console-access-local =
    🖥 <b>The console</b>
    The whole shop on one page: numbers, purchases, people, and what is waiting for you. Without PUBLIC_URL it opens on the bot's own machine.

    1. Is that another machine than yours? Then type this in a terminal on yours, with your own user and server, and leave it open: <code>{ $tunnel }</code>
    2. Open this in your browser within five minutes. It works once: <code>{ $url }</code>

    With an https address in PUBLIC_URL the console also opens right here in Telegram.
button-console-app = 🖥 Open it here
button-console-browser = 🌐 Open it in a browser
button-console-copy-link = 📋 Copy the link
button-console-copy-tunnel = 📋 Copy the line for the terminal
button-console-home = 🖥 Console
button-console-menu = Console
