// A stand-in for https://telegram.org/js/telegram-web-app.js: the part of its public surface that the
// console uses. It speaks with the phone around it as Telegram Web does, by messages between windows.
"use strict";

(() => {
  const started = new URLSearchParams(location.hash.slice(1));
  const initData = started.get("tgWebAppData") ?? "";
  const listeners = new Map();

  const read = (text, fallback) => {
    try {
      return JSON.parse(text ?? "") ?? fallback;
    } catch {
      return fallback;
    }
  };

  const tell = (eventType, eventData = {}) => {
    if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType, eventData }), "*");
  };

  const onEvent = (name, listener) => listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  const offEvent = (name, listener) =>
    listeners.set(name, (listeners.get(name) ?? []).filter((one) => one !== listener));
  const raise = (name, ...values) => (listeners.get(name) ?? []).forEach((one) => one.apply(WebApp, values));

  const isDark = (colour) => {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return 0.299 * red + 0.587 * green + 0.114 * blue < 120;
  };

  const setTheme = (theme) => {
    WebApp.themeParams = theme;
    if (theme.bg_color) WebApp.colorScheme = isDark(theme.bg_color) ? "dark" : "light";
  };

  const unsafe = () => Object.fromEntries([...new URLSearchParams(initData)].map(([name, value]) =>
    [name, name === "user" ? read(value, {}) : value]));

  const BackButton = {
    isVisible: false,
    onClick: (listener) => { onEvent("backButtonClicked", listener); return BackButton; },
    offClick: (listener) => { offEvent("backButtonClicked", listener); return BackButton; },
    show: () => BackButton.set(true),
    hide: () => BackButton.set(false),
    set(visible) {
      if (BackButton.isVisible !== visible) tell("web_app_setup_back_button", { is_visible: visible });
      BackButton.isVisible = visible;
      return BackButton;
    },
  };

  const WebApp = {
    initData,
    initDataUnsafe: unsafe(),
    version: started.get("tgWebAppVersion") ?? "6.0",
    platform: started.get("tgWebAppPlatform") ?? "unknown",
    colorScheme: "light",
    themeParams: {},
    isExpanded: false,
    BackButton,
    onEvent,
    offEvent,
    isVersionAtLeast: (wanted) => {
      const [mine, theirs] = [WebApp.version, wanted].map((one) => one.split(".").map(Number));
      return (mine[0] - theirs[0] || (mine[1] ?? 0) - (theirs[1] ?? 0)) >= 0;
    },
    ready: () => tell("web_app_ready"),
    expand: () => { WebApp.isExpanded = true; tell("web_app_expand"); },
    close: () => tell("web_app_close"),
    openLink: (url) => tell("web_app_open_link", { url: new URL(url, location.href).href }),
    setHeaderColor: (colour) => tell("web_app_set_header_color", { color: colour }),
    setBackgroundColor: (colour) => tell("web_app_set_background_color", { color: colour }),
  };

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent) return;
    const { eventType, eventData } = read(event.data, {});
    if (eventType === "theme_changed") {
      setTheme(eventData?.theme_params ?? {});
      raise("themeChanged");
    }
    if (eventType === "back_button_pressed") raise("backButtonClicked");
  });

  setTheme(read(started.get("tgWebAppThemeParams"), {}));
  window.Telegram = { ...window.Telegram, WebApp };
})();
