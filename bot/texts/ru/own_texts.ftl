### Свои тексты владельца (TEXTS_DIR), для админов: что в них не так, в чате и в терминале.

## Что не так, после места
texts-fault = { $fault ->
    [folder] папка не читается: { $detail }
    [default-locale] в TEXTS_DIR нет текстов на этом языке, поэтому люди читают по-английски
    [no-language] языка с кодом «{ $detail }» нет; папка называется, например, uk или pt-BR
    [language-twice] папка этого языка уже есть: { $detail }
    [no-texts] ни один текст в ней не годится, поэтому язык не предлагается
    [misplaced] файлам текстов место в папке языка, например uk/shop.ftl
    [misnamed] имя кончается на .ftl.txt, поэтому файл не читается
    [unreadable] не читается: { $detail }
    [writable] кроме пользователя бота и root, сюда могут писать другие: { $detail }
    [too-large] слишком большой; в файле может быть 256 КБ, во всех вместе 4 МБ
    [encoding] это не UTF-8; сохраните файл как UTF-8
    [syntax] это не Fluent: { $detail }
    [indented] { $detail } стоит с отступом и поэтому входит в текст выше; начните строку с первого знака
    [twice] ключ встречается дважды, первый раз здесь: { $hint }
    [unknown] такого текста у бота нет{ $hinted ->
        [yes] ; может быть, { $hint }?
       *[no] {""}
    }
    [empty] в нём нет слов
    [variable] такого значения у текста нет: { $detail }{ $hinted ->
        [yes] ; есть { $hint }
       *[no] {""}
    }
    [lost] не хватает { $detail }, а это людям важно
    [omitted] не показано { $detail }; если так и задумано, напишите строкой выше «{ $hint }»
    [function] функции { $detail } нет; есть { $hint }
    [no-number] { $detail } — не число
    [reference] { $detail } не существует{ $hinted ->
        [yes] ; может быть, { $hint }?
       *[no] {""}
    }
    [cycle] текст ссылается сам на себя: { $detail }
    [variant-lost] нет варианта { $detail }, а в нём сказано другое
    [variant-unknown] { $detail } никогда не встретится{ $hinted ->
        [yes] ; может быть, { $hint }?
       *[no] {""}
    }
    [plural] числам в этом языке нужно ещё { $detail }
    [markup] такую разметку Telegram не примет: { $detail }
    [link] ссылки на это в Telegram не получится: { $detail }
    [plain] разметки здесь нет, люди увидят { $detail }
    [characters] в нём есть знак, который нельзя показать: { $detail }
    [lines] в нём несколько строк, а показывается одна
    [long] в нём больше { $detail } знаков
    [wide] телефон его обрежет: ширина { $detail }, а помещается { $hint }
   *[fails] его не получается заполнить: { $detail }
}
texts-problem = { $place }{ $keyed ->
    [yes] {" "}{ $name }
   *[no] {""}
}: { texts-fault } ({ $level ->
    [left-out] не используется
    [flawed] всё же используется
   *[noted] только заметка
})
texts-more = … и ещё { NUMBER($count, useGrouping: 1) }: /doctor
texts-missing = { $language }: не хватает { NUMBER($count, useGrouping: 1) }, вместо них { $instead }: { $keys }
texts-used = { $language }: своих текстов: { NUMBER($count, useGrouping: 1) }
texts-used-of = { $language }: своих текстов: { NUMBER($count, useGrouping: 1) } из { NUMBER($all, useGrouping: 1) }

## Админам
notice-admin-texts =
    ⚠️ <b>Взгляните на свои тексты.</b> Текст с ошибкой не используется: люди читают исходный.
    <blockquote expandable>{ $problems }</blockquote>
    Исправьте их и перезапустите бота; <code>tributary check</code> проверяет без перезапуска.
