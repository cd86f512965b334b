// The pages of the console in the order of the menu; each is loaded when it is first opened.

/**
 * `path` is the first part of the address; `title` and `short` are keys of texts, the short one for the
 * bar of a phone, which shows the first five; `styles` are sheets that only this page needs. The overview is
 * the first view: its script and style come with those of the frame.
 */
export const PAGES = [
  {
    path: "", icon: "overview", title: "console-overview-title", short: "console-overview-short",
    load: () => import("./pages/overview.js"),
  },
  {
    path: "purchases", icon: "purchases", title: "console-purchases-title", short: "console-purchases-short",
    styles: ["pages/lists.css"], load: () => import("./pages/purchases.js"),
  },
  {
    path: "people", icon: "people", title: "console-people-title", short: "console-people-short",
    styles: ["pages/lists.css"], load: () => import("./pages/people.js"),
  },
  {
    path: "attention", icon: "attention", title: "console-attention-title", short: "console-attention-short",
    styles: ["pages/attention.css"], load: () => import("./pages/attention.js"),
  },
  {
    path: "plans", icon: "plans", title: "console-plans-title", short: "console-plans-short",
    styles: ["pages/plans.css"], load: () => import("./pages/plans.js"),
  },
  {
    path: "shop", icon: "shop", title: "console-shop-title", short: "console-shop-short",
    styles: ["parts/composing.css", "pages/lists.css", "pages/shop.css"], load: () => import("./pages/shop.js"),
  },
  {
    path: "broadcasts", icon: "broadcasts", title: "console-broadcasts-title", short: "console-broadcasts-short",
    styles: ["parts/composing.css", "pages/lists.css", "pages/broadcasts.css"], load: () => import("./pages/broadcasts.js"),
  },
  {
    path: "doctor", icon: "doctor", title: "console-doctor-title", short: "console-doctor-short",
    styles: ["pages/doctor.css"], load: () => import("./pages/doctor.js"),
  },
];
