### An owner's own texts (TEXTS_DIR), for admins: what is wrong there, in the chat and in a terminal.

## A problem, after its place
texts-fault = { $fault ->
    [folder] the folder can't be read: { $detail }
    [default-locale] TEXTS_DIR has no texts in this language, so people read English
    [no-language] no language has the code “{ $detail }”; a folder is called like uk or pt-BR
    [language-twice] this language has a folder already: { $detail }
    [no-texts] no text in it can be used, so the language isn't offered
    [misplaced] files of texts belong into the folder of a language, like uk/shop.ftl
    [misnamed] it ends in .ftl.txt, so it isn't read
    [unreadable] it can't be read: { $detail }
    [writable] others than the bot's user and root may write { $detail }
    [too-large] it is too large; a file may have 256 KB, all together 4 MB
    [encoding] it isn't UTF-8; save it as UTF-8
    [syntax] it isn't Fluent: { $detail }
    [indented] { $detail } is indented, so it belongs to the text above; begin it in the first column
    [twice] it is there twice, first in { $hint }
    [unknown] the bot has no such text{ $hinted ->
        [yes] ; did you mean { $hint }?
       *[no] {""}
    }
    [empty] it has no words
    [variable] { $detail } isn't a value of this text{ $hinted ->
        [yes] ; it has { $hint }
       *[no] , which has none
    }
    [lost] { $detail } is missing, and people act on it
    [omitted] { $detail } isn't shown; if you mean that, write “{ $hint }” in the line above
    [function] { $detail } doesn't exist; there is { $hint }
    [no-number] { $detail } isn't a number
    [reference] { $detail } doesn't exist{ $hinted ->
        [yes] ; did you mean { $hint }?
       *[no] {""}
    }
    [cycle] it leads back to itself: { $detail }
    [variant-lost] the variant { $detail } is missing, which says something else
    [variant-unknown] { $detail } never comes{ $hinted ->
        [yes] ; did you mean { $hint }?
       *[no] {""}
    }
    [plural] numbers in this language also need { $detail }
    [markup] Telegram doesn't take this markup: { $detail }
    [link] Telegram makes no link to this: { $detail }
    [plain] no markup is shown here, so people would read { $detail }
    [characters] it has a character that can't be shown: { $detail }
    [lines] it has several lines, and one is shown
    [long] it has more than { $detail } characters
    [wide] a phone cuts it: it is { $detail } wide, and { $hint } fit
   *[fails] it can't be filled in: { $detail }
}
texts-problem = { $place }{ $keyed ->
    [yes] {" "}{ $name }
   *[no] {""}
}: { texts-fault } ({ $level ->
    [left-out] not used
    [flawed] used all the same
   *[noted] only a note
})
texts-more = … and { NUMBER($count, useGrouping: 1) } more: /doctor
texts-missing = { $language }: { NUMBER($count, useGrouping: 1) } missing, read in { $instead }: { $keys }
texts-used = { $language }: own texts used: { NUMBER($count, useGrouping: 1) }
texts-used-of = { $language }: own texts used: { NUMBER($count, useGrouping: 1) } of { NUMBER($all, useGrouping: 1) }

## To admins
notice-admin-texts =
    ⚠️ <b>Your own texts need a look.</b> A text with a mistake isn't used: people read the original.
    <blockquote expandable>{ $problems }</blockquote>
    Put them right and restart the bot; <code>tributary check</code> looks without a restart.
