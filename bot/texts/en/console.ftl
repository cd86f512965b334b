### The frame of the console, the page for admins: its menu, its sign-in screen, words of all pages.

## The frame
console-name = Tributary
console-menu = Pages
console-more = More
console-skip = Skip to the page
console-leave = Log out
console-owner = Owner
console-admin = Admin

## Signing in
console-login-title = Open the console from your bot
console-login-in-browser = Send { $command } to your bot. It answers with a link for this browser.
console-login-in-telegram = Close this window, then open the console again with the menu button of your bot.
console-login-close = Close
console-login-offline = Your bot can't be reached at the moment. Check the connection, then try again.

## On all pages
console-needed = Please fill this in.
console-failed = That didn't work this time. Please try again in a moment.
console-try-again = Try again
console-unreached = Your bot doesn't answer at the moment. As soon as it does, this page goes on.
console-gone = This page didn't come. The connection may be gone, or the bot was upgraded meanwhile: load the console again.
console-load-again = Load it again
console-close = Close
console-no = Cancel
console-list-more = Show more
console-unsaved-title = Leave this without saving?
console-unsaved-text = You have changed something here that isn't saved.
console-unsaved-leave = Leave it

## Charts
console-chart = chart
console-chart-keys = The arrow keys move along it.
console-chart-when = Days
console-chart-as-table = As a table

## How long, and in which order
console-duration-how-long = For how long
console-duration-usual = { $months ->
    [1] 1 month
    [12] 1 year
   *[other] { $months } months
}
console-duration-lifetime = Lifetime
console-duration-other = Other…
console-duration-number = How many
console-duration-unit = Unit
console-duration-days = Days
console-duration-weeks = Weeks
console-duration-months = Months
console-duration-years = Years
console-duration-none = Please choose for how long: at least one day, at most 100 years.
console-duration-plan = Plan
console-move = Move { $name }: drag it, or press the arrow keys
console-move-up = Move up
console-move-down = Move down
