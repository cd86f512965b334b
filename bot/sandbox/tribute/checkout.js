// The script of the checkout's two pages: the form before the payment, the button after it.

const form = document.querySelector("form");
const done = document.querySelector("[data-testid=pay-done]");

// A second tap while the first is under way would buy twice.
form?.addEventListener("submit", (event) => {
  if ("sent" in form.dataset) event.preventDefault();
  form.dataset.sent = "";
});
addEventListener("pageshow", () => form?.removeAttribute("data-sent"));

// The keys pressed in this frame don't reach the page around it.
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && parent !== window) parent.postMessage("checkout-done", location.origin);
});

if (done) {
  // The page around this one closes the checkout; alone in a tab there is nothing to close.
  done.hidden = parent === window;
  done.addEventListener("click", () => parent.postMessage("checkout-done", location.origin));
  done.focus({ preventScroll: true });
}
