### Консоль: тексты и картинки магазина и собственный профиль бота.

## Ответы сервера
console-shop-sent = Сообщение в вашей переписке с ботом: таким его получат покупатели.
console-shop-saved = Сохранено. Теперь покупатели получают это.
console-shop-restored = Ваш текст здесь больше не действует.
console-shop-undone = Вернулось то, что стояло раньше.
console-shop-part-gone = Какой-то части этого больше нет. Посмотрите ещё раз.
console-shop-changed = Пока страница была открыта, это изменил другой админ ({ $who }, { $when }). Ваше не сохранено. Сначала посмотрите, что там теперь.
console-shop-saved-by = Сохранено { $when }, { $who }.
console-shop-lent = Своего здесь пока нет: читатели видят то же, что на языке { $language }.
console-shop-from-env = В настройках сервера — { $value }. Это действует, пока вы не сохраните здесь другое.
console-shop-beside-env = В настройках сервера — { $value }. Пока здесь стоит ваше, это не действует.
console-shop-original = исходный текст
console-shop-nothing = ничего
console-shop-with-picture = (с картинкой)
console-shop-consent-changed = Другой админ тем временем решил иначе. Посмотрите ещё раз.
console-shop-profile-changed = Это тем временем кто-то изменил. Посмотрите ещё раз.

## Список
console-shop-title = Магазин
console-shop-short = Магазин
console-shop-all = Весь магазин
console-shop-group-words = Тексты для покупателей
console-shop-group-facts = Контакт и условия
console-shop-group-bot = Бот в Telegram
console-shop-order = { $plans ->
    [1] Порядок тарифов и что из них показывать
   *[other] Порядок планов и тарифов и что из них показывать
}
console-shop-slot-greeting = Приветствие
console-shop-slot-what_now = Благодарность за оплату
console-shop-slot-reminder = Напоминание об окончании
console-shop-slot-ended = Конец доступа
console-shop-slot-contact = Контакт
console-shop-slot-terms = Условия
console-shop-about-greeting = Начало ответа на /start, над ценами; можно с картинкой
console-shop-about-what_now = { $plans ->
    [1] Что делать дальше и одна кнопка
   *[other] Что делать дальше и одна кнопка; для каждого плана
}
console-shop-about-reminder = { $plans ->
    [1] Перед концом доступа; дата добавится сама
   *[other] Перед концом доступа; план и дата добавятся сами
}
console-shop-about-ended = { $plans ->
    [1] Когда доступ закончился; дата добавится сама
   *[other] Когда доступ закончился; план и дата добавятся сами
}
console-shop-about-contact = Где покупатели могут вас найти
console-shop-about-terms = Ваша страница или свой текст и согласие перед оплатой
console-shop-profile = Имя, тексты и картинка
console-shop-profile-about = Каким видят бота до нажатия «Старт»
console-shop-state-own = ваше: { $languages }
console-shop-state-plans = { $count ->
    [one] ваше для { NUMBER($count) } плана
    [few] ваше для { NUMBER($count) } планов
    [many] ваше для { NUMBER($count) } планов
   *[other] ваше для { NUMBER($count) } плана
}
console-shop-state-env = из настроек сервера
console-shop-state-original = исходное
console-shop-state-none = пока ничего
console-shop-state-yours = ваше
console-shop-state-as-it-was = как было

## Одно место
console-shop-language = Язык
console-shop-plan = План
console-shop-words = Текст
console-shop-insert-name = Имя читателя
console-shop-picture = Картинка
console-shop-picture-hint = С картинкой помещается { $most } знаков.
console-shop-button-hint = Например, в ваш канал. Оставьте оба поля пустыми, чтобы кнопки не было.
console-shop-contact-hint = Имя в Telegram, ссылка, почта или несколько слов.
console-shop-terms-kind = Вид условий
console-shop-terms-page = Страница
console-shop-terms-words = Свой текст
console-shop-terms-address = Адрес страницы
console-shop-save = Сохранить
console-shop-save-hint = Сначала сообщение придёт в вашу переписку с ботом. Что Telegram там принял, сразу действует для покупателей.
console-shop-saved-note = Теперь покупатели получают это.
console-shop-undo = Вернуть как было
console-shop-send = Отправить себе
console-shop-take-theirs = Показать здесь то, что там теперь
console-shop-restore-original = Вернуть исходное
console-shop-restore-env = Вернуть из настроек сервера
console-shop-restore-nothing = Убрать
console-shop-restore-text = Ваш текст здесь больше не действует. В истории он останется.
console-shop-history = История
console-shop-no-history = Здесь пока ничего не меняли.
console-shop-before = Раньше: { $words }

## Согласие
console-shop-consent = Согласие перед оплатой
console-shop-consent-about = Вместо кнопок оплаты покупатели видят ваши условия и кнопку согласия, пока один раз не согласятся.
console-shop-consent-agreed = Согласились: { NUMBER($count, useGrouping: "true") }
console-shop-consent-no-terms = Нужны условия: сначала сохраните их выше.
console-shop-consent-on = Включить
console-shop-consent-off = Выключить
console-shop-consent-now-on = Покупатели соглашаются с условиями перед оплатой.
console-shop-consent-now-off = Покупатели платят без согласия.
console-shop-consent-again = Спросить всех ещё раз
console-shop-consent-again-text = Вместо кнопок оплаты все увидят условия, пока не согласятся снова, — и те, кто уже соглашался или платил. Оплаченный доступ останется как есть.
console-shop-consent-asked = Все увидят вопрос ещё раз.

## Профиль бота
console-shop-part-name = Имя
console-shop-part-about = О боте
console-shop-part-about-hint = В профиле бота и там, где им делятся. Не больше { $most } знаков.
console-shop-part-name-hint = Вверху переписки и в поиске. Не больше { $most } знаков. Telegram позволяет несколько изменений в день.
console-shop-part-description = Описание
console-shop-part-description-hint = В пустой переписке, пока никто не нажал «Старт». Не больше { $most } знаков.
console-shop-profile-picture = Картинка
console-shop-profile-picture-hint = Telegram показывает её середину в круге: лучше квадратная, не меньше { $least } пикселей по каждой стороне.
console-shop-profile-picture-small = Картинка слишком мала: нужно { $least } пикселей по каждой стороне.
console-shop-profile-set = Сохранить в Telegram
console-shop-profile-wanted = Сохранено, но в Telegram ещё не стоит: { $words }
console-shop-profile-try = Попробовать сейчас
console-shop-profile-cancel = Отменить
console-shop-profile-empty = Оставить пустым
console-shop-profile-as-all = Как для всех
console-shop-profile-empty-text = Своего там больше не будет. Поставить снова можно в любой момент.
console-shop-profile-can-do = Что может этот бот?
console-shop-agreed = Кто согласился с условиями
console-shop-agreed-none = Пока никто не согласился.
