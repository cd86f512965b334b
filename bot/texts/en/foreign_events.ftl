### Tribute's events that give no access, for admins: donations, orders of goods, unknown names.

notice-admin-foreign-first =
    { $what }
    { $about }
    { $who }

    This has nothing to do with access here. More of these will be ignored silently, unless you switch notices about them on.
notice-admin-foreign =
    { $what }
    { $about }
    { $who }
foreign-donation-new = 🙏 <b>A donation at Tribute</b>
foreign-donation-again = 🙏 <b>A regular donation at Tribute</b>
foreign-donation-cancelled = 🙏 <b>A regular donation at Tribute was cancelled</b>
foreign-donation = 🙏 <b>News of a donation at Tribute</b> (<code>{ $name }</code>)
foreign-order-created = 📦 <b>An order of goods at Tribute</b>
foreign-order-shipped = 📦 <b>An order of goods at Tribute was shipped</b>
foreign-order-canceled = 📦 <b>An order of goods at Tribute was cancelled</b>
foreign-order = 📦 <b>News of an order of goods at Tribute</b> (<code>{ $name }</code>)
foreign-shop = 🛍 <b>News of your shop at Tribute</b> (<code>{ $name }</code>)
foreign-sum = { $paid }
foreign-without-sum = Tribute named no sum.
foreign-anonymous = Anonymous
foreign-nobody = Tribute didn't say who.
button-foreign-on = 🔔 Notify about these
button-foreign-off = 🔕 No more notices about these
toast-foreign-on = Switched on for all admins.
toast-foreign-off = Switched off for all admins.
notice-admin-foreign-name =
    ❔ <b>Tribute sent something that this version doesn't know.</b> It doesn't look like a payment, so it was stored and nothing else happened. More of the kind will be ignored silently.
    If it should matter here, please look whether there is a newer version.
    <blockquote expandable>{ $name }</blockquote>
notice-admin-foreign-name-held =
    ❔ <b>Tribute sent something that this version doesn't know.</b> It looks like a payment or a refund. Each of the kind waits in /attention, until you accept or dismiss it.
    Please look whether there is a newer version too.
    <blockquote expandable>{ $name }</blockquote>
