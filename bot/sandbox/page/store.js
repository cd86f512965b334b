// The page's data: the sandbox's state, the chosen person, and that person's chat.

import { attempt, get } from "./api.js";

export const store = { state: null, selected: null, chat: null, seen: new Map() };

const listeners = [];

export const subscribe = (listener) => listeners.push(listener);
const notifyListeners = () => listeners.forEach((listener) => listener(store));

/** Run an action one at a time; all calls during a run share a single later run. */
function oneAtATime(action) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await action();
    } while (again);
    running = false;
  };
}

export const refreshState = oneAtATime(async () => {
  const state = await attempt(() => get("state"));
  if (!state) return;
  state.fetched = performance.now();
  store.state = state;
  if (!state.people.some((person) => person.id === store.selected)) {
    store.selected = state.people[0]?.id ?? null; // at first, and after a restart of the sandbox
  }
  notifyListeners();
});

export const refreshChat = oneAtATime(async () => {
  const wanted = store.selected;
  if (wanted === null) return;
  const chat = await attempt(() => get(`people/${wanted}/chat`));
  if (!chat || wanted !== store.selected) return;
  store.chat = chat;
  store.seen.set(wanted, chat.messages.filter((message) => message.from_bot).length);
  notifyListeners();
});

export function select(personId) {
  if (store.selected === personId) return;
  store.selected = personId;
  store.chat = null;
  notifyListeners();
  refreshChat();
}

export const selectedPerson = () =>
  store.state?.people.find((person) => person.id === store.selected) ?? null;

/** Count the bot's messages that this person's phone has not shown yet. */
export const unread = (person) =>
  person.id === store.selected ? 0 : person.received - (store.seen.get(person.id) ?? 0);
