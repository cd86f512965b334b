### The first start in a terminal, `tributary init`: plain text, without markup.

## Around the questions
init-title = The first start: some questions, then the bot can run. Ctrl-C stops at any of them. Your answers stay, and “tributary init” goes on from there.
init-stopped = Stopped. Your answers are kept; run “tributary init” again to go on.
init-yes-or-no = { $preset ->
    [yes] [Y/n]
   *[no] [y/N]
}
init-yes-or-no-wrong = Type y for yes or n for no.
init-enter-keeps = (Enter keeps it):
init-all-the-same = Use it all the same?
init-replace = { $name } is set already. Replace it with the new one?
init-stays = { $name } is set already and stays as it is; with --yes it would be replaced.
init-needs-flag = { $name } is needed, and there is no terminal to ask in. Give it with { $flag }, or “{ $flag } -” to read it from a line of standard input, or set { $name } in the environment.
init-unsure-step = Check this machine's connection. The doctor looks again later: tributary doctor

## Things that were typed instead of the right thing
init-pasted-nothing = That was empty.
init-pasted-invisible = That holds invisible characters, or some that got lost while copying.
init-pasted-quoted = That has quotation marks around it. Leave them out.
init-pasted-setting = That is a whole line NAME=value. Type only the value.
init-pasted-header = That begins with the name of a header. Type only the key after it.
init-pasted-message = That is a whole message with a secret in it. Copy only the secret.
init-pasted-token-link = That is a link that holds a bot token. Copy only the token, between “/bot” and the next “/”.
init-pasted-bot-token = That is the token of a Telegram bot.
init-pasted-token-inside = That is a bot token and something more: spaces, brackets or other signs. Copy only the token.
init-pasted-payment-token = That is the token of a payment provider. The token of the bot is another one.
init-pasted-cut-token = That is only a part of a bot token, or more than one.
init-pasted-webhook-secret = That is a secret for outgoing webhooks.
init-pasted-tribute-link = That is a link to Tribute.
init-pasted-telegram-link = That is a link to Telegram.
init-pasted-link = That is a link.
init-pasted-email = That is an e-mail address.
init-pasted-username = That is a username.
init-pasted-chat-id = That is the id of a group or channel.
init-pasted-phone = That is a phone number.
init-pasted-ip = That is an IP address.
init-pasted-number = That is a number, such as an id.
init-pasted-masked = That is shortened or hidden, as a list shows it. Copy the whole.
init-pasted-bracketed = That has brackets or asterisks around it. Leave them out.
init-pasted-lookalike = That mixes letters of two alphabets: some only look like the right ones. Copy it again.
init-pasted-word = That is a word that only stands for the value.
init-pasted-host = That is the name of a website.
init-pasted-key = That looks like a key.
init-pasted-words = Those are several words.
init-pasted-other = That is something else.

## Where the right thing is
init-where-token = In Telegram open @BotFather, send /mybots, choose the bot, then “API Token”. Copy the line like 123456789:AAE….
init-where-key = In Telegram open @tribute, then the author dashboard, ⋯, Settings, API Keys. Copy the key.
init-where-address = Type the name that leads to this machine, like https://bot.example.com. Your domain's provider has it.
init-where-owner = Type your Telegram id, a number like 123456789. @userinfobot in Telegram shows it.
init-where-zone = Type it like Europe/Moscow or UTC. “timedatectl list-timezones” lists all.
init-where-language = Type en or ru.
init-where-port = Type a number from 1 to 65535, like 8081.
init-where-shop = Type new or moved.

## The bot's token
init-ask-token = 1. The bot. In Telegram open @BotFather, send /newbot and choose a name, or /mybots for a bot that you have. Copy its token; nothing is shown while you paste it.
init-prompt-token = Bot token
init-token-good = Telegram knows the bot: @{ $username } ({ $name })
init-token-refused = Telegram doesn't accept this token: it was revoked, or a part is missing.
init-token-refused-step = In @BotFather send /mybots, choose the bot, then “API Token”, and copy the one that is valid now.
init-token-unsure = The token has the right form, but Telegram gives no answer now.
init-token-is-owner = The number in this token is the bot's own id, and ADMIN_IDS names it as an owner.
init-token-is-owner-step = Put your own id into ADMIN_IDS in .env, then run “tributary init” again.

## Tribute's key
init-ask-key = 2. Tribute. In Telegram open @tribute, then the author dashboard, ⋯, Settings, API Keys, Generate New Key. Copy the key; nothing is shown while you paste it.
init-prompt-key = Tribute key
init-key-good = Tribute accepts the key: { $count ->
    [one] { $count } product
   *[other] { $count } products
}, such as { $names }
init-quoted = “{ $name }”
init-key-no-products = Tribute accepts the key. There are no products yet.
init-key-no-products-step = Create them in @tribute, in the author dashboard, Digital products: one for each length of time.
init-key-none-approved = Tribute hasn't approved any of them yet, so none can be sold now.
init-key-none-approved-step = Go on here; Tribute approves new products later.
init-key-refused = Tribute doesn't accept this key: it was revoked, or a part is missing.
init-key-refused-step = In @tribute open the author dashboard, ⋯, Settings, API Keys, and copy the key that is valid now.
init-key-unsure = The key has the right form, but it can't be tried now: { $reason }
init-key-foreign = The key is valid, but it belongs to another Tribute account: the products of this shop ({ $numbers }) aren't there.
init-key-foreign-step = Open @tribute with the account that owns those products, and copy its key.

## The bot's address
init-ask-address = 3. The address. Telegram and Tribute send payments to a name that leads to this machine, like https://bot.example.com. Enter leaves it out for now; Tribute's payments need it before you sell.
init-prompt-address = Address
init-address-good = The address: { $url }
init-address-http = That begins with http://, and Telegram and Tribute send to nothing but https://.
init-address-http-step = Type https://{ $host }. The certificate comes later, automatically.
init-address-short = “{ $name }” is no whole name: one that others can reach has a dot in it.
init-address-short-step = Type it like https://bot.example.com, or press Enter to leave it out for now.
init-address-impossible = “{ $name }” can't be the name of a machine: names are made of letters, digits and hyphens, with single dots between.
init-address-impossible-step = Type it like https://bot.example.com.
init-address-beginning = The address doesn't begin with https:// as it should.
init-address-beginning-step = Type https://{ $host }.
init-address-user = Before the name there is more, up to an “@”.
init-address-user-step = Type https://{ $host }.
init-address-query = After the name there is a “?” or a “#”, and the bot couldn't append its paths there.
init-address-query-step = Type https://{ $host }.
init-address-no-port = After the name stands a port that doesn't exist.
init-address-no-port-step = Type https://{ $host } without a port.
init-address-webhook = That is the whole address of a webhook.
init-address-webhook-step = Type it up to the name: https://{ $host }. The bot appends the rest.
init-address-port = Telegram sends nothing to port { $port }, only to 443, 80, 88 and 8443.
init-address-port-step = Type https://{ $host } without a port.
init-address-private = { $host } is inside this machine or its own network, where Telegram and Tribute can't reach it.
init-address-private-step = Type a public name that leads to this machine, like https://bot.example.com.
init-address-inside = { $host } is inside this machine or its own network, where Tribute can't reach it.
init-address-inside-step = That is right only for trying things out. Otherwise type a public name that leads to this machine.
init-address-underscore = There is an underscore in { $host }, and certificates aren't given for such names.
init-address-underscore-step = Take a name of letters, digits and hyphens, like https://bot.example.com.
init-address-ip = { $host } is an IP address. Certificates are for names, so https won't work with it in most cases.
init-address-ip-step = Get a domain name and let it lead to this address.
init-address-path = The address goes on after the name, with { $path }.
init-address-path-step = That is right only if your web server passes { $path } on to the bot. Otherwise type { $url }.
init-address-nowhere = The name { $host } leads nowhere yet.
init-address-nowhere-step = At your domain's provider add an A record for { $host } with { $own }. It can take some minutes to be known.
init-address-nowhere-step-unknown = At your domain's provider add an A record for { $host } with this machine's public IPv4 address. It can take some minutes to be known.
init-address-no-ipv4 = { $host } leads only to an IPv6 address ({ $addresses }), and Telegram sends webhooks over IPv4 alone.
init-address-no-ipv4-step = At your domain's provider add an A record with an IPv4 address of this machine. Without one, leave the address out: the bot then asks Telegram itself, and only Tribute needs the address.
init-address-elsewhere = { $host } leads to { $addresses }, and this machine is { $own }.
init-address-elsewhere-step = At your domain's provider let the A record lead to { $own }. If a proxy such as Cloudflare stands in between, it is right as it is.
init-port-answers = Port { $port } of this machine is taken by a web server ({ $name }).
init-port-answers-step = If that is your Caddy or nginx, add the bot's site there. Otherwise stop that program first.
init-port-busy = Port { $port } of this machine is taken by another program, and the bot can't listen there.
init-port-busy-step = Type another port, and the same one in your Caddy or nginx.
init-ask-port = The port. The bot listens there, inside this machine, and your Caddy or nginx passes the payments on to it.
init-prompt-port = Port for the bot

## A new shop, or one that moves here
init-ask-shop = { $before ->
    [yes] 4. The shop. There was a shop with this bot before.
   *[no] 4. The shop.
} Does a new shop begin here, or does one move here from another machine with all its buyers?
init-prompt-shop = new or moved [{ $preset ->
    [moved] moved
   *[new] new
}]:
init-shop-here = The shop's database is here: { $path }

## The owner
init-ask-owner = 5. The owner. The bot needs your Telegram id, a number like 123456789. @userinfobot in Telegram shows it.
init-prompt-owner = Your Telegram id (Enter leaves it out)
init-owner-good = The owner's Telegram id: { $ids }
init-owner-is-bot = That is the bot's own id, the number in its token.
init-owner-webhook = The bot's messages go to { $url } already, so they can't be read here without stopping that.
init-owner-runs = A shop may be running with this bot, so its messages aren't read here.
init-is-it-stopped = There was a shop with this bot before. Is it stopped everywhere now, so that its messages may be read here?
init-code = 5. The owner. Open { $link } and press Start, or send { $code } to @{ $username }. The code counts for ten minutes. Or type your Telegram id here; Enter leaves it out.
init-code-wrong = Five wrong codes came in. Here is a new one.
init-code-late = Ten minutes are over. Here is a new code.
init-code-silent = Telegram gives no answer; still trying.
init-code-elsewhere = Another program reads this bot's messages, so the code can't be seen here.
init-code-full = A hundred messages to this bot wait for it, so the code can't be seen behind them.
init-is-it-you = The code came from { $name }, Telegram id { $id }. Is that you?
init-no-owner = No owner is set: nobody can run the shop from the chat.
init-no-owner-step = Run “tributary init” again, or with --admin-id and your Telegram id.

## Time zone and language
init-ask-zone = 6. The time zone, for the days in statistics and for dates.
init-prompt-zone = Time zone
init-ask-language = 7. The language for people whose own is neither English nor Russian: en or ru.
init-prompt-language = Language

## The end
init-file-heading = Written by “tributary init”. docs/settings.md lists every setting.
init-unknown-name = { $known ->
    [yes] { $name }
   *[no] The name
} in line { $line } of { $path } is not a setting{ $nearest ->
    [none] : see .env.example for the names.
   *[other] : did you mean { $nearest }?
}
init-unreadable-line = Line { $line } of { $path } is not NAME=value: fix or remove it.
init-file-unknown = { $sentence } The line stays as it is, but the bot doesn't start with it.
init-file-closed = Other users of this machine could read { $path }. They can't any more.
init-written = Written: { $path }
init-unchanged = Nothing to change in { $path }
init-refused = The file is written, but the bot doesn't start with it yet: { $reason }
init-next-proxy = Let your web server pass { $url } on to { $local }; deploy/Caddyfile and deploy/nginx.conf are ready for that.
init-next-restore = Before the first start put the shop's copy in place: tributary restore COPY. Without it there is no database at { $path }. /backup in the old shop's chat makes the copy.
init-next-new-shop = There was a shop with this bot before, so say once that a new one is wanted: { $command }
init-next-run = Start the bot: tributary run, or with systemd: systemctl enable --now tributary
init-next-restart = The bot is running. If something has changed, restart it: systemctl restart tributary
init-next-webhook = In Tribute's dashboard, Settings, API Keys, set the Webhook URL to { $url }
init-next-start = Then send /start to @{ $username }: it names what is left.
