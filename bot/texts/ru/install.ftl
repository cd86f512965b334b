### `tributary init --install` и `--uninstall` в терминале: простой текст без разметки.

## Вокруг шагов
install-title = Сейчас бот будет установлен на эту машину: его пользователь, программа, настройки, сайт в веб-сервере и служба, которая его запускает. Ctrl-C останавливает в любой момент; запустите ещё раз, и установка продолжится.
install-stopped = Остановлено. Сделанное остаётся; чтобы продолжить, запустите ещё раз.
install-unchanged = Всё уже было на месте: ничего не изменено.
install-file-failed = Не удаётся записать { $path } ({ $reason }). Сделанное остаётся; исправьте это и запустите ещё раз.
install-packages = Установка через apt-get: { $names }
install-changed-kept = { $path } с тех пор отредактирован и остаётся как есть.
install-changed-replace = { $path } отличается от файла, который идёт с программой. Заменить?
install-changed-remove = { $path } с тех пор отредактирован. Всё равно убрать?
install-changed-stays = { $path } с тех пор отредактирован и остаётся. Уберите из него часть бота сами.

## Машины, на которые установить нельзя
install-not-root = Это меняет машину, а на это есть право только у root.
install-not-root-step = Запустите от имени root или через sudo.
install-not-debian = Установка умеет работать только с Debian, Ubuntu и системами на их основе.
install-not-debian-step = В docs/first-start.md каждый шаг есть отдельной командой, её можно приспособить.
install-no-systemd = Здесь не работает systemd, и запускать бота некому. Возможно, это контейнер.
install-no-systemd-step = Запустите на самой машине или возьмите Docker: docs/packages.md.
install-disk-full = На диске осталось { $free } МБ, а нужно { $needed } МБ.
install-disk-full-step = Освободите место и запустите ещё раз.

## Пользователь, программа, команда
install-account = Создание пользователя «tributary» и папки /var/lib/tributary, которую может читать только он.
install-account-there = Пользователь «tributary» и его папка на месте.
install-account-undone = Удаление пользователя «tributary»; { $path } теперь принадлежит root.
install-program = Установка программы в /opt/tributary/.venv, где пользователь бота может её читать. Это займёт около минуты.
install-program-there = Программа на месте: /opt/tributary/.venv.
install-program-undone = Удаление программы: { $path }
install-program-stays = Программа в { $path } была здесь раньше и остаётся. Чтобы удалить её: rm -r { $path }
install-program-unknown = Файл, из которого установлена эта программа, неизвестен или его уже нет.
install-program-unknown-step = Установите её сами: { $command }. Затем запустите { $venv }/bin/tributary init --install
install-program-closed = Пользователь «{ $user }» не может запустить программу в { $path }.
install-program-closed-step = Все папки на пути туда должны быть открыты для всех, а программа должна быть этой версии: chmod go+rx { $path }
install-python-old = /usr/bin/python3 старше 3.11 или отсутствует.
install-python-old-step = Установите python3 или возьмите Debian 12, Ubuntu 24.04 или новее.
install-command = Создание команды «tributary».
install-command-there = Команда «tributary» на месте.
install-command-other = { $path } — это что-то другое и остаётся. Команда бота: { $target }
install-command-undone = Удаление команды { $path }

## Настройки
install-answers = Теперь настройки.
install-answers-there = Настройки в /var/lib/tributary/.env. Чтобы изменить их: { $command }
install-answers-refused = Настройки неполные, поэтому ничего не запущено.
install-answers-refused-step = Причина в строках выше. Запустите ещё раз, и установка продолжится.
install-address-own = Сайт для { $url } нельзя добавить в веб-сервер автоматически: это возможно только для имени с https и без пути.
install-address-own-step = Измените адрес или сами передавайте его на { $local } из своего веб-сервера и запустите ещё раз с --web-server none.

## Сайт
install-site = Добавление сайта бота в веб-сервер.
install-site-there = Веб-сервер готов.
install-no-site-there = Сайт не добавлен: адреса пока нет, или запросы боту передаёт другой ваш веб-сервер. Где слушает бот, указывают HOST и PORT в .env.
install-web-server-unknown = --web-server называет веб-сервер, в который добавить сайт.
install-web-server-unknown-step = Укажите caddy, nginx или none.
install-port-held = Порт { $port } занят другой программой ({ $holder }), а он нужен для { $which }.
install-port-held-step = Остановите её. Если это ваш веб-сервер, передавайте адрес бота дальше и запустите ещё раз с --web-server none.
install-name-used = Сайт { $name } уже есть, и это не сайт бота: { $path }
install-name-used-step = Уберите его оттуда или возьмите для бота другое имя.
install-caddy-ask = Здесь нет ни Caddy, ни nginx. Установить Caddy, который заодно получит сертификат?
install-caddy-refused = Без веб-сервера по адресу бота ничего не отвечает.
install-caddy-refused-step = Передавайте его на { $local } из своего веб-сервера и запустите ещё раз с --web-server none.
install-caddy-beside = В Caddyfile есть другие сайты, поэтому сайт бота лежит в { $path }, а в { $config } добавлена строка, которая его подключает. Ограничения времени из deploy/Caddyfile действовали бы и на другие ваши сайты, поэтому они не заданы.
install-caddy-broken = Caddy не может прочитать { $path } в нынешнем виде: { $reason }
install-caddy-broken-step = Сначала исправьте это, затем запустите ещё раз.
install-caddy-invalid = Caddy не принимает сайт бота, поэтому всё возвращено как было: { $reason }
install-caddy-invalid-step = Посмотрите в { $path }: каждый сайт должен стоять в фигурных скобках. Затем запустите ещё раз.
install-caddy-stopped = Caddy не запускается с сайтом бота, поэтому всё возвращено как было: { $reason }
install-caddy-stopped-step = Подробности: systemctl status caddy. Исправьте это и запустите ещё раз.
install-caddy-undone = Удаление сайта бота из Caddy: { $path }
install-nginx-port = В адресе { $name } указан порт { $port }, а сайт для nginx рассчитан только на 443.
install-nginx-port-step = Уберите порт из адреса или сделайте сайт сами и запустите ещё раз с --web-server none.
install-nginx-broken = nginx не может прочитать свои файлы в нынешнем виде: { $reason }
install-nginx-broken-step = Сначала исправьте это, затем запустите ещё раз.
install-nginx-invalid = nginx не принимает сайт бота, поэтому всё возвращено как было: { $reason }
install-nginx-invalid-step = Исправьте это и запустите ещё раз.
install-nginx-undone = Удаление сайта бота из nginx: { $path }
install-certificate-ask = Получить сертификат для { $name } от Let's Encrypt через certbot? Так вы принимаете их условия: https://letsencrypt.org/repository
install-certificate = Получение сертификата для { $name }.
install-certificate-own = Без сертификата nginx не может обслуживать { $name }.
install-certificate-own-step = Положите его в /etc/letsencrypt/live/{ $name } и запустите ещё раз.
install-certificate-failed = Сертификата пока нет: { $reason }
install-certificate-failed-step = Имя должно вести на эту машину, а порт 80 должен быть открыт. Затем запустите ещё раз.
install-package-undone = Удаление пакета { $name }: больше он никому не нужен.
install-package-stays = Пакет { $name } был установлен для бота и остаётся: он может быть нужен чему-то ещё. Чтобы удалить его: apt-get remove { $name }

## Служба
install-unit = Запись файла /etc/systemd/system/tributary.service.
install-unit-there = Служба systemd на месте.
install-unit-undone = Удаление файла { $path }
install-service = Запуск бота, сейчас и при каждом включении машины.
install-service-there = Бот работает и запускается при каждом включении машины.
install-service-undone = Остановка бота.
install-service-failed = Бот не запускается: { $reason }
install-service-failed-step = Исправьте это и запустите ещё раз. Подробности: journalctl -u tributary
install-wait = Ожидание ответа { $url }/readyz
install-ready = Бот готов принимать платежи.
install-wait-address = Ожидание { $url } и его сертификата, не дольше минуты.

## В конце
install-no-owner = Владелец не указан: управлять магазином из чата некому. Запустите ещё раз с --admin-id и вашим Telegram id.
install-next-start = Затем отправьте боту /start: он назовёт, что осталось.
install-nothing-here = Через «tributary init --install» здесь ничего не установлено, убирать нечего.
install-uninstall-kept = Сейчас будет убрано то, что сделал «tributary init --install». Настройки и данные со всеми покупками остаются в { $path }, а копии там, куда указывает BACKUP_DIR в её .env. Чтобы удалить папку навсегда: rm -r { $path }
