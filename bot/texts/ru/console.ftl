### Рамка консоли, страницы для админов: меню, экран входа, слова всех страниц.

## Рамка
console-name = Tributary
console-menu = Страницы
console-more = Ещё
console-skip = Перейти к странице
console-leave = Выйти
console-owner = Владелец
console-admin = Админ

## Вход
console-login-title = Откройте консоль из бота
console-login-in-browser = Отправьте боту { $command }. В ответ придёт ссылка для этого браузера.
console-login-in-telegram = Закройте это окно и откройте консоль снова кнопкой меню вашего бота.
console-login-close = Закрыть
console-login-offline = Бот сейчас недоступен. Проверьте соединение и попробуйте ещё раз.

## На всех страницах
console-needed = Заполните это поле.
console-failed = В этот раз не получилось. Попробуйте ещё раз через минуту.
console-try-again = Попробовать ещё раз
console-unreached = Бот сейчас не отвечает. Как только он ответит, страница продолжит сама.
console-gone = Страница не загрузилась. Возможно, пропала связь или бота обновили: загрузите консоль заново.
console-load-again = Загрузить заново
console-close = Закрыть
console-no = Отмена
console-list-more = Показать ещё
console-unsaved-title = Уйти без сохранения?
console-unsaved-text = Здесь есть изменения, которые не сохранены.
console-unsaved-leave = Уйти

## Графики
console-chart = график
console-chart-keys = Клавиши со стрелками ведут по графику.
console-chart-when = Дни
console-chart-as-table = Таблицей

## На сколько и в каком порядке
console-duration-how-long = На сколько
console-duration-usual = { $months ->
    [1] 1 месяц
    [12] 1 год
    [one] { $months } месяц
    [few] { $months } месяца
   *[many] { $months } месяцев
}
console-duration-lifetime = Навсегда
console-duration-other = Другое…
console-duration-number = Срок
console-duration-unit = Единица
console-duration-days = Дни
console-duration-weeks = Недели
console-duration-months = Месяцы
console-duration-years = Годы
console-duration-none = Выберите, на сколько: от одного дня до 100 лет.
console-duration-plan = План
console-move = Переместить «{ $name }»: перетащите или нажимайте стрелки
console-move-up = Выше
console-move-down = Ниже
