### Consent: buyers agree to the terms before they pay, where an owner wants that.

## Buyers
consent-ask = 📄 <b>Before you pay</b>, please read the terms and agree to them. It takes one tap.
consent-prices = <b>The prices</b>
button-consent-agree = ✅ I agree to the terms
toast-consent-agreed = Thank you. Now choose how to pay.
toast-consent-changed = The terms have changed. Please read them, and agree once more.

## An admin decides
consent-title = ✍️ <b>Consent before paying</b>
consent-about = Buyers see your terms and a button to agree to them in the place of the Pay buttons, until they have agreed. The bot keeps who agreed when, and to which terms.
consent-on = ✅ It is on. People who have paid before aren't asked.
consent-on-all = ✅ It is on, also for people who have paid before.
consent-off = Off: buyers pay without it.
consent-needs-terms = ⚠️ There are no terms, so nobody can be asked. Set them first.
consent-count = 👥 People who have agreed: { $count }
consent-history = 🧾 <b>History</b>
consent-decided = • { $what ->
    [again] everybody is asked once more
    [on] switched on
   *[off] switched off
}: { $when }, { $who }
consent-kept = ✍️ People who have agreed or paid aren't asked again. You can ask everybody once more: “Consent”, below.
consent-again-question =
    🔁 <b>Ask everybody once more?</b>
    All see the terms in the place of the Pay buttons until they agree again, also people who have agreed or paid already. Access that is paid for stays as it is.
consent-state = { $state }, with consent
button-consent-card = ✍️ Consent: { $state ->
    [on] on
   *[off] off
}
button-consent-on = ✅ Switch it on
button-consent-off = Switch it off
button-consent-again = 🔁 Ask everybody once more…
button-consent-again-now = 🔁 Yes, ask everybody
toast-consent-again = Everybody is asked once more.
toast-consent-no-terms = There are no terms yet. Set them first.
