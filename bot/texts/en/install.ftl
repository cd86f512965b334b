### `tributary init --install` and `--uninstall` in a terminal: plain text, without markup.

## Around the steps
install-title = This sets the bot up on this machine: its user, the program, its settings, a site in the web server, and a service that runs it. Ctrl-C stops at any point; run it again to go on.
install-stopped = Stopped. Everything done so far stays; run it again to go on.
install-unchanged = Everything was in place already: nothing was changed.
install-file-failed = { $path } can't be written ({ $reason }). Fix that, then run this again: it goes on from here.
install-packages = Installing with apt-get: { $names }
install-changed-kept = { $path } was edited since it was written, and stays as it is.
install-changed-replace = { $path } differs from the file that comes with the program. Replace it?
install-changed-remove = { $path } was edited since it was written. Remove it all the same?
install-changed-stays = { $path } was edited since it was written, and stays. Remove the bot's part of it yourself.

## Machines that can't be installed on
install-not-root = This changes the machine, and only root can.
install-not-root-step = Run it as root, or with sudo in front.
install-not-debian = This knows only Debian, Ubuntu and what is made from them.
install-not-debian-step = docs/first-start.md has each step as a command that you can adapt.
install-no-systemd = systemd doesn't run here, so nothing could start the bot. This may be a container.
install-no-systemd-step = Run it on the machine itself, or use Docker: docs/packages.md.
install-disk-full = The disk has { $free } MB left, and { $needed } MB are needed.
install-disk-full-step = Delete something, then run this again.

## The user, the program, the command
install-account = Making the user “tributary” and the folder /var/lib/tributary, which only that user can read.
install-account-there = The user “tributary” and its folder are there.
install-account-undone = Removing the user “tributary”; { $path } belongs to root now.
install-program = Putting the program into /opt/tributary/.venv, where the bot's user can read it. This takes a minute.
install-program-there = The program is in /opt/tributary/.venv.
install-program-undone = Removing the program: { $path }
install-program-stays = The program in { $path } was there before, and stays. To remove it: rm -r { $path }
install-program-unknown = The file from which this program was installed isn't known, or is gone.
install-program-unknown-step = Install it yourself: { $command }. Then run { $venv }/bin/tributary init --install
install-program-closed = The user “{ $user }” can't start the program in { $path }.
install-program-closed-step = Every folder on the way there has to be open to everyone, and the program of this version: chmod go+rx { $path }
install-python-old = /usr/bin/python3 is older than 3.11, or missing.
install-python-old-step = Install python3, or use Debian 12, Ubuntu 24.04 or newer.
install-command = Making the command “tributary”.
install-command-there = The command “tributary” is there.
install-command-other = { $path } is something else and stays. The bot's command is { $target }
install-command-undone = Removing the command { $path }

## The settings
install-answers = Now the settings.
install-answers-there = The settings are in /var/lib/tributary/.env. To change them: { $command }
install-answers-refused = The settings aren't complete, so nothing was started.
install-answers-refused-step = The lines above say why. Run this again, it goes on from there.
install-address-own = No web server here can get a site for { $url } automatically, only for an https name without a path.
install-address-own-step = Change the address, or let your web server pass it on to { $local } yourself and run this again with --web-server none.

## The site
install-site = Adding the bot's site to the web server.
install-site-there = The web server's part is done.
install-no-site-there = No site is added: there is no address yet, or you let another web server pass it on to the bot. HOST and PORT in .env say where the bot listens.
install-web-server-unknown = --web-server names the one that gets the site.
install-web-server-unknown-step = Give it as caddy, nginx or none.
install-port-held = Port { $port } is held by another program ({ $holder }), and { $which } needs it.
install-port-held-step = Stop that program. If it is your own web server, let it pass the bot's address on, and run this again with --web-server none.
install-name-used = There is a site for { $name } already, which isn't the bot's: { $path }
install-name-used-step = Remove it there, or use another name for the bot.
install-caddy-ask = There is neither Caddy nor nginx here. Install Caddy, which also gets the certificate?
install-caddy-refused = Without a web server nothing answers at the bot's address.
install-caddy-refused-step = Let your own pass it on to { $local }, and run this again with --web-server none.
install-caddy-beside = The Caddyfile has other sites, so the bot's site is in { $path }, and { $config } has one more line that imports it. The time limits of deploy/Caddyfile would count for your other sites too, so they weren't set.
install-caddy-broken = Caddy can't read { $path } as it is: { $reason }
install-caddy-broken-step = Fix that first, then run this again.
install-caddy-invalid = Caddy doesn't accept the bot's site, so everything is as it was before: { $reason }
install-caddy-invalid-step = Look at { $path }: each site there needs braces around it. Then run this again.
install-caddy-stopped = Caddy doesn't start with the bot's site, so everything is as it was before: { $reason }
install-caddy-stopped-step = “systemctl status caddy” shows more. Fix that, then run this again.
install-caddy-undone = Removing the bot's site from Caddy: { $path }
install-nginx-port = { $name } has the port { $port }, and in nginx the site is made for 443 only.
install-nginx-port-step = Leave the port out of the address, or make the site yourself and run this again with --web-server none.
install-nginx-broken = nginx can't read its files as they are: { $reason }
install-nginx-broken-step = Fix that first, then run this again.
install-nginx-invalid = nginx doesn't accept the bot's site, so everything is as it was before: { $reason }
install-nginx-invalid-step = Fix that, then run this again.
install-nginx-undone = Removing the bot's site from nginx: { $path }
install-certificate-ask = Get a certificate for { $name } from Let's Encrypt with certbot? This accepts their terms: https://letsencrypt.org/repository
install-certificate = Getting the certificate for { $name }.
install-certificate-own = Without a certificate nginx can't serve { $name }.
install-certificate-own-step = Put one into /etc/letsencrypt/live/{ $name }, then run this again.
install-certificate-failed = There is no certificate yet: { $reason }
install-certificate-failed-step = The name has to lead to this machine, and port 80 must be open. Then run this again.
install-package-undone = Removing the package { $name }, which nothing else uses.
install-package-stays = The package { $name } was installed for the bot and stays, because other things may use it. To remove it: apt-get remove { $name }

## The service
install-unit = Writing /etc/systemd/system/tributary.service.
install-unit-there = The systemd unit is there.
install-unit-undone = Removing { $path }
install-service = Starting the bot, now and at every boot.
install-service-there = The bot runs, and starts at every boot.
install-service-undone = Stopping the bot.
install-service-failed = The bot doesn't start: { $reason }
install-service-failed-step = Fix that, then run this again. journalctl -u tributary shows more.
install-wait = Waiting for { $url }/readyz
install-ready = The bot is ready to take payments.
install-wait-address = Waiting for { $url } and its certificate, at most a minute.

## The end
install-no-owner = No owner is set: nobody can run the shop from the chat. Run this again with --admin-id and your Telegram id.
install-next-start = Then send /start to your bot: it names what is left.
install-nothing-here = Nothing was installed here by “tributary init --install”, so there is nothing to undo.
install-uninstall-kept = This undoes what “tributary init --install” did. The settings and the data with all purchases stay in { $path }, and copies wherever BACKUP_DIR in its .env says. To delete the folder for ever: rm -r { $path }
