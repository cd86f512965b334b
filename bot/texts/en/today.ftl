### /today, the example of a feature for subscribers. Yours to replace.

command-today = A question for today (for subscribers)
today-title = 🗓 <b>A question for today</b>
today-small = What small thing went well yesterday, and what had you done for it?
today-letter = To whom would you like to write a letter? What would be its first sentence?
today-walk = If you had one hour without a phone today, where would you walk?
today-unsaid = What have you been meaning to say for a week? Is today a good day for it?
today-teacher = Who taught you something you use every day? Do they know?
today-beginner = At what would you gladly be a beginner again?
today-enough = What do you have enough of already?
today-tariff-until = <i>For subscribers. You have: { $tariff }, until { $when }.</i>
today-until = <i>For subscribers. Yours until { $when }.</i>
today-for-life = <i>For subscribers. Yours for life.</i>
button-another-question = Another one
